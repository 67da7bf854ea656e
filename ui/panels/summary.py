"""All runs in one table, to be sorted by any column; one click sorts the runs themselves, too."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, Row, Trajectory, outlook, summary
from ui import run_cards, run_edits, widgets, wording

Value = Callable[[Row], float | None]

MAX_WHOLE = 2.0**53  # a browser counts by ones up to here, and cannot format what lies beyond
SHARES = ("1 %", "0.1 %", "1e-6")
COLUMNS: dict[str, tuple[Value, str]] = {
    "Final loss": (lambda row: row.final_loss, "the loss at the last step of the run"),
    "Gap": (lambda row: row.gap, "final loss minus the lowest known loss"),
    "Path": (lambda row: row.path_length, "length of the path from the start to the last step"),
}
STEPS: dict[str, tuple[Value, str]] = {
    f"Steps to {share}": (
        partial(lambda place, row: row.steps_to[place], place),
        f"the first step at which the gap is at most {share} of the initial gap",
    )
    for place, share in enumerate(SHARES)
}
# What the runs can be sorted by, the best first, and the column that says it.
ORDERS = {
    "final loss": "Final loss",
    **{f"steps to {share} of the gap": f"Steps to {share}" for share in SHARES},
    "path length": "Path",
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
        sort, few = partial(_sort, rows), len(rows) < 2
        widgets.menu("Sort the runs by", list(ORDERS), sort, key="sort", disabled=few)
        st.caption(
            "The best run comes first. A click on a heading sorts only this table. A dash stands "
            "where there is no number, or one beyond 9 × 10¹⁵."
        )


def table(rows: Sequence[Row], trajectories: Sequence[Trajectory]) -> dict[str, list[Any]]:
    """Return the table column by column; None where there is no number."""
    names = wording.names_of(trajectories)
    columns: dict[str, list[Any]] = {"Run": [f"{row.run + 1}  {names[row.run]}" for row in rows]}
    for title, (value, _) in (COLUMNS | STEPS).items():
        columns[title] = [_shown(value(row)) for row in rows]
    columns["Verdict"] = [wording.ending(row.verdict) for row in rows]
    return columns


def outlooks(e: Experiment, trajectories: Sequence[Trajectory]) -> list[str]:
    """Return a sentence for every run that has converged and would leave its minimum again."""
    steps = outlook(e, trajectories)
    return [
        f"{name} has converged but would not stay: "
        f"with more steps it leaves the minimum again at step {step}."
        for name, step in zip(wording.names_of(trajectories), steps, strict=True)
        if step is not None
    ]


def _shown(number: float | None) -> float | None:
    return number if number is None or abs(number) <= MAX_WHOLE else None


def _columns() -> dict[str, Any]:
    return {
        title: st.column_config.NumberColumn(
            format="%d" if title in STEPS else "%.4g", help=meaning
        )
        for title, (_, meaning) in (COLUMNS | STEPS).items()
    }


def _sort(rows: Sequence[Row], order: str) -> None:
    value, _ = (COLUMNS | STEPS)[ORDERS[order]]
    ranked = sorted(rows, key=lambda row: _rank(value(row)))
    run_cards.edit(partial(run_edits.reorder, [row.run for row in ranked]))


def _rank(number: float | None) -> tuple[float, ...]:
    """Return what a number is sorted by: a missing one comes last."""
    return (0.0, number) if number is not None and not math.isnan(number) else (1.0,)
