"""The list of runs: a card each, and what is done to all of them."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MOST_RUNS
from optimizers import RULES
from ui import cards, deck, fields, marks, session
from ui.controls import card

Slots = dict[int, DeltaGenerator]  # by the place of the run


def draw() -> Slots:
    """Show a card for every run, then the buttons that add one and that align the starts.

    Return where the heads of the cards go.
    """
    marks.dress(deck.names())
    with st.container(key="runs", gap="small"):
        slots = {place: card.frame(place, name) for place, name in enumerate(deck.names())}
    count = len(session.current().runs)
    with st.container(horizontal=True, key="all-runs"):
        st.menu_button(
            "Add a run",
            [rule.name for rule in RULES.values() if rule.listed],
            format_func=lambda name: RULES[name].title,
            key="add",
            on_click=_add,
            disabled=count >= MOST_RUNS,
        )
        fields.action("Same start for all", cards.same_start, key="same-start", disabled=count < 2)
    return slots


def heads(slots: Slots, veiled: bool) -> Slots:
    """Show what of the cards runs along with the picture; return where their limits go."""
    found: Slots = {}
    for place, slot in slots.items():
        with slot:
            if marks := card.head(place, deck.names()[place], veiled):
                found[place] = marks
    return found


def limits(slots: Slots) -> None:
    """Show what of the cards runs along with the playhead."""
    for place, slot in slots.items():
        with slot:
            card.limits(place)


def _add() -> None:
    rule = st.session_state["add"]
    if rule:
        deck.edit(partial(cards.add, rule))
