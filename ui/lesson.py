"""A lesson above its picture, asked first and answered on demand, and its card in the gallery."""

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any
from urllib.parse import parse_qsl, quote

import streamlit as st

from experiment import Experiment, decode
from lessons import Lesson, place
from ui import cached, session, widgets
from ui.state import state

# What a data address in an attribute may hold as it is; markup is escaped, so nothing can end it.
_SAFE = " ,;:=/+-.()!*@"


def hidden(lesson: Lesson | None) -> bool:
    """Return whether the paths are still to be guessed."""
    return lesson is not None and lesson.key not in state().answered


def draw(lesson: Lesson, e: Experiment) -> None:
    """Show the lesson. All of its words are our own.

    In a frame of another page it is a line; what is not asked or answered opens over the picture.
    """
    with st.container(key="lesson", border=True):
        if st.context.is_embedded:
            _question(lesson, choices=False)
            with st.popover("Lesson", key="lesson-rest"):
                _text(lesson)
                if hidden(lesson):
                    _choices(lesson)
                _ways(lesson, e)
            return
        with st.container(key="lesson-text", gap=None):
            _text(lesson)
            if lesson.variants and not hidden(lesson):
                _variants(lesson, e)
        with st.container(key="lesson-question", gap="small"):
            _question(lesson)
            _ways(lesson, e)


def card(lesson: Lesson, picture: str) -> None:
    """Show a lesson's picture, title and text; all of the card is its link."""
    with st.container(key=f"tile-lesson-{lesson.key}", border=True, gap="small"):
        st.html(image(picture))
        leads_to(lesson)
        st.html(f'<p class="sb-text">{escape(lesson.text)}</p>')


def leads_to(lesson: Lesson, before: str = "") -> None:
    """Show the lesson's title, with words before it, as a link to it."""
    label = before + lesson.title
    st.page_link("compare.py", label=label, query_params=parse_qsl(lesson.query()))


def image(svg: str) -> str:
    """Return a picture as an <img> of decoration; the page's HTML admits no SVG itself."""
    return f'<img class="sb-thumb" alt="" src="data:image/svg+xml,{quote(svg, safe=_SAFE)}">'


def missing() -> None:
    """Say that a link names a lesson that does not exist."""
    st.caption("This link names a lesson that is not in the gallery. Its comparison is shown.")


def _text(lesson: Lesson) -> None:
    here = place(lesson)
    count = f"{here.chapter.title}, {here.number} of {len(here.chapter.lessons)}"
    st.html(
        f'<p class="sb-chapter">{escape(count)}</p><h2 class="sb-title">'
        f"{escape(lesson.title)}</h2><p>{escape(lesson.text)}</p>"
    )


def _question(lesson: Lesson, *, choices: bool = True) -> None:
    asked = f'<p class="sb-question">{escape(lesson.question)}</p>'
    if not hidden(lesson):
        told = _guess(lesson) + f'<p class="sb-answer">{escape(lesson.answer)}</p>'
        st.html(f'{asked}<div role="status">{told}</div>')
        return
    st.html(f'<div class="sb-veiled">{asked}</div>')
    if choices:
        _choices(lesson)
    show = "Show the paths and the answer"
    widgets.button(show, partial(_reveal, lesson), key="reveal", type="primary")


def _choices(lesson: Lesson) -> None:
    """Let the visitor commit to an answer before the paths are shown."""
    key = f"guess-{lesson.key}"
    # A browser that comes back to a new session knows what it shows.
    if not state().new:
        st.session_state[key] = state().guesses.get(lesson.key)
    st.pills(
        "Your answer",
        range(len(lesson.choices)),
        key=key,
        format_func=lambda place: lesson.choices[place],
        on_change=_take_guess,
        args=(lesson, key),
        label_visibility="collapsed",
    )


def _take_guess(lesson: Lesson, key: str) -> None:
    guesses, chosen = state().guesses, st.session_state[key]
    guesses.pop(lesson.key, None)
    if chosen is not None:
        guesses[lesson.key] = chosen


def _guess(lesson: Lesson) -> str:
    """Return what the visitor said before the paths were shown, and whether it is true, as HTML."""
    chosen = state().guesses.get(lesson.key)
    if chosen is None or chosen >= len(lesson.choices):
        return ""
    said, right = (escape(lesson.choices[place]) for place in (chosen, lesson.right - 1))
    truth = "That is right." if said == right else f"It is not so. Right is: <b>{right}</b>."
    return f'<p class="sb-guess">You said: <b>{said}</b>. {truth}</p>'


def _ways(lesson: Lesson, e: Experiment) -> None:
    here = place(lesson)
    with st.container(horizontal=True, key="lesson-ways", gap="small"):
        _way("Back", here.before, "back", icon=":material/arrow_back:")
        _way("Next", here.after, "next", icon=":material/arrow_forward:", icon_position="right")
        if _changed(lesson, e):
            _way("Undo my changes", lesson, "restore", type="tertiary")
        st.page_link("gallery.py", label="All lessons")
        if lesson.on_map and not hidden(lesson) and st.button("See the map", key="lesson-map"):
            session.go_to("maps.py")
        if not hidden(lesson):
            show, hint = "Hide the answer", "Hide the paths and the answer, to ask once more"
            hide = partial(_reveal, lesson)
            widgets.button(show, hide, key="ask", help=hint, type="tertiary")


def _variants(lesson: Lesson, e: Experiment) -> None:
    """Show the variants to choose from; none is chosen where the visitor changed something."""
    widgets.show(
        st.segmented_control,
        "Compare with",
        next((label for label in lesson.variants if _is_variant(lesson, label, e)), None),
        lambda e, label: replace(decode(lesson.query(label))[0], view=e.view, look=e.look),
        key=f"variants-{lesson.key}",
        options=list(lesson.variants),
        label_visibility="collapsed",
        width="content",
    )


def _is_variant(lesson: Lesson, label: str, e: Experiment) -> bool:
    return cached.bare(e) == cached.bare(decode(lesson.variants[label])[0])


def _way(label: str, to: Lesson | None, key: str, **look: Any) -> None:
    """Show a button to another lesson: Streamlit follows no link from a page to itself."""
    address, title = (to.query(), to.title) if to else ("", None)
    look |= {"disabled": not to, "help": title}
    widgets.button(label, partial(session.follow, address), key=f"lesson-{key}", **look)


def _changed(lesson: Lesson, e: Experiment) -> bool:
    """Return whether the comparison is no longer the lesson's, however it is looked at."""
    return cached.bare(e) != cached.bare(lesson.experiment) and not any(
        _is_variant(lesson, label, e) for label in lesson.variants
    )


def _reveal(lesson: Lesson) -> None:
    """Show paths and answer, and play them, or hide them again."""
    here = state()
    here.answered ^= {lesson.key}
    here.plays += not hidden(lesson)
