"""What can stand on the axes of a map, from where to where."""

import pytest

from experiment import DEFAULT, decode
from experiment.maps.axes import Axis, available, axes, panels, seeds, with_ends
from experiment.maps.choice import Map, Span


def shown(link: str) -> list[tuple[str, float, float]]:
    return [(axis.name, axis.low, axis.high) for axis in axes(decode(link)[0])]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("loss=beale&map=rates", [("lr", 1e-5, 10)]),
        ("loss=beale&run=gd+lr+3e-7&run=gd+lr+200&map=rates", [("lr", 1e-7, 1000)]),
        ("data=penguins&map=rates", [("lr", 1e-9, 1000)]),
        ("loss=beale&map=starts", [("x", -4.5, 4.5), ("y", -4.5, 4.5)]),
        ("loss=x^2&window=-1+2&map=starts", [("x", -1, 2)]),
        ("loss=x^2&window=-1e9+1e9&map=starts", [("x", -1e6, 1e6)]),
        ("loss=x^2&window=2e6+3e6&map=starts", [("x", -1e6, 1e6)]),
        ("loss=beale&map=starts+y+-2+1", [("x", -4.5, 4.5), ("y", -2, 1)]),
        ("loss=beale&run=adam&map=dials", [("lr", 1e-5, 10), ("beta1", 0, 1)]),
        ("loss=beale&run=adam&map=dials+eps", [("eps", 1e-12, 1e-4), ("lr", 1e-5, 10)]),
        ("loss=beale&run=adam&map=dials+beta2+0.5+1+noise", [("beta2", 0.5, 1), ("noise", 0, 1)]),
        ("loss=beale&run=gd&noise=0.5&map=dials+noise", [("noise", 0, 2), ("lr", 1e-5, 10)]),
        ("loss=a*x^2&where=a+3&run=gd&map=dials", [("lr", 1e-5, 10), ("a", 0, 6)]),
        ("loss=a*x^2&where=a+-3&run=gd&map=dials+a", [("a", -6, 0), ("lr", 1e-5, 10)]),
        ("data=penguins&run=gd&map=dials", [("lr", 1e-9, 1000), ("batch", 1, 342)]),
        ("loss=beale&run=adam+lookahead_steps+30&map=dials+lookahead_steps+noise",
         [("lookahead_steps", 0, 60), ("noise", 0, 1)]),
        ("loss=x^2&run=&map=dials", [("noise", 0, 1)]),
    ],
)  # fmt: skip
def test_axes_have_a_usual_range_or_the_one_that_is_said(link, found) -> None:
    assert shown(link) == found


def test_an_axis_is_moved_within_its_limits_and_not_too_close() -> None:
    axis = Axis("beta1", "dial", "linear", "β₁", 0.0, 1.0, 0.0, 1.0)
    assert axis.holds(0.5, 0.5 + 1e-10)
    assert not axis.holds(0.5, 0.5 + 1e-11)
    assert not axis.holds(-0.1, 0.5)
    assert not axis.holds(0.5, 0.5)
    assert axis.shown((0.2, 0.3)).high == 0.3
    assert axis.shown((0.2, 1.3)) == axis
    rate = Axis("lr", "rate", "logarithmic", "lr", 1e-5, 10.0, 1e-30, 1e3)
    assert rate.holds(1e-30, 1.1e-30)
    assert not rate.holds(1.0, 1.0 + 1e-11)


def test_dials_that_contradict_the_others_are_no_axis() -> None:
    names = available(decode("loss=x^2&run=momentum+form+moving_mean")[0], Map("dials"))
    assert "dampening" not in names
    assert "dampening" in available(decode("loss=x^2&run=momentum")[0], Map("dials"))


def test_a_map_of_dials_shows_the_runs_that_have_them() -> None:
    runs = "loss=beale&run=gd&run=adam&run=nadam&map="
    assert panels(decode(f"{runs}dials+lr+beta1")[0]) == (1, 2)
    assert panels(decode(f"{runs}dials+lr+noise")[0]) == (0, 1, 2)
    assert panels(decode(f"{runs}dials+of+3")[0]) == (2,)
    assert panels(decode(f"{runs}rates")[0]) == (0, 1, 2)
    assert panels(DEFAULT) == (0, 1, 2, 3)


def test_several_seeds_are_tried_only_where_chance_plays_a_part() -> None:
    assert seeds(decode("loss=x^2&seed=7&map=rates+seeds+3")[0]) == (7,)
    assert seeds(decode("loss=x^2&seed=7&noise=1&map=rates+seeds+3")[0]) == (7, 8, 9)
    assert seeds(decode("loss=x^2&seed=4294967295&noise=1&map=rates+seeds+2")[0]) == (4294967295, 0)
    assert seeds(decode("data=penguins&batch=4&map=rates+seeds+2")[0]) == (0, 1)
    assert seeds(decode("loss=x^2&map=dials+lr+noise+seeds+2")[0]) == (0, 1)


def test_the_ends_of_axes_can_be_written_into_a_map() -> None:
    e = decode("loss=x^2&map=starts")[0]
    assert with_ends(axes(e)) == (Span("x", e.window[0]),)
