"""The list of runs: a card each, and what is done to all of them."""

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MAX_RUNS, Experiment, run_names
from ui import cached, rerun, run_edits, session, widgets
from ui.sidebar import own_rule, run_card
from ui.state import state

Slots = Sequence[DeltaGenerator]  # one a run


def draw() -> Slots:
    """Show a card for every run, then the buttons that add one and that align the starts.

    Return where the picture's part puts closed cards and the learning rates of open ones.
    """
    marks = session.current().marks
    with st.container(key="runs", gap="small"):
        slots = [run_card.frame(place, mark) for place, mark in enumerate(marks)]
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


def fill(slots: Slots, veiled: bool) -> None:
    """Show closed cards and the learning rates of open ones: they run along with the picture."""
    e, drawn, opened = session.current(), session.drawable(), state().open_cards
    ended = [] if veiled or drawn is None else cached.run(drawn)
    rows = zip_longest(e.marks, slots, run_names(e.runs), ended[: len(slots)])
    for place, (mark, slot, name, trajectory) in enumerate(rows):
        with slot:
            if mark in opened:
                run_card.rate(place, mark)
            else:
                run_card.closed(place, mark, name, trajectory)


def limits(slots: Slots) -> None:
    """Show what of the open cards runs along with the playhead."""
    for place, (mark, slot) in enumerate(zip(session.current().marks, slots, strict=True)):
        if mark in state().open_cards:
            with slot:
                run_card.limits(place)
