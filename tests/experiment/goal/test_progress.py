"""The state of a goal against closed forms: gradient descent on x^2 walks x_k = (1 - 2 lr)^k."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import decode, run
from experiment.goal.progress import Progress, progress


def state(
    goal: str, *runs: str, step: int = 10_000, steps: int = 200, loss: str = "x^2"
) -> Progress:
    e, problems = decode({"loss": [loss], "run": list(runs), "steps": [str(steps)], "goal": [goal]})
    assert problems == ()
    return progress(e, run(e), min(step, steps))


@given(st.floats(0.02, 0.45), st.floats(1e-9, 0.5))
def test_a_loss_is_reached_where_the_geometric_sequence_falls_below_it(
    rate: float, below: float
) -> None:
    first = next(k for k in range(10_000) if (1 - 2 * rate) ** (2 * k) < below * (1 - 1e-9))
    found = state(f"loss < {below}", f"gd lr {rate} at 1", steps=1000).step
    assert found is not None
    assert abs(found - first) <= 1
    assert abs(found - math.log(below) / (2 * math.log(1 - 2 * rate))) <= 1.001


def test_it_is_open_before_the_step_and_done_from_it_on() -> None:
    # 0.64^15 is 0.00124, 0.64^16 is 0.00079
    assert state("loss < 1e-3", "gd lr 0.1 at 1", step=15) == Progress(
        "open", "Not yet at step 15: the lowest loss is 0.001238, of Gradient descent 0.1."
    )
    done = Progress("done", "Done at step 16 by Gradient descent 0.1.", 16)
    assert state("loss < 1e-3", "gd lr 0.1 at 1", step=16) == done
    assert state("loss < 1e-3 in 16", "gd lr 0.1 at 1") == done


def test_what_comes_a_step_too_late_is_missed() -> None:
    assert state("loss < 1e-3 in 15", "gd lr 0.1 at 1") == Progress(
        "missed", "Not done in 15 steps: the lowest loss is 0.001238, of Gradient descent 0.1."
    )
    assert state("loss < 1e-3", "gd lr 0.1 at 1", steps=15).kind == "missed"


def test_the_limit_itself_is_not_below() -> None:
    assert state("loss < 1", "gd lr 1 at 1").kind == "missed"  # it leaps from 1 to -1 for ever


def test_the_first_run_to_do_it_is_named_and_other_runs_do_not_count() -> None:
    runs = ("gd lr 0.1 at 1", "gd lr 0.25 at 1", "adam lr 0.5 at 1")  # 0.25^5 is 0.00098
    assert (
        state("loss < 1e-3 with gd", *runs).sentence == "Done at step 5 by Gradient descent 0.25."
    )
    assert state("loss < 1e-3 with momentum from 3", *runs) == Progress(
        "open", "No run counts yet: the goal asks for Momentum from 3."
    )


def test_a_point_is_reached_from_where_the_run_stays_near_it() -> None:
    # 0.8^20 is 0.0115, 0.8^21 is 0.0092
    assert state("reach 0 within 0.01", "gd lr 0.1 at 1").step == 21
    assert state("reach 0 within 0.01", "gd lr 0.1 at 1", step=20) == Progress(
        "open", "Not yet at step 20: Gradient descent 0.1 is 0.01153 from it."
    )
    assert state("reach 1 within 0.01", "gd lr 0.1 at 1").kind == "missed"  # it begins there
    assert state("reach the global minimum within 0.01", "gd lr 0.1 at 1").step == 21


def test_a_wider_window_makes_no_goal_easier() -> None:
    wide = "loss=x^2&run=gd+lr+0.1+at+1&goal=reach+0&window="
    steps = set()
    for window in ("-1+1", "-1000000+1000000"):
        e, _ = decode(wide + window)
        steps.add(progress(e, run(e), e.steps).step)
    assert len(steps) == 1


def test_only_the_lowest_minimum_is_the_global_one() -> None:
    double = "x^4 - 2x^2 + 0.2x"  # minima near -1 and 1; the left one is lower
    assert state("reach the global minimum", "gd lr 0.05 at 0.5", loss=double).kind == "missed"
    assert state("reach the global minimum", "gd lr 0.05 at -0.5", loss=double).kind == "done"


def test_where_no_minimum_is_known_nobody_can_tell() -> None:
    assert state("reach the global minimum", "gd lr 0.1 at 1", loss="x") == Progress(
        "open", "No global minimum of this loss is known, so nobody can tell."
    )


@pytest.mark.parametrize(("rate", "kind"), [(0.9, "done"), (1.1, "missed")])
def test_beyond_two_over_the_curvature_gradient_descent_diverges(rate: float, kind: str) -> None:
    assert state("do not diverge", f"gd lr {rate} at 1", steps=3000).kind == kind


def test_that_nothing_diverges_must_hold_of_every_run_to_the_end() -> None:
    runs = ("gd lr 0.1 at 1", "gd lr 3 at 1")  # 5^k squared overflows at k = 221
    assert state("do not diverge", *runs, step=220, steps=300) == Progress(
        "open", "Nothing has diverged by step 220."
    )
    assert state("do not diverge", *runs, steps=300) == Progress(
        "missed", "Not done: Gradient descent 3 diverged at step 221."
    )
    assert state("do not diverge in 200", *runs, steps=300) == Progress(
        "done", "Done: nothing diverged in 200 steps.", 200
    )


def test_a_start_without_a_loss_reaches_nothing() -> None:
    said = "Not done in 200 steps: the loss is not finite at the start."
    assert state("loss < -9", "gd lr 0.1 at -1", loss="log(x)").sentence == said
