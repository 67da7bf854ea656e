"""How each run ended, a line each, in places that do not move."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from experiment import Trajectory
from optimizers import RULES
from ui import marks, words


def draw(trajectories: Sequence[Trajectory], rates: str) -> None:
    """Show the verdicts and how the learning rates were chosen. The sentences are our own."""
    lines = "".join(_line(place, path) for place, path in enumerate(trajectories))
    st.html(f'<div class="sb-verdicts" role="list">{lines}</div>')
    st.html(f'<p class="sb-rates">{escape(rates)}</p>')


def empty(title: str, advice: str) -> None:
    """Show two sentences in the picture's place, where there is no picture."""
    st.html(f'<div class="sb-empty"><b>{escape(title)}</b><span>{escape(advice)}</span></div>')


def _line(place: int, path: Trajectory) -> str:
    name = f"{RULES[path.run.rule].title} {words.number(path.run.dials['lr'])}"
    sentence = escape(path.verdict.sentence)
    return (
        f'<div class="sb-verdict sb-run-{place % marks.COLOURS}" role="listitem">'
        f'<i class="sb-mark"></i><b>{escape(name)}</b>'
        f'<span title="{sentence}">{sentence}</span></div>'
    )
