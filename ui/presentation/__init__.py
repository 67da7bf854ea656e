"""How much of the page is on the screen: parts that a link hides, a presentation, an embedding.

Parts are hidden by style only. They stay on the page, so that showing them again loses nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from experiment import Experiment
from ui import session, style, widgets
from ui.state import state

# The name of a part in a link and what the page calls it; below, the style that hides it.
# The inspector is expensive: where it is hidden it is not even computed.
PARTS = {
    "title": "Title and navigation",
    "controls": "Controls",
    "curves": "Curves",
    "inspector": "Inspector below the picture",
    "text": "Text around the picture",
}
_HIDDEN = {
    "title": ".stAppHeader { display: none; } .stMainBlockContainer { padding-top: 2.75rem; }",
    "controls": '[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], .st-key-views'
    " { display: none; }",
    "curves": ".stApp .sb-player .sb-chart { display: none; }"
    " .stApp .sb-player .sb-grid { grid-template-columns: minmax(0, 1fr);"
    ' grid-template-areas: "legend" "picture" "transport"; }',
    "text": ".st-key-stage .sb-verdicts, .st-key-fairness { display: none; }",
}
# Pixels of a window's height that the parts beside the picture take; hidden, it gets them.
_TAKEN = {"title": 24, "controls": 44, "text": 150}
_AROUND = 356  # pixels of all of them
_HEIGHT = ".st-key-stage .sb-player {{ --sb-height: clamp(340px, calc(100vh - {}px), 1200px); }}"

ICONS = {"Share": "share", "Export": "download"}

_screen = st.components.v2.component(
    "switchback.screen",
    html=Path(__file__).with_name("screen.html").read_text("utf-8"),
    js=Path(__file__).with_name("screen.js").read_text("utf-8"),
    isolate_styles=False,  # its style is the page's
)


def arrange(e: Experiment) -> None:
    """Hide what the link hides, and present or embed the page where it asks for that."""
    rules = [_HIDDEN.get(part, "") for part in e.hide]
    if freed := sum(_TAKEN.get(part, 0) for part in e.hide):
        rules.append(_HEIGHT.format(_AROUND - freed))
    if st.context.is_embedded:
        rules.append(style.sheet("presentation/embedded"))
    if e.look.present:
        lines = 0 if "text" in e.hide else len(e.runs)
        rules += [f".stApp {{ --sb-lines: {lines}; }}", style.sheet("presentation/presented")]
    st.html(f"<style>{' '.join(rules)}</style>")
    with st.container(key="screen"):
        data = {"presenting": e.look.present}
        _screen(key="full-screen", data=data, on_leave_change=partial(turn, False))


def actions(dialogs: Mapping[str, Callable[[], None]]) -> None:
    """Show the buttons for the whole page: present it, share or export; and the open dialog.

    A dialog stays open when the page runs again, until its own `closed` was called.
    """
    with st.container(key="actions", horizontal=True):
        widgets.button("Present", partial(turn, True), key="present", icon=":material/slideshow:")
        for name, icon in ICONS.items():
            show = partial(session.open_dialog, name)
            widgets.button(name, show, key=name.lower(), icon=f":material/{icon}:")
    if state().dialog in dialogs:
        dialogs[state().dialog]()


def closed() -> None:
    """Forget the dialog: what it does when it is dismissed."""
    state().dialog = ""


def hide(part: str, e: Experiment, hidden: bool) -> Experiment:
    """Return the experiment with a part of the page hidden, or shown again."""
    kept = tuple(other for other in e.hide if other != part)
    return replace(e, hide=(*kept, part) if hidden else kept)


def turn(on: bool) -> None:
    """Begin the presentation, or take the page back from it."""
    closed()
    session.edit(widgets.look_field("present"), on)
