"""All runs in one table, to be sorted by any column; one click sorts the runs themselves, too."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, Row, Trajectory, outlook, summary
from ui import run_cards, run_edits, wording
from ui.panels import inspector

COLUMNS = {
    "Final loss": ("final_loss", "the loss at the last step of the run"),
    "Gap": ("gap", "final loss less the lowest loss known"),
    "Path": ("path_length", "length of the way walked, from the start to the last step"),
}
MOST = 2.0**53
SHARES = ("1 %", "0.1 %", "1e-6")
# By what the runs can be sorted, the best first.
ORDERS: dict[str, Callable[[Row], tuple[float, ...]]] = {
    "final loss": lambda row: _rank(row.final_loss),
    **{
        f"steps to {share} of the gap": lambda row, at=place: _rank(row.steps_to[at])  # type: ignore[misc]
        for place, share in enumerate(SHARES)
    },
    "path length": lambda row: _rank(row.path_length),
}


def draw(e: Experiment, trajectories: Sequence[Trajectory]) -> None:
    """Show the table and the menu that sorts the runs."""
    rows = summary(e, trajectories)
    st.dataframe(
        table(rows, trajectories),
        key="summary",
        hide_index=True,
        column_config=_columns(),
        placeholder="–",
        alt="Final loss, gap, steps and verdict of every run",
    )
    for sentence in outlooks(e, trajectories):
        st.caption(sentence)
    with st.container(key="sorting", horizontal=True, vertical_alignment="center"):
        st.menu_button(
            "Sort the runs by",
            list(ORDERS),
            key="sort",
            on_click=_sort,
            args=(rows,),
            disabled=len(rows) < 2,
        )
        st.caption(
            "Best first. A heading sorts the table alone. "
            "– where there is no number, or one beyond 9 × 10¹⁵."
        )


def table(rows: Sequence[Row], trajectories: Sequence[Trajectory]) -> dict[str, list[Any]]:
    """The table column by column; None where there is no number."""
    columns: dict[str, list[Any]] = {
        "Run": [f"{row.run + 1}  {inspector.title(trajectories[row.run])}" for row in rows]
    }
    for title, (name, _) in COLUMNS.items():
        columns[title] = [_shown(getattr(row, name)) for row in rows]
    for place, share in enumerate(SHARES):
        columns[f"Steps to {share}"] = [row.steps_to[place] for row in rows]
    columns["Verdict"] = [wording.ending(row.verdict) for row in rows]
    return columns


def outlooks(e: Experiment, trajectories: Sequence[Trajectory]) -> list[str]:
    """A sentence for every run that has converged and, going on, would leave its minimum again."""
    steps = outlook(e, trajectories)
    return [
        f"{inspector.title(path)} has converged, but would not stay: "
        f"going on, it leaves the minimum again at step {step}."
        for path, step in zip(trajectories, steps, strict=True)
        if step is not None
    ]


def _shown(number: float | None) -> float | None:
    """A browser's table cannot format what no whole number can count any more."""
    return number if number is None or abs(number) <= MOST else None


def _columns() -> dict[str, Any]:
    shown: dict[str, Any] = {
        title: st.column_config.NumberColumn(format="%.4g", help=meaning)
        for title, (_, meaning) in COLUMNS.items()
    }
    for share in SHARES:
        meaning = f"the first step at which the gap is at most {share} of the initial gap"
        shown[f"Steps to {share}"] = st.column_config.NumberColumn(format="%d", help=meaning)
    return shown


def _sort(rows: Sequence[Row]) -> None:
    order = st.session_state["sort"]
    if order:
        ranked = sorted(rows, key=ORDERS[order])
        run_cards.edit(partial(run_edits.reorder, [row.run for row in ranked]))


def _rank(number: float | None) -> tuple[float, ...]:
    """What there is before what there is not."""
    return (0.0, number) if number is not None and not math.isnan(number) else (1.0,)
