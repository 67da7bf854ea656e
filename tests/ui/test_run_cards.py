"""The names of the cards: they stay with their runs, whatever happens to the others."""

from dataclasses import replace
from functools import partial

import pytest

from experiment import DEFAULT
from ui import run_cards, run_edits
from ui.state import Key, State


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> State:
    """A visit outside of any page and browser, to the default of four runs."""
    kept = State()
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: kept})
    monkeypatch.setattr("ui.session.in_browser", lambda: False)
    return kept


def test_every_run_has_a_name_and_keeps_it(visit: State) -> None:
    assert run_cards.names() == (0, 1, 2, 3)
    visit.experiment = replace(DEFAULT, runs=DEFAULT.runs[:3])  # a link with fewer runs
    assert run_cards.names() == (0, 1, 2)
    visit.experiment = DEFAULT
    assert run_cards.names() == (0, 1, 2, 3)


def test_runs_and_names_change_together(visit: State) -> None:
    run_cards.names()
    run_cards.edit(partial(run_edits.remove, 1))
    assert [run.rule for run in visit.experiment.runs] == ["gd", "rmsprop", "adam"]
    assert run_cards.names() == (0, 2, 3)
    run_cards.edit(partial(run_edits.add, "lion"))
    assert run_cards.names() == (0, 2, 3, 4)


def test_a_card_opens_and_closes_by_its_name(visit: State) -> None:
    run_cards.toggle(2)
    run_cards.toggle(0)
    assert run_cards.opened() == {0, 2}
    run_cards.toggle(2)
    assert run_cards.opened() == {0}
