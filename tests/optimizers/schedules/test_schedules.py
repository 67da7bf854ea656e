"""Every schedule: it describes itself and refuses what cannot be."""

import numpy as np
import pytest

from optimizers import SCHEDULES
from tests.optimizers.test_dial import refused


@pytest.mark.parametrize(
    ("name", "dials", "sentence"),
    [
        (
            "exponential",
            {"decay_rate": 0.5},
            "`exponential` needs the dial `decay_steps`: a whole number at least 1 and at most "
            "100000.",
        ),
        (
            "exponential",
            {"decay_rate": 0.5, "decay_steps": 2.5},
            "`decay_steps` is 2.5, but it must be a whole number at least 1 and at most 100000.",
        ),
        (
            "piecewise",
            {"boundaries": (5.0, 9.0), "factors": (1.0, 0.5)},
            "`factors` is 1,0.5, but it must be 3 numbers, one more than `boundaries` has.",
        ),
        (
            "piecewise",
            {"boundaries": (9.0, 5.0), "factors": (1.0, 0.5, 0.1)},
            "`boundaries` is 9,5, but its numbers must increase.",
        ),
        (
            "piecewise",
            {"boundaries": (), "factors": (1.0,)},
            "`boundaries` is empty, but it must be numbers at least 0 and at most 100000, with "
            "commas between them and no spaces.",
        ),
        (
            "one_cycle",
            {"total_steps": 5, "peak_at": 0.1},
            "`peak_at` is 0.1, but with `total_steps` 5 the peak must come at least 2 steps after "
            "the start and 1 before the end.",
        ),
        (
            "step",
            {"gamma": 0.5, "step_size": 5, "warmup_steps": -1},
            "`warmup_steps` is -1, but it must be a whole number at least 0 and at most 10000.",
        ),
        (
            "constant",
            {"pace": 1},
            "`constant` has no dial `pace`; it has warmup_steps and warmup_from.",
        ),
    ],
)
def test_a_schedule_refuses_in_one_sentence(name, dials, sentence):
    assert refused(lambda: SCHEDULES[name].factor(np.arange(5), **dials)) == sentence


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES.keys())
def test_a_schedule_describes_itself_and_works_with_its_defaults(schedule):
    given_dials = {dial.name: dial.default for dial in schedule.dials}
    factors = schedule.factor(np.arange(300), **given_dials)
    assert factors[0] == 1.0
    assert np.isfinite(factors).all()
    assert schedule.meaning
    assert schedule.equation.count("{") == schedule.equation.count("}")
    assert schedule.factor(7, **given_dials).shape == ()
    assert schedule.factor(np.ones((2, 3)), **given_dials).shape == (2, 3)


def test_the_menu_is_in_its_order():
    assert list(SCHEDULES) == [
        "exponential", "piecewise", "polynomial", "inverse_time", "cosine", "step", "one_cycle",
        "constant",
    ]  # fmt: skip


def test_a_warm_up_rises_to_the_first_factor_and_then_the_schedule_begins():
    dials = {"step_size": 2, "gamma": 0.5, "warmup_steps": 4, "warmup_from": 0.2}
    factors = SCHEDULES["step"].factor(np.arange(9), **dials)
    np.testing.assert_allclose(factors, [0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 0.5, 0.5, 0.25])


def test_without_a_warm_up_the_first_update_sees_step_0():
    step = SCHEDULES["step"]
    plain = step.factor(np.arange(6), step_size=2, gamma=0.5)
    assert plain.tolist() == [1.0, 1.0, 0.5, 0.5, 0.25, 0.25]
    late = step.factor(np.arange(9), step_size=2, gamma=0.5, warmup_steps=3)
    np.testing.assert_array_equal(late[3:], plain)


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_has_the_dials_of_a_warm_up(name):
    assert [dial.name for dial in SCHEDULES[name].dials[-2:]] == ["warmup_steps", "warmup_from"]


def test_dials_are_completed_by_their_defaults():
    assert SCHEDULES["cosine"].complete({"decay_steps": 30})["power"] == 1.0
