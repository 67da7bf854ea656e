"""What a verdict is and what it is judged by."""

import numpy as np
import pytest

from experiment import Verdict
from experiment.model import Run
from experiment.verdicts.evidence import KINDS, Walk, at, beside
from landscape import look_at
from tests.experiment.verdicts.judged import verdict

LAND = look_at(("(x-3)^2 + y^2", {}))


def walk(points: list[list[float]], run: Run | None = None, **internals: np.ndarray) -> Walk:
    rows = np.array(points)
    losses, gradients = LAND.loss.value(rows), LAND.loss.gradient(rows)
    run = run or Run("gd", {}, None, tuple(points[0]))
    return Walk(rows, losses, gradients, np.full_like(rows, 0.1), internals, run, LAND)


def test_every_kind_has_its_word() -> None:
    assert set(KINDS) == {
        "converged", "stationary", "plateau", "cycling", "moving", "diverged", "left_domain",
        "unbounded",
    }  # fmt: skip
    assert Verdict("left_domain", 3, "").word == "left the domain"


@pytest.mark.parametrize("link", [
    "loss=(x-1)^2&run=gd+lr+0.1+schedule+cosine+decay_steps+20+at+3",
    "loss=rosenbrock_mild&run=radam+lr+0.3",
])  # fmt: skip
def test_a_run_that_moves_by_its_kind_but_not_by_its_numbers_is_stuck(link: str) -> None:
    found = verdict(link)
    assert (found.kind, found.stuck, found.word) == ("moving", True, "stuck")
    assert found.sentence.startswith("Stuck (")


def test_a_point_is_named_by_its_numbers_and_rounding_is_zero() -> None:
    assert at((-1.23456, 1e-12), LAND) == "(−1.235, 0)"
    assert at((2.0,), look_at(("theta^2", {}))) == "theta = 2"


def test_a_minimum_is_named_where_it_is_near() -> None:
    assert beside(np.array([3.1, 0.0]), LAND) == ", 0.1 from the minimum at (3, 0)"
    assert beside(np.array([300.0, 0.0]), LAND) == ""


def test_the_row_from_which_on_a_run_stays_near_is_the_one_after_it_was_last_away() -> None:
    seen = walk([[5, 0], [3, 0], [5, 0], [3, 0], [3, 0]])
    assert seen.stays_within(0.5, np.array([3, 0])) == 3
    assert seen.stays_within(0.5, np.array([9, 9])) == 5


def test_a_rule_with_a_memory_has_to_stay_for_five_rows() -> None:
    points = [[4.0, 0.0], *[[3.0, 0.0]] * 4]
    assert walk(points).settled(1)
    assert not walk(points, v=np.zeros((5, 2))).settled(1)
    assert walk([*points, [3.0, 0.0]], v=np.zeros((6, 2))).settled(1)


def test_the_gradient_at_the_end_is_that_of_the_loss_itself() -> None:
    end = walk([[5, 0], [4, 1]])
    np.testing.assert_allclose(end.gradient, [2, 2])
    np.testing.assert_allclose(end.hessian, 2 * np.eye(2))
    assert not end.stands_still
