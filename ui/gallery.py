"""The cards of the lessons, and the links that open them."""

from html import escape
from typing import Protocol
from urllib.parse import parse_qsl

import streamlit as st

from ui import pictures


class Lesson(Protocol):
    """A lesson as it is shown; all texts are plain and our own."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def link(self) -> str: ...


def card(lesson: Lesson, picture: str) -> None:
    """Show a lesson's picture, title and text; all of the card is its link."""
    with st.container(key=f"tile-lesson-{lesson.key}", border=True, gap="small"):
        st.html(pictures.image(picture))
        link(lesson, lesson.title)
        st.html(f'<p class="sb-text">{escape(lesson.text)}</p>')


def link(lesson: Lesson, label: str, *, icon: str | None = None, after: bool = False) -> None:
    """Show an ordinary link to the lesson: its experiment, and its name."""
    query = [*parse_qsl(lesson.link, keep_blank_values=True), ("lesson", lesson.key)]
    position = "right" if after else "left"
    st.page_link("compare.py", label=label, query_params=query, icon=icon, icon_position=position)
