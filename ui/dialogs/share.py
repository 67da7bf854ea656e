"""Share: the link as text, as a QR code and as a frame, what it says, and what it leaves out."""

from base64 import b64encode
from functools import partial

import streamlit as st

from experiment import Experiment, portable
from experiment.export import in_words, snippets
from experiment.export.qr import qr_svg
from ui import copying, goal, presentation, session, widgets


def link(e: Experiment) -> str:
    """Return the whole address that shows the experiment to anybody who can reach this server."""
    # Step 0 goes without saying in a link; on the page that would be the complete picture.
    start = "&step=0" if session.playhead() == 0 else ""
    return f"{(st.context.url or '').rstrip('/')}/?{portable(e)}{start}"


@st.dialog("Share", width="large", on_dismiss=presentation.closed)
def dialog() -> None:
    """Show everything about the link. The page follows what was chosen when the dialog closes."""
    e = session.current()
    address = link(e)
    code, texts = st.columns([2, 3], gap="large")
    with code:
        _code(address)
    with texts:
        # Text of a link is a stranger's: `st.code` and `st.text` show it as it stands.
        st.markdown("**Link**")
        st.code(address, language=None, wrap_lines=True)
        copying.button("Copy the link", address, key="copy-link")
        _parts(e)
        task = "Change the task of this link" if e.goal else "Make it a task"
        hint = "A task says what is to be reached, and shows whether it is."
        widgets.button(task, goal.open_dialog, key="share-task", help=hint, icon=":material/flag:")
        st.markdown("**To show it or to name it elsewhere**")
        texts_of = snippets(e, address)
        for tab, text in zip(st.tabs(list(texts_of)), texts_of.values(), strict=True):
            with tab:
                st.code(text, language=None, wrap_lines=True)
        with st.expander("What is in this link", key="share-words"):
            for sentence in in_words(e):
                st.text(sentence)


def _code(address: str) -> None:
    svg = qr_svg(address)
    if svg is None:
        st.text("This link is too long for a QR code.")
        return
    # As an image: `st.html` takes an inline SVG away, and an image of its own needs the namespace.
    named = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    source = f"data:image/svg+xml;base64,{b64encode(named.encode()).decode()}"
    st.html(f'<img class="sb-qr" src="{source}" alt="QR code of this link">')


def _parts(e: Experiment) -> None:
    st.markdown("**Parts of the page that this link hides**")
    with st.container(key="share-parts", horizontal=True):
        for part, name in presentation.PARTS.items():
            _choice(name, f"hide-{part}", part in e.hide, partial(presentation.hide, part))
    label, to = "As a presentation (large type, picture only)", widgets.look_field("present")
    _choice(label, "share-present", e.look.present, to)


def _choice(label: str, key: str, value: bool, to: widgets.To) -> None:
    take = partial(_take, key, to)
    st.checkbox(label, key=widgets.shown(key, value), on_change=take)


def _take(key: str, to: widgets.To) -> None:
    session.edit(to, st.session_state[key])
