"""Parts of a page that run by themselves, while the browser keeps the rest as it is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from ui import crowd, session
from ui.state import state

P = ParamSpec("P")

PICTURE = "picture"
PLAYHEAD = "playhead"  # what depends on the playhead; lies in the first
LOOK = "look"  # how the picture is drawn and played
RATES = "rates"  # the buttons that choose all learning rates
# React draws in one go what has arrived: with less time, what explains the picture arrives before a
# slow browser has begun to draw it, and costs it another 100 milliseconds.
AHEAD_SECONDS = 0.12


def card(mark: int) -> str:
    """Return the part that is a run's card without its rate, which runs along with the picture."""
    return f"card {mark}"


def draw(name: str, build: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Show what `build` shows, as the part of this name. It reads the session at every run.

    A part that `build` draws runs along with this one, and can run without it.
    """

    @wraps(build)
    def part() -> None:
        with crowd.turn():
            outer, state().inside = inside(), name
            try:
                build(*args, **kwargs)
            finally:
                state().inside = outer

    state().parts.add(name)
    st.fragment(part, key=name)()


def inside() -> str:
    """Return the part that is being drawn: it runs when a widget drawn now is used."""
    return state().inside


@contextmanager
def whole_page() -> Iterator[None]:
    """Draw all of the page within this: only then can its parts run by themselves."""
    here = state()
    here.parts, here.whole_page, here.inside = set(), False, ""
    yield
    here = state()
    here.whole_page, here.new = True, False


def pause() -> None:
    """Give the browser time to draw what this part has shown so far, before the rest arrives."""
    if session.in_browser() and state().whole_page:
        with crowd.aside():
            time.sleep(AHEAD_SECONDS)


def run(*names: str, within: str = "") -> None:
    """Run only these parts; the whole page where none is named, or one is not on the page.

    For callbacks. The part that the widget belongs to, `within`, runs anyway if nothing else does:
    one run instead of two.
    """
    if not session.in_browser():  # without one nothing keeps the parts that do not run
        return
    if not (names and state().whole_page and state().parts.issuperset(names)):
        st.rerun()
    elif names != (within,):
        st.rerun(list(names))
