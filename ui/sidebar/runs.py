"""The list of runs: a card each, and what is done to all of them."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MAX_RUNS
from optimizers import RULES
from ui import run_cards, run_edits, run_marks, session, widgets
from ui.sidebar import run_card

Slots = Sequence[DeltaGenerator]  # one a run


def draw(veiled: bool) -> Slots:
    """Show a card for every run, then the buttons that add one and that align the starts.

    Return where the learning rates of the open cards go.
    """
    names = run_cards.names()
    run_marks.dress(names, session.current().marks)
    with st.container(key="runs", gap="small"):
        slots = [run_card.frame(place, name, veiled) for place, name in enumerate(names)]
    with st.container(horizontal=True, key="all-runs"):
        widgets.menu(
            "Add a run",
            [rule.name for rule in RULES.values() if rule.listed],
            lambda rule: run_cards.edit(partial(run_edits.add, rule)),
            key="add",
            format_func=lambda name: RULES[name].title,
            disabled=len(names) >= MAX_RUNS,
        )
        few = len(names) < 2
        widgets.action("Same start for all", run_edits.same_start, key="same-start", disabled=few)
    return slots


def rates(slots: Slots) -> None:
    """Show what of the cards runs along with the picture."""
    for place, name, slot in _open(slots):
        with slot:
            run_card.rate(place, name)


def limits(slots: Slots) -> None:
    """Show what of the cards runs along with the playhead."""
    for place, _, slot in _open(slots):
        with slot:
            run_card.limits(place)


def _open(slots: Slots) -> Iterator[tuple[int, int, DeltaGenerator]]:
    """Yield place, name and slot of every open card."""
    for place, (name, slot) in enumerate(zip(run_cards.names(), slots, strict=True)):
        if name in run_cards.opened():
            yield place, name, slot
