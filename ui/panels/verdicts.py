"""How each run ended, a line each, in places that do not move."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from experiment import Run, Trajectory
from optimizers import RULES
from ui import run_marks, wording


def draw(trajectories: Sequence[Trajectory]) -> None:
    """Show the verdicts: a word and a sentence each. The sentences are our own."""
    lines = "".join(_line(place, path) for place, path in enumerate(trajectories))
    many = " sb-many" if len(trajectories) > 4 else ""
    st.html(f'<div class="sb-verdicts{many}" role="list">{lines}</div>')


def names(runs: Sequence[Run]) -> None:
    """Show the runs with their marks alone."""
    lines = "".join(f"{_named(place, run)}</div>" for place, run in enumerate(runs))
    st.html(f'<div class="sb-verdicts" role="list">{lines}</div>')


def empty(title: str, advice: str) -> None:
    """Show two sentences in the picture's place, where there is no picture."""
    st.html(f'<div class="sb-empty"><b>{escape(title)}</b><span>{escape(advice)}</span></div>')


def _line(place: int, path: Trajectory) -> str:
    sentence = escape(path.verdict.sentence)
    told = _with_word(escape(wording.ending(path.verdict)), sentence)
    kind = path.verdict.kind
    return (
        f'{_named(place, path.run)}<span class="sb-{kind}" title="{sentence}">{told}</span></div>'
    )


def _with_word(word: str, sentence: str) -> str:
    """The word, then the sentence; most sentences begin with the word."""
    if sentence.lower().startswith(word):
        return f"<em>{sentence[: len(word)]}</em>{sentence[len(word) :]}"
    return f"<em>{word.capitalize()}:</em> {sentence[:1].lower()}{sentence[1:]}"


def _named(place: int, run: Run) -> str:
    name = f"{RULES[run.rule].title} {wording.number(run.rate)}"
    return (
        f'<div class="sb-verdict sb-run-{place % run_marks.COLOURS}" role="listitem">'
        f'<i class="sb-mark"></i><b>{escape(name)}</b>'
    )
