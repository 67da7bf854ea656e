"""A lesson above its picture: what to look at, a question, then the paths and the answer."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from experiment import Experiment
from lessons import Lesson, place
from ui import cached, session, widgets
from ui.lessons import card
from ui.state import state


def hidden(lesson: Lesson | None) -> bool:
    """Return whether the paths are still to be guessed."""
    return lesson is not None and lesson.key not in state().answered


def draw(lesson: Lesson, e: Experiment) -> None:
    """Show the lesson. All of its words are our own.

    In a frame of another page it is a line; what is not asked or answered opens over the picture.
    """
    with st.container(key="lesson", border=True):
        if st.context.is_embedded:
            _question(lesson)
            with st.popover("Lesson", key="lesson-rest"):
                _text(lesson)
                _ways(lesson, e)
            return
        with st.container(key="lesson-text", gap=None):
            _text(lesson)
        with st.container(key="lesson-question", gap="small"):
            _question(lesson)
            _ways(lesson, e)


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


def _question(lesson: Lesson) -> None:
    asked = f'<p class="sb-question">{escape(lesson.question)}</p>'
    if hidden(lesson):
        st.html(f'<div class="sb-veiled">{asked}</div>')
        show = "Show the paths and the answer"
        widgets.button(show, partial(_reveal, lesson), key="reveal", type="primary")
        return
    st.html(f'{asked}<p class="sb-answer" role="status">{escape(lesson.answer)}</p>')


def _ways(lesson: Lesson, e: Experiment) -> None:
    here = place(lesson)
    with st.container(horizontal=True, key="lesson-ways", gap="small"):
        _way("Back", here.before, "back", icon=":material/arrow_back:")
        _way("Next", here.after, "next", icon=":material/arrow_forward:", icon_position="right")
        if _changed(lesson, e):
            _way("Undo my changes", lesson, "restore", type="tertiary")
        st.page_link("gallery.py", label="All lessons")
        if not hidden(lesson):
            show, hint = "Hide the answer", "Hide the paths and the answer, to ask once more"
            hide = partial(_reveal, lesson)
            widgets.button(show, hide, key="ask", help=hint, type="tertiary")


def _way(label: str, to: Lesson | None, key: str, **look: Any) -> None:
    """Show a button to another lesson: Streamlit follows no link from a page to itself."""
    link, title = (card.link(to), to.title) if to else ("", None)
    look |= {"disabled": not to, "help": title}
    widgets.button(label, partial(session.follow, link), key=f"lesson-{key}", **look)


def _changed(lesson: Lesson, e: Experiment) -> bool:
    """Return whether the comparison is no longer the lesson's, however it is looked at."""
    return cached.bare(e) != cached.bare(lesson.experiment)


def _reveal(lesson: Lesson) -> None:
    """Show paths and answer, or hide them again."""
    state().answered ^= {lesson.key}
