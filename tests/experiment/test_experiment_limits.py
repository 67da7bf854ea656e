"""Each limit is one row: what it holds, what it refuses and what a link may say come from it."""

import math

import pytest

from experiment import MAX_RUNS, Experiment, ExperimentError, Run, decode, limits
from experiment.limits import Limit
from language.errors import Refusal

ROWS = [row for row in vars(limits).values() if isinstance(row, Limit)]
NAMES = [row.name for row in ROWS]


@pytest.mark.parametrize("limit", ROWS, ids=NAMES)
def test_both_ends_are_allowed_and_nothing_beyond_them(limit: Limit) -> None:
    assert limit.check(limit.low) == limit.low
    assert limit.check(limit.high) == limit.high
    for number in (limit.low - 1, 2 * limit.high, math.nan, math.inf, -math.inf):
        assert not limit.holds(number)


@pytest.mark.parametrize("limit", ROWS, ids=NAMES)
def test_zero_is_allowed_besides_only_where_the_row_says_so(limit: Limit) -> None:
    assert limit.holds(0) == (limit.or_zero or limit.low <= 0)
    assert limit.holds(limit.low / 2) == (limit.low <= 0)


def test_a_row_says_what_a_link_may_say() -> None:
    assert limits.STEPS.allowed == "a whole number from 1 to 10000"
    assert limits.NOISE.allowed == "0 or a number from 1e-30 to 1000000"
    assert limits.STEPS.span(",") == "from 1 to 10,000"


@pytest.mark.parametrize("number", [math.nan, math.inf, 2.5, 0])
def test_a_number_that_is_no_count_is_refused_in_a_sentence(number: float) -> None:
    with pytest.raises(ExperimentError) as refused:
        Experiment("x^2", steps=number)  # type: ignore[arg-type]
    sentence = f"The number of steps is {number!r}; it is a whole number from 1 to 10,000."
    assert str(refused.value) == sentence


def test_a_constant_is_limited_in_size() -> None:
    assert Experiment("a x^2", {"a": -1e6}).constants == {"a": -1e6}
    with pytest.raises(ExperimentError) as refused:
        Experiment("a x^2", {"a": 1e-31})
    assert str(refused.value) == (
        "The constant a is 1e-31; it is 0 or from 1e-30 to 1,000,000 in size."
    )


def test_the_link_and_the_value_draw_the_same_line() -> None:
    for steps in (limits.STEPS.high, limits.STEPS.high + 1):
        e, problems = decode(f"loss=x^2&run=&steps={steps}")
        assert limits.STEPS.holds(steps) == (problems == ()) == (e.steps == steps)


def test_whatever_is_refused_is_a_refusal_and_a_value_error() -> None:
    for build in (lambda: Run("gd", {"lr": 2000.0}), lambda: Experiment("x", steps=0)):
        with pytest.raises(Refusal):
            build()
    assert issubclass(Refusal, ValueError)


def test_as_many_runs_fit_as_the_limit_says() -> None:
    run = Run("gd", {}, None, (1.0,))
    assert len(Experiment("x^2", runs=(run,) * MAX_RUNS).runs) == MAX_RUNS
    with pytest.raises(ExperimentError, match=r"^There are 13 runs; at most 12 fit\.$"):
        Experiment("x^2", runs=(run,) * (MAX_RUNS + 1))
