"""The cards of the lessons, and the links that open them."""

from html import escape
from typing import Protocol
from urllib.parse import parse_qsl

import streamlit as st

from ui.lessons import pictures


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
        st.page_link("compare.py", label=lesson.title, query_params=parse_qsl(address(lesson)))
        st.html(f'<p class="sb-text">{escape(lesson.text)}</p>')


def address(lesson: Lesson) -> str:
    """The query string of the lesson: its experiment, and its name."""
    return f"{lesson.link}&lesson={lesson.key}"
