"""The values refuse what lies outside their limits, whoever builds them."""

import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given, settings

from experiment import (
    DEFAULT,
    VIEWS,
    Experiment,
    ExperimentError,
    Look,
    Run,
    ScheduleChoice,
    decode,
)
from language.wording import listed
from optimizers import RULES, DialError
from optimizers.dial import Frozen
from optimizers.wrappers import DIALS
from tests.experiment.strategies import experiments


def test_a_run_has_every_dial_of_its_rule() -> None:
    own = {"lr": 1.0, "weight_decay": 0.0, "decay": "coupled"}
    assert Run("gd", {"lr": 1}).dials == own | {dial.name: dial.default for dial in DIALS}


def test_what_is_left_empty_comes_from_the_loss() -> None:
    e = Experiment("beale", runs=(Run("gd"),))
    assert (e.runs[0].start, e.window) == ((1.0, 1.5), ((-4.5, 4.5), (-4.5, 4.5)))


@settings(max_examples=50)
@given(experiments())
def test_an_experiment_is_a_key_and_survives_pickling(e: Experiment) -> None:
    again = pickle.loads(pickle.dumps(e))
    assert again == e
    assert hash(again) == hash(e)


def test_nothing_of_an_experiment_can_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.steps = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        DEFAULT.runs[0].dials["lr"] = 3.0  # type: ignore[index]


def test_a_frozen_mapping_equals_any_mapping_with_its_pairs() -> None:
    assert Frozen({"a": 1, "b": 2}) == {"b": 2, "a": 1}
    assert hash(Frozen({"a": 1, "b": 2})) == hash(Frozen({"b": 2, "a": 1}))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"steps": 0}, "The number of steps is 0; it is a whole number from 1 to 10,000."),
        ({"steps": 10_001}, "The number of steps is 10001; it is a whole number from 1 to 10,000."),
        ({"steps": 1.5}, "The number of steps is 1.5; it is a whole number from 1 to 10,000."),
        ({"step": 201}, "The step shown is 201; it is a whole number from 0 to 200."),
        ({"seed": -1}, "The seed is -1; it is a whole number from 0 to 4,294,967,295."),
        ({"noise": -1.0}, "The noise is -1.0; it is 0 or from 1e-30 to 1,000,000."),
        ({"noise": float("nan")}, "The noise is nan; it is 0 or from 1e-30 to 1,000,000."),
        (
            {"view": "globe"},
            f"There is no view “globe”; there are {listed(VIEWS, 'and')}.",
        ),
        (
            {"hide": ("curve",)},
            "There is no part called “curve” (did you mean curves?); there are title, controls, "
            "curves, inspector and text.",
        ),
        (
            {"lesson": "A b"},
            "The lesson is “A b”; its name has at most 40 of a-z, 0-9 and -.",
        ),
        ({"runs": DEFAULT.runs * 4}, "There are 16 runs; at most 12 fit."),
        ({"window": ((0.0, 1.0),)}, "The window has 2 numbers; the loss needs 4 numbers (x, y)."),
        (
            {"window": ((1.0, 0.0), (0.0, 1.0))},
            "The window runs from 1.0 to 0.0; it needs two finite numbers, low first.",
        ),
        (
            {"window": ((0.0, float("inf")), (0.0, 1.0))},
            "The window runs from 0.0 to inf; it needs two finite numbers, low first.",
        ),
        ({"constants": {"a": 1.0}}, "The loss has no constant a."),
        ({"loss": "quartic"}, "The window has 4 numbers; the loss needs 2 numbers (x)."),
        (
            {"loss": "quartic", "window": ()},
            "A start is 4 0.05; the loss needs 1 number (x).",
        ),
        ({"look": Look(without=(1, 4))}, "There is no run 5 that could be left out."),
        ({"loss": "\ud800"}, "The loss is not a text that a link can carry."),
    ],
)  # fmt: skip
def test_an_experiment_outside_its_limits_is_refused(change: dict[str, Any], sentence: str) -> None:
    base = dataclasses.replace(DEFAULT, runs=DEFAULT.runs * 3) if "runs" in change else DEFAULT
    with pytest.raises(ExperimentError) as caught:
        dataclasses.replace(base, **change)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("gdd",),
            f"There is no optimizer “gdd” (did you mean gd?); there are {listed(RULES, 'and')}.",
        ),
        (("gd", {"lr": 1e-31}), "`lr` is 1e-31, but it must be a number of at least 1e-30."),
        (
            ("gd", {}, None, (2e6,)),
            "A start is 2000000.0; its numbers lie from -1,000,000 to 1,000,000.",
        ),
        (("gd", {}, None, (1.0, 2.0, 3.0)), "A start has 3 numbers; it needs 1 or 2."),
    ],
)
def test_a_run_outside_its_limits_is_refused(arguments: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        Run(*arguments)
    assert str(caught.value) == sentence


def test_a_dial_out_of_range_is_refused_in_the_dials_own_words() -> None:
    with pytest.raises(DialError, match=r"^`lr` is 2000, but it must be"):
        Run("gd", {"lr": 2000.0})
    with pytest.raises(DialError, match=r"^`cosine` has no dial `gamma`"):
        ScheduleChoice("cosine", {"gamma": 1.0})


def test_a_loss_that_cannot_be_read_is_kept_with_any_starts() -> None:
    e = Experiment("x +", runs=(Run("gd", {}, None, (1.0,)), Run("gd", {}, None, (1.0, 2.0))))
    assert e.window == ()
    assert decode("loss=x+%2B")[0].loss == "x +"


@pytest.mark.parametrize(
    ("given", "marks"),
    [
        ((None, None, None), (0, 1, 2)),
        ((None, 2, 3), (0, 2, 3)),
        ((1, None, None), (1, 0, 2)),
        ((4, 4, 4), (4, 1, 2)),
    ],
)
def test_no_two_runs_share_a_mark(given: tuple[int | None, ...], marks: tuple[int, ...]) -> None:
    e = Experiment("x^2", runs=tuple(Run("gd", mark=mark) for mark in given))
    assert e.marks == marks


@pytest.mark.parametrize("label", ["<b>", "-1", "a" * 25, "a\u202eb", "$x$"])
def test_a_name_that_markup_could_read_is_refused(label: str) -> None:
    with pytest.raises(ExperimentError, match=r"^The name of a run is .*; it has at most 24 "):
        Run("gd", label=label)


def test_a_name_has_single_spaces() -> None:
    assert Run("gd", label=" my__first try ").label == "my first try"
