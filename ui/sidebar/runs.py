"""The list of runs: a card each, and what is done to all of them."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MAX_RUNS, Experiment
from ui import rerun, run_edits, session, widgets
from ui.sidebar import own_rule, run_card
from ui.state import state

Slots = Sequence[DeltaGenerator]  # one a run


def draw(veiled: bool) -> Slots:
    """Show a card for every run, then the buttons that add one and that align the starts.

    Return where the learning rates of the open cards go.
    """
    marks = session.current().marks
    with st.container(key="runs", gap="small"):
        slots = [run_card.frame(place, mark, veiled) for place, mark in enumerate(marks)]
    with st.container(horizontal=True, key="all-runs"):
        widgets.menu(
            "Add a run",
            own_rule.choices(session.current()),
            lambda rule: rerun.edit(partial(_added, rule)),
            key="add",
            format_func=own_rule.called,
            disabled=len(marks) >= MAX_RUNS,
            help=f"{MAX_RUNS} runs fit, no more." if len(marks) >= MAX_RUNS else None,
        )
        few = len(marks) < 2
        widgets.action("Same start for all", run_edits.same_start, key="same-start", disabled=few)
    return slots


def _added(rule: str, e: Experiment) -> Experiment:
    """Add a run; the card of a rule that is yet to be typed is open."""
    added = run_edits.add(rule, e)
    if rule == run_edits.OWN:
        state().open_cards |= {added.marks[-1]}
    return added


def rates(slots: Slots) -> None:
    """Show what of the cards runs along with the picture."""
    for place, mark, slot in _open(slots):
        with slot:
            run_card.rate(place, mark)


def limits(slots: Slots) -> None:
    """Show what of the cards runs along with the playhead."""
    for place, _, slot in _open(slots):
        with slot:
            run_card.limits(place)


def _open(slots: Slots) -> Iterator[tuple[int, int, DeltaGenerator]]:
    """Yield place, mark and slot of the run of every open card."""
    for place, (mark, slot) in enumerate(zip(session.current().marks, slots, strict=True)):
        if mark in state().open_cards:
            yield place, mark, slot
