"""A map before it is computed: how large it may be, and what is known of it."""

import math

import pytest

from experiment import decode
from experiment.limits import ExperimentError
from experiment.maps.axes import axes
from experiment.maps.plan import Size, best_known, check, plan, usual_size, work

ROSENBROCK = "loss=rosenbrock&run=gd&run=momentum&run=rmsprop&run=adam"


def test_the_work_of_a_map_is_bounded_before_it_begins() -> None:
    of = plan(decode(f"{ROSENBROCK}&steps=10000&map=starts")[0], Size(300, 200))
    assert work(of) == 300 * 200 * 10_000 * 4
    with pytest.raises(ExperimentError) as refused:
        check(of)
    assert str(refused.value) == (
        "This map takes 2,400,000,000 steps of runs, but at most 2,000,000,000 are possible; "
        "take fewer pixels, runs, seeds or steps."
    )
    searching = plan(decode("loss=beale&run=armijo&steps=100&map=starts")[0], Size(10, 10))
    assert work(searching) == 20 * 100 * 256  # a call of the engine costs as much as many runs


def test_a_side_has_so_many_pixels_and_no_more() -> None:
    e = decode(f"{ROSENBROCK}&map=starts")[0]
    with pytest.raises(ExperimentError) as refused:
        plan(e, Size(2001, 1))
    assert str(refused.value) == "A side has 2,001 pixels; it is from 1 to 2,000."
    assert usual_size(e) == Size(200, 200)
    assert usual_size(decode(f"{ROSENBROCK}&map=rates")[0]) == Size(200, 1)


def test_an_experiment_without_runs_has_no_map() -> None:
    with pytest.raises(ExperimentError) as refused:
        plan(decode("loss=x^2&run=&map=rates")[0])
    assert str(refused.value) == "There is no run with a rate to map."


@pytest.mark.parametrize(
    ("link", "best"),
    [
        ("loss=x^2 %2B 3&map=rates", 3.0),
        ("loss=double_well_shifted_1d&map=starts", -0.25),
        ("loss=a x^2 %2B 3&where=a+1&map=dials+lr+a", math.inf),
    ],
)
def test_gaps_are_counted_from_the_lowest_value_known(link: str, best: float) -> None:
    e = decode(f"{link}&run=gd+lr+0.1")[0]
    assert best_known(e, axes(e)) == pytest.approx(best)
