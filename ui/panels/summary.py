"""All runs in one table, to be sorted by any column; one click sorts the runs themselves, too."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, Row, Trajectory, outlook, summary
from ui import run_cards, run_edits, widgets, wording

COLUMNS = {
    "Final loss": ("final_loss", "the loss at the last step of the run"),
    "Gap": ("gap", "final loss minus the lowest known loss"),
    "Path": ("path_length", "length of the path from the start to the last step"),
}
MAX_WHOLE = 2.0**53  # a browser counts by ones up to here, and cannot format what lies beyond
SHARES = ("1 %", "0.1 %", "1e-6")
# What the runs can be sorted by, the best first.
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
        few = len(rows) < 2
        widgets.menu(
            "Sort the runs by", list(ORDERS), partial(_sort, rows), key="sort", disabled=few
        )
        st.caption(
            "The best run comes first. A click on a heading sorts this table alone. A dash stands "
            "where there is no number, or one beyond 9 × 10¹⁵."
        )


def table(rows: Sequence[Row], trajectories: Sequence[Trajectory]) -> dict[str, list[Any]]:
    """Return the table column by column; None where there is no number."""
    columns: dict[str, list[Any]] = {
        "Run": [f"{row.run + 1}  {wording.run_name(trajectories[row.run].run)}" for row in rows]
    }
    for title, (name, _) in COLUMNS.items():
        columns[title] = [_shown(getattr(row, name)) for row in rows]
    for place, share in enumerate(SHARES):
        columns[f"Steps to {share}"] = [row.steps_to[place] for row in rows]
    columns["Verdict"] = [wording.ending(row.verdict) for row in rows]
    return columns


def outlooks(e: Experiment, trajectories: Sequence[Trajectory]) -> list[str]:
    """Return a sentence for every run that has converged and would leave its minimum again."""
    steps = outlook(e, trajectories)
    return [
        f"{wording.run_name(path.run)} has converged but would not stay: "
        f"with more steps it leaves the minimum again at step {step}."
        for path, step in zip(trajectories, steps, strict=True)
        if step is not None
    ]


def _shown(number: float | None) -> float | None:
    return number if number is None or abs(number) <= MAX_WHOLE else None


def _columns() -> dict[str, Any]:
    shown: dict[str, Any] = {
        title: st.column_config.NumberColumn(format="%.4g", help=meaning)
        for title, (_, meaning) in COLUMNS.items()
    }
    for share in SHARES:
        meaning = f"the first step at which the gap is at most {share} of the initial gap"
        shown[f"Steps to {share}"] = st.column_config.NumberColumn(format="%d", help=meaning)
    return shown


def _sort(rows: Sequence[Row], order: str) -> None:
    ranked = sorted(rows, key=ORDERS[order])
    run_cards.edit(partial(run_edits.reorder, [row.run for row in ranked]))


def _rank(number: float | None) -> tuple[float, ...]:
    """Return what a number is sorted by: a missing one comes last."""
    return (0.0, number) if number is not None and not math.isnan(number) else (1.0,)
