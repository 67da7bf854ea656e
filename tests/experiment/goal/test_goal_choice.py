"""The value of a goal refuses what it cannot be, in a sentence."""

import pytest

from experiment.goal.choice import CHANGES, Goal
from experiment.limits import ExperimentError


def test_what_a_kind_does_not_use_is_no_part_of_it() -> None:
    assert Goal("stay", 3.0, (1.0,), 0.1) == Goal("stay")
    assert Goal("loss", change=("steps", "rates", "rates")).change == ("rates", "steps")
    assert Goal("loss").change == tuple(CHANGES)


def test_it_must_be_done_by_its_own_steps_or_by_the_last() -> None:
    assert Goal("stay").last(200) == 200
    assert Goal("stay", steps=25).last(200) == 25
    assert Goal("stay", steps=300).last(200) == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "win"}, "There is no goal “win”; there are loss, reach, minimum and stay."),
        ({"kind": "reach"}, "The goal is a point without numbers; it needs 1 or 2."),
        ({"kind": "stay", "steps": 0},
         "The number of steps of a goal is 0; it is a whole number from 1 to 10,000."),
        ({"kind": "stay", "rule": "<b>"}, "“<b>” is not the name of an optimizer."),
        ({"kind": "stay", "change": ()}, "Nothing may be changed, so the goal is no task."),
    ],
)  # fmt: skip
def test_it_refuses(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(ExperimentError) as refusal:
        Goal(**fields)  # type: ignore[arg-type]
    assert str(refusal.value) == sentence
