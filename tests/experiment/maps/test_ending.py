"""Endings of runs, by closed forms and against verdicts."""

import numpy as np
import pytest

from experiment import Experiment, Run, decode, run
from experiment.maps.ending import Ending, Frame, ending, frame
from landscape import look_at

STEPS = 100
LINE = Frame(((-5.0, 5.0),), np.array([[0.0]]), 1e-3, 10.0, STEPS)
K = np.arange(STEPS + 1.0)


def told(x: np.ndarray, loss: np.ndarray | None = None, measure: Frame = LINE) -> Ending:
    points = np.reshape(x, (len(x), -1))
    return ending(points, (points**2).sum(axis=1) if loss is None else loss, measure)


def test_a_geometric_descent_reaches_its_minimum_where_it_comes_near() -> None:
    # 4 q^k is at most 1e-3 from k = ln(4000) / ln(1 / q) on.
    for q in (0.5, -0.8, 0.9):
        step = int(np.ceil(np.log(4000) / np.log(1 / abs(q))))
        assert told(4 * q**K) == Ending("reached", (0.0,), step)
    assert told(4 * 0.95**K).kind == "unfinished"
    assert told(0 * K) == Ending("reached", (0.0,), 0)


def test_it_must_have_stayed_for_four_steps() -> None:
    far = np.where(K < STEPS - 4, 1.0, 0.0)
    assert told(far) == Ending("reached", (0.0,), STEPS - 4)
    assert told(np.where(K < STEPS - 3, 1.0, 0.0)).kind == "unfinished"


@pytest.mark.parametrize("period", range(2, 17))
def test_a_cycle_has_its_period_once_it_is_seen_six_times(period: int) -> None:
    cycle = np.cos(2 * np.pi * (K % period) / period) + 0.1 * (K % period)
    assert told(cycle) == Ending("cycling", None, STEPS, period)
    assert told(np.where(6 * period - 1 > STEPS - K, cycle, 9.0)).kind != "cycling"
    assert told(cycle * 0.99**K).kind != "cycling"


def test_a_cycle_of_seventeen_is_none_that_is_known() -> None:
    assert told(1 + (K % 17) / 17).kind == "unfinished"


def test_a_run_whose_rows_end_has_diverged() -> None:
    assert told(4 * 2.0 ** K[:31]) == Ending("diverged", None, 31)
    assert ending(np.empty((0, 1)), np.empty(0), LINE) == Ending("diverged", None, 0)


def test_a_run_that_leaves_the_window_ever_farther_diverges_too() -> None:
    assert told(4 * 1.1**K) == Ending("diverged", None, STEPS)
    assert told(4 + 0.5 * K).kind == "diverged"
    assert told(4 + 0.5 * K, loss=-K).kind == "unfinished"  # it goes down
    assert told(4 + 0.5 * (STEPS - K), loss=K).kind == "unfinished"  # it comes back


def test_a_run_at_rest_elsewhere_is_stuck_but_not_one_that_jumps() -> None:
    assert told(2 + 0.5**K) == Ending("stuck", None, STEPS)
    assert told(2 + 1e-6 * K) == Ending("stuck", None, STEPS)
    noise = np.random.default_rng(0).standard_normal(STEPS + 1)
    noise[[STEPS, STEPS - 25]] = 2.0  # where it was a quarter before, by chance
    assert told(noise).kind == "unfinished"


def test_a_short_run_is_judged_by_what_there_is() -> None:
    one = Frame(((-5.0, 5.0),), np.array([[0.0]]), 1e-3, 10.0, 1)
    assert told(np.array([3.0, 2.0]), measure=one).kind == "unfinished"
    assert told(np.array([2.0, 2.0]), measure=one).kind == "stuck"


# Runs that come to a minimum at a rate that will throw them out again, or too late to be told.
LINKS = [
    f"loss={loss}&run=gd&run=momentum&run=adagrad&run=rmsprop&run=adam&run=lion&run=nesterov{more}"
    for loss in ("beale", "himmelblau", "quadratic_1d", "rosenbrock", "x^4-2x^2%2Bx", "ackley")
    for more in ("", "&run=gd+lr+1&run=momentum+lr+1&run=adam+lr+2&run=rmsprop+lr+0.5&steps=400")
]


@pytest.mark.parametrize("link", LINKS)
def test_endings_and_verdicts_agree(link: str) -> None:
    e = decode(link)[0]
    measure = frame(look_at(e), e.steps)
    for t in run(e):
        found = ending(t.points, t.losses, measure)
        minimum = t.verdict.minimum and t.verdict.minimum.point
        if found.kind == "reached":
            assert t.verdict.kind in ("converged", "moving", "stationary")
            assert t.verdict.kind != "converged" or minimum == found.minimum
        if t.verdict.kind == "converged" and minimum in measure.minima.tolist():
            assert found.kind in ("reached", "cycling")
        short = len(t.points) <= e.steps
        assert short == (found.kind == "diverged" and found.steps == len(t.points) < e.steps + 1)
        if t.verdict.kind in ("diverged", "left_domain"):
            assert found == Ending("diverged", None, len(t.points))


def test_of_two_variables_each_minimum_has_its_own() -> None:
    e = Experiment("himmelblau", runs=tuple(
        Run("gd", {"lr": 0.01}, start=start) for start in ((3.5, 2.5), (-3.0, 3.0), (4.0, -2.0))
    ))  # fmt: skip
    measure = frame(look_at(e), e.steps)
    minima = [ending(t.points, t.losses, measure).minimum for t in run(e)]
    assert [tuple(round(x) for x in m or ()) for m in minima] == [(3, 2), (-3, 3), (4, -2)]
    without = frame(look_at(e), e.steps, minima=False)
    assert [ending(t.points, t.losses, without).kind for t in run(e)] == ["stuck"] * 3
