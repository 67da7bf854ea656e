"""What is known of a loss of data without a run: its scale, its condition, its answer."""

from collections.abc import Iterator, Mapping

import streamlit as st

from experiment import Experiment
from experiment.answers import Answers, answers, parted, standardised_columns
from experiment.data import Data
from ui import session, wording


def draw() -> None:
    """Show what is known of the loss without a run, below its formulas."""
    e = session.current()
    if e.data and session.loss():
        with st.container(key="facts", gap="xsmall"):
            for sentence in sentences(e):
                st.text(sentence)  # names of columns and parameters are somebody's: never Markdown


def sentences(e: Experiment) -> Iterator[str]:
    """Yield what can be said of the loss of data: its scale, its condition, its answer."""
    assert e.data
    known = answers(e)
    if names := standardised_columns(e):
        yield f"Standardised: {wording.listed(names, 'and')}."
    if found := ", ".join(_conditions(known)):
        yield f"Condition number {found}."
    if parted(e):
        yield "No minimum: the classes can be parted by a line, so the loss falls for ever."
    elif (own := known[e.data.scale]) and own.closed:
        yield f"{_answered(e.data)}: {_point(own.closed)}{_in_raw(e.data, known['raw'])}."


def _conditions(known: Mapping[str, Answers | None]) -> Iterator[str]:
    for scale, name in (("raw", "raw"), ("standard", "standardised")):
        found = known[scale]
        if found and found.condition:
            rounded = float(f"{found.condition:.2g}")
            yield f"{wording.number(rounded, 6)} {name}"


def _answered(data: Data) -> str:
    plain = data.model and not data.model.measure.ridge
    return "Least squares" if plain else "Minimum by a linear system"


def _point(closed: dict[str, float]) -> str:
    return ", ".join(f"{name} = {wording.number(value)}" for name, value in closed.items())


def _in_raw(data: Data, raw: Answers | None) -> str:
    """Return the same line in the columns' own units; with a penalty it is another line."""
    if data.scale == "raw" or not raw or not raw.closed or _answered(data) != "Least squares":
        return ""
    return f"; over the raw columns {_point(raw.closed)}"
