"""The goal in a link: what it says, and the sentence where it cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import decode, encode
from experiment.goal.choice import Goal
from experiment.link.goal_part import read_goal, write_goal
from experiment.problems import Notes, Part
from tests.experiment.strategies import goals

BEALE = "loss=beale&run=gd+lr+0.01+at+1+-2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("loss+%3C+0.001+in+25", Goal("loss", 0.001, steps=25)),
        ("reach+1+1", Goal("reach", point=(1.0, 1.0))),
        ("do+not+diverge", Goal("stay")),
        ("reach+the+global+minimum+with+gd+from+1+-2",
         Goal("minimum", rule="gd", start=(1.0, -2.0))),
        ("reach+1+1+within+0.1+in+30+change+starts,rates",
         Goal("reach", point=(1.0, 1.0), within=0.1, steps=30, change=("starts", "rates"))),
    ],
)  # fmt: skip
def test_a_goal_is_read_and_written_as_it_was(text: str, found: Goal) -> None:
    e, problems = decode(f"{BEALE}&goal={text}")
    assert (e.goal, problems) == (found, ())
    assert encode(e) == f"{BEALE}&goal={text}"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("loss<1e-3 in 25 steps", "loss < 0.001 in 25"),
        ("Loss below 1", "loss < 1"),
        ("reach (1, 1)", "reach 1 1"),
        ("reach the global minimum from this start with gd",
         "reach the global minimum with gd from 1 -2"),
        ("reach minimum with gradient descent", "reach the global minimum with gd"),
        ("do not diverge change rate", "do not diverge change rates"),
        ("do not diverge change only the steps", "do not diverge change steps"),
    ],
)  # fmt: skip
def test_other_spellings_are_read(typed: str, text: str) -> None:
    e, problems = decode({"loss": ["beale"], "run": ["gd lr 0.01 at 1 -2"], "goal": [typed]})
    assert problems == ()
    assert e.goal
    assert " ".join(write_goal(e.goal)) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "“” begins with none of loss < 0.001, reach (1, 1), reach the global minimum and do "
         "not diverge"),
        ("win", "“win” begins with none of loss < 0.001, reach (1, 1), reach the global minimum "
         "and do not diverge"),
        ("loss < x", "the loss must fall below a number, but “x” is not one"),
        ("loss < 1e999", "the loss must fall below a number, but “1e999” is not one"),
        ("loss < 1e301", "the loss of a goal is 1e+301; it is a number from -1e+300 to 1e+300"),
        ("reach 1", "the point 1 of the goal must have 2 numbers"),
        ("reach 1 1 1", "a point of the goal has 3 numbers, but it needs 1 or 2"),
        ("loss < 1 in 0", "`in` is “0”, but it must be a whole number from 1 to 10000"),
        ("reach 1 1 within 0",
         "`within` is “0”, but it must be a number from 1e-12 to 1000000"),
        ("loss < 1 with adm", "there is no optimizer “adm” (did you mean adam?)"),
        ("loss < 1 from home", "`from` must be followed by the numbers of a point, or by "
         "`this start`"),
        ("loss < 1 change loss",
         "`change` is “loss”, but it must be `starts`, `rates`, `dials`, `rules` or `steps`"),
        ("loss < 1 now", "“now” says nothing; after the goal may stand `in`, `within`, `with`, "
         "`from` or `change`"),
    ],
)  # fmt: skip
def test_a_goal_that_cannot_be_read_is_one_sentence_and_the_rest_goes_on(
    text: str, why: str
) -> None:
    e, problems = decode({"loss": ["beale"], "run": ["gd lr 0.01"], "goal": [text]})
    assert list(map(str, problems)) == [f"goal: {why}, so there is no goal."]
    assert (e.goal, e.loss, e.runs[0].rate) == (None, "beale", 0.01)


def test_a_typed_rule_can_be_asked_for() -> None:
    link = "loss=x^2&rule=mine:x=x-lr*g&run=mine+lr+0.1&goal=loss+%3C+1+with+mine"
    e, problems = decode(link)
    assert problems == ()
    assert e.goal == Goal("loss", 1.0, rule="mine")


@given(goals(2), st.text(max_size=80))
def test_what_is_written_reads_as_it_was_and_any_text_is_read_without_an_error(
    goal: Goal | None, text: str
) -> None:
    e, _ = decode(BEALE)
    if goal:
        notes = Notes()
        assert read_goal(" ".join(write_goal(goal)), Part("goal", "goal", notes), e) == goal
        assert list(notes) == []
    notes = Notes()
    found = read_goal(f"loss < 1 {text}", Part("goal", "goal", notes), e)
    assert (found is None) == (len(list(notes)) == 1)
