"""What all schedules share: a warm-up before, and factors at steps of any shape."""

import numpy as np
import pytest

from optimizers import SCHEDULES


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
