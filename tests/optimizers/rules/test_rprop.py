"""Rprop: step sizes that grow, shrink and are taken back."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers import RULES, DialError, simulate
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.rules.walks import by_hand, walked

STARTS = {"ravine": (8.0, 1.5), "styblinski": (0.5, -1.0), "rosenbrock": (-1.2, 1.0)}


def test_step_sizes_grow_and_shrink_and_a_turn_stays_for_one_update() -> None:
    record = by_hand("rprop", (1.0, 2.0, -1.0, -1.0, 0.0), lr=1.0)
    assert_allclose(record.internals["size"][:, 0], [0.0, 1.0, 1.2, 0.6, 0.6])
    assert_allclose(record.points[:, 0], [0.0, -1.0, -2.2, -2.2, -1.6])


def papers(gradient, x, steps, lr) -> Iterator[float]:
    """One coordinate by the paper's pseudocode (Riedmiller, Braun 1993, section 2)."""
    delta, moved, before = lr, 0.0, 0.0
    for _ in range(steps):
        yield x
        now = gradient(x)
        if before * now > 0:
            delta = min(delta * 1.2, 50.0)
            moved = -np.sign(now) * delta
            before = now
        elif before * now < 0:
            delta = max(delta * 0.5, 1e-6)
            moved = -moved
            before = 0.0
        else:
            moved = -np.sign(now) * delta
            before = now
        x += moved


def test_with_backtracking_it_is_that_of_the_paper() -> None:
    def slope(x: float) -> float:
        return float(LOSSES["quartic"].value_and_gradient(np.array([x]))[1][0])

    paper = RULES["rprop"].presets["As in the paper"]
    record = walked("rprop", LOSSES["quartic"], (0.1,), 300, **paper)
    assert_allclose(record.points[:, 0], list(papers(slope, 0.1, 301, 0.01)), rtol=1e-12)


@pytest.mark.parametrize("loss", STARTS)
def test_no_step_is_beyond_its_bounds(loss: str) -> None:
    bounds = {"min_step": 0.001, "max_step": 0.05}
    sizes = walked("rprop", LOSSES[loss], STARTS[loss], 200, **bounds).internals["size"][1:]
    assert sizes.min() >= 0.001
    assert sizes.max() <= 0.05


def test_a_schedule_changes_the_first_step_alone() -> None:
    plain, fading = (
        simulate("rprop", LOSSES["ravine"], STARTS["ravine"], steps=40, schedule=schedule).points
        for schedule in (None, ("exponential", {"decay_rate": 0.5, "decay_steps": 1}))
    )
    np.testing.assert_array_equal(plain, fading)


def test_bounds_that_leave_nothing_between_them_are_refused() -> None:
    with pytest.raises(DialError) as error:
        RULES["rprop"].complete({"min_step": 0.5, "max_step": 0.25})
    assert str(error.value) == "`min_step` is 0.5, but it must be at most `max_step`, 0.25."
