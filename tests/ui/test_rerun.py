"""Which parts of the page a change touches: enough to show it, and the whole page when in doubt."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from experiment import Experiment, decode, same_start, with_loss
from ui import rerun, run_edits
from ui.state import Key, State

RUNS = "run=gd+lr+0.2+at+1,1+mark+6&run=adam+lr+0.3+at+1,1+mark+8"  # counted from 1
TWO = decode(f"loss=x^2+y^2&steps=20&{RUNS}")[0]


@pytest.fixture(autouse=True)
def second_card_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of marks 5 and 7; the card of 7 is open."""
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: State(open_cards=frozenset({7}))})


def played(e: Experiment, **look: object) -> Experiment:
    return replace(e, look=replace(e.look, **look))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (lambda e: e, ("picture",)),
        (lambda e: run_edits.with_dial(0, "lr", e, 0.4), ("picture",)),
        (lambda e: run_edits.with_dial(1, "lr", e, 0.4), ("picture",)),
        (lambda e: run_edits.with_dial(1, "lr", e, 0.2), ()),  # the same for both
        (lambda e: run_edits.with_dial(1, "beta1", e, 0.5), ("picture",)),
        (lambda e: run_edits.with_dials(1, e, {"beta1": 0.5, "beta2": 0.9}), ("picture", "card 7")),
        (lambda e: run_edits.with_rule(1, e, "rmsprop"), ()),
        (lambda e: run_edits.with_schedule(1, e, "cosine"), ("picture", "card 7")),
        (lambda e: run_edits.with_start(1, 0, e, 2.0), ("picture", "card 7")),
        (lambda e: run_edits.with_start(0, 0, e, 2.0), ("picture",)),
        (lambda e: replace(e, step=3), ("picture",)),
        (lambda e: played(e, speed=2.0), ("picture",)),
        (lambda e: played(e, present=True), ()),
        (lambda e: replace(e, steps=30), ()),
        (lambda e: replace(e, view="side"), ()),
        (lambda e: replace(e, lesson="first"), ()),
        (lambda e: replace(e, runs=e.runs[:1]), ()),
        (lambda e: with_loss(e, "x^2+2y^2")[0], ()),
        (lambda e: same_start(e, (2.0, 2.0)), ("picture", "card 7")),
    ],
)
def test_a_change_touches(change: Callable[[Experiment], Experiment], touched: object) -> None:
    assert rerun.touched(TWO, change(TWO)) == touched


def test_a_closed_card_runs_along_with_the_picture_also_when_another_run_changes_its_name() -> None:
    two = replace(TWO, runs=(replace(TWO.runs[1], mark=5), TWO.runs[1]))
    moved = run_edits.with_start(1, 0, two, 2.0)
    assert rerun.touched(two, moved) == ("picture", "card 7")
    named = run_edits.with_label(1, two, "mine")
    assert rerun.touched(two, named) == ("picture", "card 7")
