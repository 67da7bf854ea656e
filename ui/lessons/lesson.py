"""A lesson above its picture: what to look at, a question, then the paths and the answer."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from experiment import DEFAULT_VIEW, Experiment, Look, decode
from ui import session
from ui.lessons import card
from ui.lessons.card import Lesson


@dataclass(frozen=True)
class Place:
    """Where a lesson stands: its chapter, its number in it, and its neighbours."""

    chapter: str
    number: int  # from 1
    count: int
    before: Lesson | None
    after: Lesson | None


def hidden(lesson: Lesson | None) -> bool:
    """Whether the paths are still to be guessed."""
    return lesson is not None and lesson.key not in _seen()


def draw(lesson: Lesson, place: Place, e: Experiment) -> None:
    """Show the lesson. All of its words are our own.

    In a frame of another page it is a line; what is not asked or answered opens over the picture.
    """
    with st.container(key="lesson", border=True):
        if st.context.is_embedded:
            _question(lesson)
            with st.popover("Lesson", key="lesson-rest"):
                _text(lesson, place)
                _ways(lesson, place, e)
            return
        with st.container(key="lesson-text", gap=None):
            _text(lesson, place)
        with st.container(key="lesson-question", gap="small"):
            _question(lesson)
            _ways(lesson, place, e)


def missing() -> None:
    """Say that a link names a lesson that does not exist."""
    st.caption("This link belongs to a lesson that is not in the gallery. Its comparison is shown.")


def _text(lesson: Lesson, place: Place) -> None:
    count = f"{place.chapter}, {place.number} of {place.count}"
    st.html(
        f'<p class="sb-chapter">{escape(count)}</p><h2 class="sb-title">'
        f"{escape(lesson.title)}</h2><p>{escape(lesson.text)}</p>"
    )


def _question(lesson: Lesson) -> None:
    asked = f'<p class="sb-question">{escape(lesson.question)}</p>'
    if hidden(lesson):
        st.html(f'<div class="sb-veiled">{asked}</div>')
        show = "Show the paths and the answer"
        st.button(show, key="reveal", type="primary", on_click=_reveal, args=(lesson,))
        return
    st.html(f'{asked}<p class="sb-answer" role="status">{escape(lesson.answer)}</p>')


def _ways(lesson: Lesson, place: Place, e: Experiment) -> None:
    with st.container(horizontal=True, key="lesson-ways", gap="small"):
        _way("Back", place.before, "back", icon=":material/arrow_back:")
        _way("Next", place.after, "next", icon=":material/arrow_forward:", icon_position="right")
        if _changed(lesson, e):
            _way("Undo my changes", lesson, "restore", type="tertiary")
        st.page_link("gallery.py", label="All lessons")
        if not hidden(lesson):
            _again(lesson)


def _way(label: str, to: Lesson | None, key: str, **look: Any) -> None:
    """A button to another lesson: Streamlit follows no link from a page to itself."""
    link, title = (card.address(to), to.title) if to else ("", None)
    look |= {"disabled": not to, "help": title}
    st.button(label, key=f"lesson-{key}", on_click=session.follow, args=(link,), **look)


def _changed(lesson: Lesson, e: Experiment) -> bool:
    """Whether the comparison is no longer the lesson's; how it is looked at does not count."""
    return _bare(e) != _bare(decode(lesson.link)[0])


def _bare(e: Experiment) -> Experiment:
    return replace(e, step=0, hide=(), lesson="", view=DEFAULT_VIEW, look=Look())


def _seen() -> frozenset[str]:
    seen: frozenset[str] = st.session_state.get("answered", frozenset())
    return seen


def _again(lesson: Lesson) -> None:
    hint = "Hide the paths and the answer"
    st.button("Ask again", key="ask", help=hint, type="tertiary", on_click=_reveal, args=(lesson,))


def _reveal(lesson: Lesson) -> None:
    """Show paths and answer, or hide them again."""
    st.session_state["answered"] = _seen() ^ {lesson.key}
