"""The cards of the lessons, and the links that open them."""

from html import escape
from urllib.parse import parse_qsl, quote

import streamlit as st

from lessons import Lesson

# What a data address in an attribute may hold as it is; markup is escaped, so nothing can end it.
_SAFE = " ,;:=/+-.()!*@"


def card(lesson: Lesson, picture: str) -> None:
    """Show a lesson's picture, title and text; all of the card is its link."""
    with st.container(key=f"tile-lesson-{lesson.key}", border=True, gap="small"):
        st.html(image(picture))
        st.page_link("compare.py", label=lesson.title, query_params=parse_qsl(link(lesson)))
        st.html(f'<p class="sb-text">{escape(lesson.text)}</p>')


def link(lesson: Lesson) -> str:
    """Return the query string that opens the lesson: its experiment, and its name."""
    return f"{lesson.link}&lesson={lesson.key}"


def image(svg: str) -> str:
    """Return a picture as an <img> of decoration; the page's HTML admits no SVG itself."""
    return f'<img class="sb-thumb" alt="" src="data:image/svg+xml,{quote(svg, safe=_SAFE)}">'
