"""What a map comes to, against closed forms."""

import math

import numpy as np
import pytest

from experiment import decode
from experiment.maps.compute import sheets, with_goal
from experiment.maps.plan import Size, plan
from experiment.maps.summary import Summary, gaps, summary


def of(link: str, *size: int) -> Summary:
    asked = plan(decode(link)[0], Size(*size))
    return summary(asked, sheets(asked))


def test_the_best_rate_of_gradient_descent_on_a_parabola_is_one_over_its_curvature() -> None:
    (panel,) = of("loss=x^2&run=gd+lr+0.1+at+1&map=rates+lr+0.01+10", 300, 1).panels
    # x <- (1 - 2 lr) x: best at 0.5, stable below 1, and beyond it the run leaves.
    assert panel.limit == pytest.approx(1.0, rel=1e-9)
    assert panel.best in [(0, k) for k in range(166, 173)]  # of 300: 0.463 to 0.548
    assert 0.96 < panel.reaching < 1 < panel.leaving < 1.03
    assert panel.gap < 1e-60


def test_basins_of_a_symmetric_well_are_halves() -> None:
    (panel,) = of("loss=(x^2-1)^2&run=gd+lr+0.05+at+1&map=starts+x+-2+2", 400, 1).panels
    assert [basin.share for basin in panel.basins] == [0.5, 0.5]
    assert panel.shares["reached"] == 1.0
    assert sum(panel.shares.values()) == 1.0


def test_a_map_of_dials_finds_critical_damping() -> None:
    # On curvature 1 heavy ball shrinks fastest where mu = (1 - sqrt(lr))^2.
    link = "loss=x^2/2&run=momentum+lr+0.1+momentum+0.5+at+1&steps=60&map=dials"
    found = of(f"{link}+lr+0.01+0.5+momentum+0+0.99", 60, 60)
    asked = plan(decode(f"{link}+lr+0.01+0.5+momentum+0+0.99")[0], Size(60, 60))
    row, column = found.panels[0].best
    rate, momentum = asked.values[0][column], asked.values[1][row]
    assert momentum == pytest.approx((1 - math.sqrt(rate)) ** 2, abs=0.1)


def test_steps_to_a_gap_are_counted_from_the_lowest_where_nothing_is_known() -> None:
    link = "loss=a*x^2&where=a+2&run=gd+lr+0.1+at+1&steps=40&map=dials+a+1+3+lr+0.1+0.2+by+steps"
    asked = plan(decode(link)[0], Size(8, 7))
    assert asked.goal is None
    again = with_goal(asked, sheets(asked))
    found = sheets(again)[0].below
    # a (1 - 2 a lr)^2k <= 1e-3 + least
    rates, bends = np.array(again.values[1])[:, None], np.array(again.values[0])
    shrink = np.log(np.abs(1 - 2 * bends * rates))
    steps = np.ceil(np.log(again.goal / bends) / (2 * shrink)).astype(int)
    assert (found == steps).mean() > 0.9
    assert np.abs(found - steps).max() <= 1


def test_a_lower_value_than_any_known_is_told() -> None:
    found = of("loss=x^3/3-x&run=gd+lr+0.1+at+0&steps=12&map=starts+x+-2+2", 40, 1)
    assert found.lower
    assert not of("loss=x^2&run=gd+lr+0.1&map=rates", 20, 1).lower


def test_what_diverged_has_no_gap() -> None:
    asked = plan(decode("loss=x^2&run=gd+lr+0.1+at+1&map=rates+lr+0.01+10")[0], Size(30, 1))
    (sheet,) = sheets(asked)
    above = gaps(sheet, 0.0)
    assert (np.isinf(above) == (sheet.codes == 0)).all()
    assert (above >= 0).all()


def test_where_every_rate_diverges_none_is_best() -> None:
    (panel,) = of("loss=x^2&run=gd+lr+2+at+1&map=rates+lr+2+9", 20, 1).panels
    assert (panel.best, panel.reaching, panel.gap) == (None, None, math.inf)
    assert panel.leaving is not None
