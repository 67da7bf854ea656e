"""Searches of typed losses: as many minima as calculus says, and none where there is none."""

import numpy as np
import pytest

from landscape.search import balance, find_minima, grid
from losses import Loss, parse_loss
from losses.models import Measure, Model
from losses.tables import Table

ONE = {
    "x^10": (0.0,),
    "(x-2)^10": (2.0,),
    "x^8 + y^8": (0.0, 0.0),
    "x^2 + y^4": (0.0, 0.0),
    "x^2 + 1e9": (0.0,),
    "x^3 - 3x": (1.0,),
    "|x| + |y|": (0.0, 0.0),
    "x^4 + (x+y)^2": (0.0, 0.0),
    # Floors flat to every digit, with walls around.
    "x^20": (0.0,),
    "x^30": (0.0,),
    "x^20 + y^2": (0.0, 0.0),
    "sin(x)^20 + x^2": (0.0,),
    "exp(-1/x^2)": (0.0,),
    "exp(-1/|x|)": (0.0,),
    "exp(-1/(x^2+y^2))": (0.0, 0.0),
    "1 + x^2 exp(-1/x^2)": (0.0,),
    # Level ground: one point stands for all of it.
    "max(x,0)": (0.0,),
    "(x-y)^2": (0.0, 0.0),
    "(x+y)^4": (0.0, 0.0),
    "x^4 y^2": (0.0, 0.0),
}
NONE = (
    # Inflections that are flat to many digits.
    "x^7", "x^9", "x^11", "(x-1)^7", "x^7 + y^2",
    # Tails that fall for ever, and hardly: the other variable alone has a minimum.
    "exp(x) + (y-1)^2", "tanh(x) + y^2", "1/(1+exp(-x)) + y^2", "exp(x) + exp(-y) + y^2",
    "1 + tanh(5x)", "erf(4x)", "exp(-100x)", "exp(x) + (x+y-1)^2", "1/(1+x^2) + y^2",
    # Saddles whose way down is bent and thin: below 0 on y = -x^2 / 2, on y = 2 x^2.
    "x^2 y + y^2", "(y-x^2)(y-3x^2)", "(y-x^2)(y-2x^2)", "y^2 - 3x^2 y + 2x^4",
    "x^2 - y^2", "x y", "x^3 - 3x y^2",
)  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_a_loss_with_one_minimum_has_one(text: str) -> None:
    (found,), _, _ = find_minima(parse_loss(text))
    assert np.abs(found - ONE[text]).max() < 1e-2


@pytest.mark.parametrize("text", NONE)
def test_a_loss_without_a_minimum_has_none(text: str) -> None:
    assert not len(find_minima(parse_loss(text))[0])


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("(x^2+y-11)^2 + (x+y^2-7)^2", 4),
        ("(x^2-1)^2 + y^2", 2),
        ("x^4 + y^4 - 4x y", 2),
        ("x^2 + sin(10x)", 16),  # counted on a grid of two million points
    ],
)
def test_every_minimum_of_a_wavy_loss_is_found(text: str, spots: int) -> None:
    assert len(find_minima(parse_loss(text))[0]) == spots


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("(x-1)^2 + 3", 3.0),  # of the minimum, which no grid has
        ("x^3", (-300.0) ** 3),  # at the end of the widest grid
        ("-exp(x^2)", -np.inf),  # e^90000 overflows
        ("sqrt(x-400)", 0.0),  # no value on any grid
    ],
)
def test_the_lowest_value_seen_may_be_far_from_the_minima(text: str, lowest: float) -> None:
    assert find_minima(parse_loss(text))[2] == lowest


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_saddle_near_the_origin_is_found_where_no_minimum_is() -> None:
    np.testing.assert_allclose(balance(parse_loss("(x-1)^2 - (y+2)^2")), [[1.0, -2.0]])
    assert balance(parse_loss("x + y")).shape == (0, 2)


def test_a_grid_spans_its_window_with_as_many_points_as_are_asked_for() -> None:
    points = grid(((0.0, 1.0), (-2.0, 2.0)), 3, 5)
    assert points.shape == (3, 5, 2)
    assert points[0, 0].tolist() == [0.0, -2.0]
    assert points[-1, -1].tolist() == [1.0, 2.0]
    assert grid(((0.0, 1.0), (-2.0, 2.0)), 4).shape == (4, 4, 2)


@pytest.mark.parametrize("measure", ["squared", "logistic", "huber"])
def test_over_a_long_table_the_search_looks_everywhere_at_few_rows(measure, monkeypatch):
    chance = np.random.default_rng(0)
    u = chance.normal(size=1000)
    v = (u + chance.logistic(size=1000) > 0).astype(float)
    table = Table("long.csv", ("u", "v"), ("u", "v"), np.stack([u, v], axis=1))
    loss = parse_loss(Model("w*u + b", "v", Measure(measure)).loss(table), table=table)
    work, filler = [], Loss.filler

    def counted(self):
        fill = filler(self)
        return lambda x, out: work.append(self.rows * x.shape[1]) or fill(x, out)

    monkeypatch.setattr(Loss, "filler", counted)
    with np.errstate(all="ignore"):
        ((minimum,), _, lowest) = find_minima(loss)
    assert np.abs(loss.gradient(minimum)).max() < 1e-9
    assert lowest == loss.value(minimum)
    # A scan alone would be more, with all rows at every point.
    assert 100_000 < sum(work) < 5_000_000
