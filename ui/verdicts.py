"""How each run ended, a line each, in places that do not move."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from experiment import Run, Trajectory
from optimizers import RULES
from ui import marks, words


def draw(trajectories: Sequence[Trajectory], rates: str) -> None:
    """Show the verdicts and how the learning rates were chosen. The sentences are our own."""
    lines = "".join(_line(place, path) for place, path in enumerate(trajectories))
    many = " sb-many" if len(trajectories) > 4 else ""
    st.html(f'<div class="sb-verdicts{many}" role="list">{lines}</div>')
    st.html(f'<p class="sb-rates">{escape(rates)}</p>')


def names(runs: Sequence[Run]) -> None:
    """Show the runs with their marks alone."""
    lines = "".join(f"{_named(place, run)}</div>" for place, run in enumerate(runs))
    st.html(f'<div class="sb-verdicts" role="list">{lines}</div>')


def empty(title: str, advice: str) -> None:
    """Show two sentences in the picture's place, where there is no picture."""
    st.html(f'<div class="sb-empty"><b>{escape(title)}</b><span>{escape(advice)}</span></div>')


def _line(place: int, path: Trajectory) -> str:
    sentence = escape(path.verdict.sentence)
    return f'{_named(place, path.run)}<span title="{sentence}">{sentence}</span></div>'


def _named(place: int, run: Run) -> str:
    name = f"{RULES[run.rule].title} {words.number(run.rate)}"
    return (
        f'<div class="sb-verdict sb-run-{place % marks.COLOURS}" role="listitem">'
        f'<i class="sb-mark"></i><b>{escape(name)}</b>'
    )
