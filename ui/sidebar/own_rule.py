"""A rule of one's own on the card of a run: its text, what is wrong with it, how it was read."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import streamlit as st

from experiment import Experiment, Run
from experiment.limits import MAX_TEXT
from language.dialect import RULE
from language.errors import RuleError
from optimizers import RULES, Dial, Typed
from optimizers.typed import MAX_NAME, NAME_ALLOWED
from ui import run_edits, widgets, wording
from ui.state import state

HELP = f"""
One assignment a line, read from top to bottom at every update. `x` is the point, `g` its gradient,
`f` its loss, `t` the number of the update from 1, `lr` the learning rate.

A name that is read before it is assigned keeps its value from one update to the next; it is 0 at
first, or what a line such as `start v = 1` says. A name that is only read becomes a dial.

Functions: {", ".join(sorted(RULE.functions))}. The page Mathematics says what each of them means.
"""
SMALL = (-12, 0)  # decades of a dial such as an epsilon
SHARE = (0.0, 0.995)  # of what is kept each step
LARGE_SHARE = (0.9, 0.9995)
LARGE = 0.99


class _Slider(NamedTuple):
    """A dial's slider; one of other ends has another key, see `ui.sidebar.loss`."""

    key: str
    low: float
    high: float


def choices(e: Experiment, chosen: str = "") -> list[str]:
    """Return what a run may be of, in the order of menus: the chosen one is always among them."""
    listed = [rule.name for rule in RULES.values() if rule.listed or rule.name == chosen]
    return [*listed, *run_edits.typed_rules(e), run_edits.OWN]


def called(choice: str) -> str:
    """Return a choice as menus call it."""
    if choice == run_edits.OWN:
        return "Your own rule"
    return wording.optimizer(choice) if choice in RULES else f"{choice} · your own"


def draw(mark: int, typed: Typed) -> None:
    """Show the text, the error at its place or the formulas, and the name."""
    draft = state().drafts.get(mark)
    widgets.show(
        st.text_area,
        "Update",
        typed.text if draft is None else draft,
        partial(_take, mark, typed.name),
        key=f"text-{mark}",
        height="content",
        help=HELP,
    )
    if draft is not None:
        _fault(mark, draft)
    st.latex(typed.rule.equation)
    widgets.show(
        st.text_input,
        "Name of the rule",
        typed.name,
        partial(run_edits.with_name, typed.name),
        key=f"rule-name-{mark}",
        max_chars=MAX_NAME + 1,
        help=f"What menus, pictures and the link call it: {NAME_ALLOWED.removeprefix('it has ')}.",
    )


def _take(mark: int, name: str, e: Experiment, text: str) -> Experiment:
    """Return the runs with the rule as it was typed; keep a text that cannot be read."""
    drafts = state().drafts
    drafts.pop(mark, None)
    try:
        return run_edits.with_text(name, text, e)
    except RuleError:
        drafts[mark] = text[:MAX_TEXT]
        return e


def _fault(mark: int, draft: str) -> None:
    """Show what is wrong with a text, and where; the rule before it is still at work."""
    try:
        Typed("mine", draft)
    except RuleError as error:
        with st.container(key=f"rule-fault-{mark}"):
            st.text(error.message)
            if error.position is not None:
                line = draft.rfind("\n", 0, error.position) + 1
                text = draft[line:].partition("\n")[0]
                st.code(wording.pointed(text, error.position - line), language=None)
            st.text("Until it can be read, the last good rule runs:")


def dials(place: int, mark: int, run: Run) -> None:
    """Show every dial but the learning rate: as a number and as a slider."""
    for dial in run.update.own[1:]:
        value = float(run.dials[dial.name])  # type: ignore[arg-type]
        change = partial(run_edits.with_dial, place, dial.name)
        slider = _slider(mark, dial, value)
        typed, slid = st.columns([2, 3], vertical_alignment="bottom", wrap=False)
        with typed:
            widgets.number(dial.label, value, change, key=f"dial-{mark}-{dial.name}")
        with slid:
            if not dial.logarithmic:
                _, low, high = slider
                widgets.linear(dial.label, value, change, key=slider.key, low=low, high=high)
            elif value > 0:
                name = f"{dial.label}, slider"
                widgets.logarithmic(name, value, change, key=slider.key, decades=SMALL)


def knobs(place: int, mark: int, run: Run) -> Iterator[tuple[str, str]]:
    """Yield the keys of the dials' sliders, and what they show: see `experiment.knobs.Knob`."""
    for dial in run.update.own[1:]:
        value = float(run.dials[dial.name])  # type: ignore[arg-type]
        yield _slider(mark, dial, value).key, f"dial {place} {dial.name}"


def _slider(mark: int, dial: Dial, value: float) -> _Slider:
    key, default = f"slide-{mark}-{dial.name}", float(dial.default)  # type: ignore[arg-type]
    if dial.logarithmic:
        return _Slider(f"{key}-log", 0.0, 0.0)
    if 0 < default < 1:
        low, high = SHARE if default < LARGE else LARGE_SHARE
        return _Slider(f"{key}-{'large-' * (low > 0)}share", low, high)
    low, high = widgets.reach(key, value)
    return _Slider(f"{key}-{low:.0f}-{high:.0f}", low, high)
