"""The cards of the runs: names that outlive a reordering, and which of them are open."""

from collections.abc import Callable

import streamlit as st

from experiment import Experiment
from ui import fragments, session


def names() -> tuple[int, ...]:
    """A name for every run, in their order: keys of widgets that outlive a reordering."""
    count = len(session.current().runs)
    kept: tuple[int, ...] = st.session_state.get("names", ())
    if len(kept) != count:  # a link with more runs, or fewer
        new = max(kept, default=-1) + 1
        kept = (*kept, *range(new, new + count))[:count]
        st.session_state["names"] = kept
    return kept


def opened() -> frozenset[int]:
    """The names of the runs whose cards are open."""
    found: frozenset[int] = st.session_state.get("open", frozenset())
    return found


def toggle(name: int) -> None:
    """Open a card, or close it."""
    st.session_state["open"] = opened() ^ {name}


def edit(
    change: Callable[[Experiment, tuple[int, ...]], tuple[Experiment, tuple[int, ...]]],
) -> None:
    """Change the runs and so their names: add, remove or reorder. Runs all of the page."""
    changed, kept = change(session.current(), names())
    session.edit(lambda _: changed)
    st.session_state["names"] = kept
    fragments.run()
