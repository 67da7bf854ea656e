"""A library's schedules in this project's words, held against the libraries' own formulas."""

import math

import numpy as np
import pytest

from experiment.parity.schedules import scheduled
from optimizers import SCHEDULES


def rates(name, steps, **settings):
    """The learning rate of the first steps, by our schedule."""
    lr, (ours, dials) = scheduled(name, settings)
    schedule = SCHEDULES[ours]
    return lr * schedule.factor(np.arange(steps), **dials)


@pytest.mark.parametrize(
    ("name", "settings", "formula"),
    [
        ("ExponentialLR", {"lr": 0.5, "gamma": 0.9}, lambda k: 0.5 * 0.9**k),
        ("StepLR", {"lr": 1.0, "step_size": 3, "gamma": 0.1}, lambda k: 0.1 ** (k // 3)),
        (
            "MultiStepLR",
            {"lr": 1.0, "milestones": [2, 5], "gamma": 0.5},
            lambda k: 0.5 ** ((k >= 2) + (k >= 5)),
        ),
        (
            "CosineDecay",
            {"initial_learning_rate": 2.0, "decay_steps": 8, "alpha": 0.25},
            lambda k: 2 * (0.75 * (1 + math.cos(math.pi * k / 8)) / 2 + 0.25),
        ),
        (
            "linear_schedule",
            {"init_value": 1.0, "end_value": 0.2, "transition_steps": 8, "transition_begin": 0},
            lambda k: 1 - 0.8 * k / 8,
        ),
        (
            "polynomial_schedule",
            {"init_value": 1.0, "end_value": 0.0, "transition_steps": 8, "transition_begin": 2,
             "power": 2.0},
            lambda k: (1 - max(k - 2, 0) / 8) ** 2,
        ),
    ],
)  # fmt: skip
def test_a_schedule_gives_the_rates_of_the_librarys_formula(name, settings, formula):
    wanted = [formula(k) for k in range(8)]
    np.testing.assert_allclose(rates(name, 8, **settings), wanted, rtol=1e-12)
