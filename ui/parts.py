"""Parts of a page that run anew by themselves: the browser keeps the rest of the page as it is."""

from collections.abc import Callable
from typing import Any, ParamSpec

import streamlit as st

from ui import session

P = ParamSpec("P")

PICTURE, WHY, ADDRESS = "picture", "why", "address"


def card(name: int) -> str:
    """The part that is all of a run's card."""
    return f"card {name}"


def head(name: int) -> str:
    """The part of a run's card that is its sentence, its rule and its learning rate."""
    return f"head {name}"


def draw(name: str, build: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Show what `build` shows, as the part of this name. It reads the session at every run."""
    _drawn().add(name)
    st.fragment(build, key=name)(*args, **kwargs)


def begin() -> None:
    """Forget the parts: the page is about to draw them."""
    st.session_state.update(parts=set(), drawn=False)


def end() -> None:
    """Let parts run by themselves from now on: all of the page has been drawn."""
    st.session_state["drawn"] = True


def run(*names: str) -> None:
    """Run these parts alone; all of the page without a name, or where one is not on it.

    For callbacks: a widget that belongs to a part would run that part and nothing else.
    """
    if not session.in_browser():  # nobody is there who keeps the rest
        return
    if names and st.session_state["drawn"] and _drawn().issuperset(names):
        st.rerun(list(names))
    st.rerun()


def _drawn() -> set[str]:
    found: set[str] = st.session_state["parts"]
    return found
