"""What lessons state of maps, against closed forms."""

import pytest

from experiment import decode
from lessons.map_quantities import OF_MAP, measured
from lessons.quantities import ClaimError

# x <- (1 - 2 lr) x: the best rate is 0.5, the largest stable one 1.
PARABOLA = "loss=x^2&run=gd+lr+0.1+at+1&run=gd+lr+1.5+at+1&map=rates+lr+0.1+10"
WELLS = "loss=(x^2-1)^2&run=gd+lr+0.05+at+1&map=starts+x+-0.5+1.5"
WEDGE = "loss=x^2/2&run=momentum+lr+0.1+at+1&map=dials+lr+0.1+10+momentum+0+0.9"


@pytest.mark.parametrize(
    ("of", "link", "where", "value"),
    [
        ("best rate", PARABOLA, {}, pytest.approx(0.5, abs=0.02)),
        ("diverges from", PARABOLA, {}, pytest.approx(1.0, abs=0.02)),
        ("stable rate", PARABOLA, {}, pytest.approx(1.0, abs=1e-9)),
        ("best gap", PARABOLA, {}, pytest.approx(0.0, abs=1e-12)),
        ("gap at rate", PARABOLA, {"rate": 0.25}, pytest.approx(0.5**400, abs=1e-12)),
        ("gap at rate", PARABOLA, {"rate": 1.5}, pytest.approx(float("inf"), abs=0)),
        ("share", WELLS, {"point": (1.0,)}, pytest.approx(75.0, abs=0)),
        ("share", WELLS, {"point": (-1.0,)}, pytest.approx(25.0, abs=0)),
        ("share", WELLS, {"ending": "reached"}, pytest.approx(100.0, abs=0)),
        ("stripes", WELLS, {"size": 100}, pytest.approx(2, abs=0)),
        ("edge gap", WEDGE, {"size": 60}, pytest.approx(0, abs=1)),
    ],
)
def test_a_quantity_of_a_map_is_what_theory_says(of, link, where, value) -> None:
    assert measured(of, decode(link)[0], 1, where) == value


def test_a_run_without_limit_has_an_infinite_one() -> None:
    assert measured("stable rate", decode("loss=x^2&run=adam")[0], 1, {}) == float("inf")


@pytest.mark.parametrize(
    ("of", "link", "where", "sentence"),
    [
        ("share", "loss=x^2&run=", {}, "there is no run 1, there are 0"),
        ("share", WELLS, {"point": (0.0,)}, "no minimum is known at (0.0,)"),
        ("share", WELLS, {"ending": "lost"}, "there is no ending lost, there are diverged, "
         "cycling, reached, stuck, unfinished"),
        ("edge gap", WELLS.replace("starts+x+-0.5+1.5", "dials+noise+lr"), {},
         "the map has not the rate across and a dial up"),
        ("edge gap", WEDGE.replace("run=momentum", "run=adam").replace("momentum+0+0.9", "beta1"),
         {}, "no stability limit is known"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_said(of, link, where, sentence) -> None:
    with pytest.raises(ClaimError) as refused:
        measured(of, decode(link)[0], 1, where)
    assert str(refused.value) == sentence


def test_every_row_says_what_it_takes() -> None:
    for row in OF_MAP.values():
        assert {*row.needs, *row.takes} <= {"point", "ending", "rate", "size"}
