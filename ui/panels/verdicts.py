"""Under the picture: how each run ended, a line each, and how the learning rates were chosen."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape

import streamlit as st

from experiment import Experiment, Trajectory, rates_sentence, run_names, tune, tuned_steps
from experiment.rates import FORTY, FORTY_OF_DATA
from ui import crowd, fragments, maps, run_edits, run_marks, session, widgets
from ui.state import state

# What tuning tries, without and with data.
_SWEEPS = (
    f"{len(FORTY)} learning rates from 0.0001 to 10",
    f"{len(FORTY_OF_DATA)} learning rates from 1e−9 to 1000",
)


_CURVE = "The map of learning rates: how low each run ends at every rate, not only at the best."


def draw(e: Experiment, trajectories: Sequence[Trajectory]) -> None:
    """Show the verdicts: a word and a sentence each. The sentences are our own."""
    _list(map(_line, _named(e), trajectories), len(trajectories) > 4)


def names(e: Experiment) -> None:
    """Show the runs with their marks, but not how they ended."""
    _list(f"{named}</div>" for named in _named(e))


def empty(title: str, advice: str) -> None:
    """Show two sentences in the picture's place, where there is no picture."""
    st.html(f'<div class="sb-empty"><b>{escape(title)}</b><span>{escape(advice)}</span></div>')


def outdated(loss: str) -> None:
    """Say that picture and verdicts are of an earlier loss; the style dims them."""
    said = f"Picture and verdicts are of the last loss that could be read: {escape(loss)}"
    st.html(f'<p class="sb-outdated" role="status">{said}</p>')


def rates(e: Experiment) -> None:
    """Show how the learning rates were chosen and the other choices, in a line."""
    with st.container(key="fairness", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="sb-rates">{escape(rates_sentence(e))}</p>', width="content")
        if "controls" not in e.hide:
            fragments.draw(fragments.RATES, _choices)


def _list(lines: Iterable[str], in_columns: bool = False) -> None:
    many = " sb-many" if in_columns else ""
    st.html(f'<div class="sb-verdicts{many}" role="list">{"".join(lines)}</div>')


def _line(named: str, path: Trajectory) -> str:
    sentence = escape(path.verdict.sentence)
    told = _with_word(escape(path.verdict.word), sentence)
    said = f'<span class="sb-{path.verdict.kind}" title="{sentence}">{told}</span>'
    return f"{named}{said}</div>"


def _with_word(word: str, sentence: str) -> str:
    """Return the word, then the sentence; most sentences begin with the word."""
    if sentence.lower().startswith(word):
        return f"<em>{sentence[: len(word)]}</em>{sentence[len(word) :]}"
    return f"<em>{word.capitalize()}:</em> {sentence[:1].lower()}{sentence[1:]}"


def _named(e: Experiment) -> Iterator[str]:
    """Yield for every run the beginning of its line: its mark and its name."""
    for mark, name in zip(e.marks, run_names(e.runs), strict=True):
        look = f'class="sb-verdict {run_marks.css_class(mark)}" role="listitem"'
        yield f'<div {look}><i class="sb-mark"></i><b>{escape(name)}</b>'


def _choices() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if state().tuning:
            _tune()
        else:
            _buttons(session.current())


def _buttons(e: Experiment) -> None:
    default = run_edits.default_rates
    widgets.action("Same rate for all", run_edits.same_rate, key="same-rate", type="tertiary")
    widgets.action("Default rate for each", default, key="default-rates", type="tertiary")
    widgets.button(
        "Tune each rate on this loss",
        partial(_switch_tuning, True),
        key="tune",
        help=f"Each run is repeated with {_SWEEPS[bool(e.data)]} for {tuned_steps(e)} "
        "steps and takes the one with the lowest final loss.",
        type="tertiary",
    )
    if st.button("See the curve", key="see-curve", help=_CURVE, type="tertiary"):
        maps.see_curve()


def _switch_tuning(on: bool) -> None:
    state().tuning = on
    fragments.run(fragments.RATES, within=fragments.RATES)


def _tune() -> None:
    """Sweep run by run. Pressing Stop runs the part again, which ends this at the next report."""
    bar = st.progress(0.0, "Tuning", width=240)
    st.button("Stop", key="stop-tuning", on_click=_switch_tuning, args=(False,), type="tertiary")

    def report(done: int, count: int) -> None:
        bar.progress(done / count, f"Tuned {done} of {count} runs")
        crowd.give_way()

    session.edit(tune, report)
    state().tuning = False
    st.rerun()
