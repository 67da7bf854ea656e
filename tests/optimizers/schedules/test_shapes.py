"""The shapes of schedules against their formulas."""

import math

import numpy as np
import pytest

from optimizers import SCHEDULES


def test_a_boundary_step_keeps_the_old_factor_unless_told_otherwise():
    dials = {"boundaries": (3.0, 5.0), "factors": (1.0, 0.5, 0.1)}
    piecewise = SCHEDULES["piecewise"]
    kept = piecewise.factor(np.arange(8), **dials)
    assert kept.tolist() == [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.1, 0.1]
    switched = piecewise.factor(np.arange(8), **dials, switch="at")
    assert switched.tolist() == [1.0, 1.0, 1.0, 0.5, 0.5, 0.1, 0.1, 0.1]


def test_a_one_cycle_reaches_its_peak_and_its_end():
    dials = {"total_steps": 101, "peak_factor": 10.0, "peak_at": 0.5, "end_factor": 0.01}
    factors = SCHEDULES["one_cycle"].factor(np.arange(140), **dials, counting="optax")
    assert (factors[0], factors.argmax(), factors.max()) == (1.0, 50, 10.0)
    np.testing.assert_allclose(factors[101:], 0.01)


FORMULAS = {
    "exponential": ({"decay_rate": 0.9, "decay_steps": 7}, lambda k: 0.9 ** (k / 7)),
    "exponential on stairs": (
        {"decay_rate": 0.9, "decay_steps": 7, "staircase": True}, lambda k: 0.9 ** (k // 7)),
    "inverse_time": ({"decay_rate": 0.5, "decay_steps": 7}, lambda k: 1 / (1 + 0.5 * k / 7)),
    "polynomial": (
        {"decay_steps": 10, "end_factor": 0.1, "power": 2},
        lambda k: 0.9 * (1 - min(k, 10) / 10) ** 2 + 0.1,
    ),
    "polynomial in cycles": (
        {"decay_steps": 10, "cycle": True}, lambda k: 1 - k / (10 * max(math.ceil(k / 10), 1))),
    "polynomial begun late": (
        {"decay_steps": 10, "begin": 4}, lambda k: 1 - min(max(k - 4, 0), 10) / 10),
    "cosine": (
        {"decay_steps": 10}, lambda k: 0.5 * (1 + math.cos(math.pi * min(k, 10) / 10))),
    "cosine that rises": (
        {"decay_steps": 10, "then": "rise"}, lambda k: 0.5 * (1 + math.cos(math.pi * k / 10))),
    "cosine that restarts": (
        {"decay_steps": 10, "then": "restart"},
        lambda k: 0.5 * (1 + math.cos(math.pi * (k % 10) / 10)),
    ),
    "step": ({"step_size": 8, "gamma": 0.5}, lambda k: 0.5 ** (k // 8)),
    "inverse_sqrt": ({"decay_steps": 9}, lambda k: (1 + k / 9) ** -0.5),
    "constant": ({}, lambda k: 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_a_shape_is_its_formula(name):
    dials, formula = FORMULAS[name]
    found = SCHEDULES[name.partition(" ")[0]].factor(np.arange(31), **dials)
    np.testing.assert_allclose(found, [formula(k) for k in range(31)], rtol=1e-13, atol=1e-15)


def test_restarted_cycles_may_grow():
    dials = {"decay_steps": 4, "then": "restart", "cycle_factor": 2}
    found = SCHEDULES["cosine"].factor(np.arange(29), **dials)
    assert np.flatnonzero(found == 1.0).tolist() == [0, 4, 12, 28]


# torch 2.15.0: CyclicLR(SGD([x], lr=0.1), base_lr=0.1, max_lr=0.5, step_size_up=3,
# step_size_down=2, mode=..., gamma=0.9), its rates over 0.1.
CYCLIC_LR = {
    "same": [
        1.0, 2.333333333333, 3.666666666667, 5.0, 3.0, 1.0,
        2.333333333333, 3.666666666667, 5.0, 3.0, 1.0, 2.333333333333,
    ],
    "half": [
        1.0, 2.333333333333, 3.666666666667, 5.0, 3.0, 1.0,
        1.666666666667, 2.333333333333, 3.0, 2.0, 1.0, 1.333333333333,
    ],
    "decaying": [
        1.0, 2.2, 3.16, 3.916, 2.3122, 1.0,
        1.708588, 2.2754584, 2.72186884, 1.774840978, 1.0, 1.41841412812,
    ],
}  # fmt: skip


@pytest.mark.parametrize("then", CYCLIC_LR)
def test_triangles_are_those_of_torch(then):
    dials = {"steps_up": 3, "steps_down": 2, "peak_factor": 5.0, "decay_rate": 0.9, "then": then}
    found = SCHEDULES["triangular"].factor(np.arange(12), **dials)
    np.testing.assert_allclose(found, CYCLIC_LR[then], rtol=1e-12)
