"""The key moments of runs, against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import Moments, decode, moments, run


def found(link: str) -> tuple[Moments, ...]:
    e, problems = decode(link)
    assert problems == ()
    return moments(e, run(e))


RATES = st.floats(0.02, 0.98) | st.floats(1.02, 1.4)  # at 1 it goes to and fro for ever


@given(RATES, st.floats(-4, 4).filter(lambda x: abs(x) > 0.1))
def test_on_a_parabola_descent_overshoots_where_its_factor_is_negative(
    rate: float, start: float
) -> None:
    factor = 1 - 2 * rate  # of x at each step
    (one,) = found(f"loss=x^2&window=-4+4&run=gd+lr+{rate!r}+at+{start!r}&steps=30")
    points = start * factor ** np.arange(31)
    assert one.overshoots == (tuple(range(1, 31)) if points[1] * points[0] < 0 else ())
    assert one.largest == (1 if abs(factor) < 1 else 30)
    assert one.length == pytest.approx(np.abs(np.diff(points)).max(), rel=1e-9)
    # A ten-thousandth of the window, which is 8 wide.
    within = np.abs(points) <= 8e-4
    first = int(within.argmax()) if abs(factor) < 1 and within.any() else None
    assert one.arrival == first


def test_along_two_axes_a_step_overshoots_by_the_slope_at_its_end() -> None:
    # x shrinks by 0.9 and y turns round by −0.9: at the start the step is (−0.1, −1.9 b), the
    # slope at its end (0.9, −0.9·19 b), so it overshoots where 19·1.9 b² > 0.1, b = |y / x|.
    for y, first in ((0.05, False), (0.06, True)):
        (one,) = found(f"loss=x^2/2%2B19y^2/2&run=gd+lr+0.1+at+1+{y}&steps=9")
        assert one.overshoots == (tuple(range(1, 10)) if first else ())


def test_rounding_at_a_minimum_away_from_zero_is_no_overshoot() -> None:
    (one,) = found("loss=(x-pi)^2&run=gd+lr+0.3+at+1&steps=500")  # by 0.4 a step, never past it
    assert (one.overshoots, one.verdict.kind) == ((), "converged")


def test_the_arrival_of_a_run_that_converged_is_the_step_of_its_verdict() -> None:
    for one in found("loss=beale&run=adam+lr+0.1&run=gd+lr+0.02&steps=4000"):
        assert one.verdict.kind == "converged"
        assert one.arrival == one.verdict.step


def test_passing_by_a_minimum_is_no_arrival() -> None:
    # By −1 a step it goes to and fro between −1 and 1; the start of the other is the minimum.
    cycling, resting = found("loss=x^2&run=gd+lr+1+at+1&run=gd+lr+1+at+0&steps=40")
    assert (cycling.arrival, len(cycling.overshoots), cycling.verdict.kind) == (None, 40, "cycling")
    assert (resting.arrival, resting.largest, resting.length) == (0, None, 0.0)


def test_a_run_that_overflows_has_its_moments_up_to_there() -> None:
    (one,) = found("loss=x^2&run=gd+lr+2+at+1&steps=600")  # by −3 a step
    assert one.largest == one.steps == len(one.overshoots)
    assert one.length == pytest.approx(4 * 3.0 ** (one.steps - 1), rel=1e-9)
    assert (one.arrival, one.verdict.kind) == (None, "diverged")


def test_a_run_that_cannot_start_has_none() -> None:
    (one,) = found("loss=x%20ln(x)&run=gd+at+-1&steps=5")
    assert (one.steps, one.largest, one.overshoots, one.arrival) == (0, None, (), None)


def test_without_a_known_minimum_nothing_arrives() -> None:
    (one,) = found("loss=x^3&run=gd+lr+0.01+at+1&steps=5")
    assert one.arrival is None


def test_under_noise_the_slope_is_that_of_the_loss_itself() -> None:
    (one,) = found("loss=x^2&noise=3&run=gd+lr+0.1+at+1&steps=60")
    e, _ = decode("loss=x^2&noise=3&run=gd+lr+0.1+at+1&steps=60")
    x = run(e)[0].points[:, 0]
    crossed = np.flatnonzero((np.diff(x) * x[1:]) > 0) + 1
    assert 0 < len(crossed) < 60
    assert one.overshoots == tuple(crossed)
