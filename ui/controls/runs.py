"""The list of runs: a card each, and what is done to all of them."""

from functools import partial

import streamlit as st

from experiment import MOST_RUNS
from optimizers import RULES
from ui import cards, deck, fields, marks, parts, session
from ui.controls import card


def draw(veiled: bool) -> None:
    """Show a card for every run, then the buttons that add one and that align the starts."""
    marks.dress(deck.names())
    for place, name in enumerate(deck.names()):
        parts.draw(parts.card(name), card.draw, place, name, veiled)
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


def _add() -> None:
    rule = st.session_state["add"]
    if rule:
        deck.edit(partial(cards.add, rule))
