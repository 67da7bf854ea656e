"""Goals in words."""

import pytest

from experiment.goal.choice import Goal
from experiment.goal.words import allowed_in_words, in_words


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        (Goal("loss", 1e-3, steps=25), "Reach a loss below 0.001 within 25 steps."),
        (Goal("loss", -2.0), "Reach a loss below −2."),
        (Goal("reach", point=(1.0, 1.0)), "Reach (1, 1)."),
        (Goal("reach", point=(-1.0,), within=0.1, steps=1),
         "Reach −1, no farther than 0.1 from it, within 1 step."),
        (Goal("minimum", rule="gd", start=(3.0, 2.0)),
         "Reach the global minimum with Gradient descent from (3, 2)."),
        (Goal("stay", rule="mine"), "Do not diverge with mine."),
    ],
)  # fmt: skip
def test_a_goal_is_a_sentence(goal: Goal, sentence: str) -> None:
    assert in_words(goal) == sentence


def test_what_may_be_changed_is_said_where_it_is_not_everything() -> None:
    assert allowed_in_words(Goal("stay")) == ""
    goal = Goal("stay", change=("rates", "starts"))
    assert allowed_in_words(goal) == "Only the starts and the learning rates may be changed."
