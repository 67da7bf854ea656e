"""Minima of typed losses: as many as calculus says, and none where there is none."""

import numpy as np
import pytest

from landscape import suggest_view
from landscape.search import minima
from losses import parse_loss

ONE = {
    "x^10": (0.0,),
    "(x-2)^10": (2.0,),
    "x^8 + y^8": (0.0, 0.0),
    "x^2 + y^4": (0.0, 0.0),
    "x^2 + 1e9": (0.0,),
    "x^3 - 3x": (1.0,),
    "|x| + |y|": (0.0, 0.0),
    "x^4 + (x+y)^2": (0.0, 0.0),
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
    "exp(x) + (x+y-1)^2", "1/(1+x^2) + y^2",
    # Saddles whose way down is bent and thin: below 0 on y = -x^2 / 2, on y = 2 x^2.
    "x^2 y + y^2", "(y-x^2)(y-3x^2)", "(y-x^2)(y-2x^2)", "y^2 - 3x^2 y + 2x^4",
    "x^2 - y^2", "x y", "x^3 - 3x y^2",
)  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_a_loss_with_one_minimum_has_one(text: str) -> None:
    (found,), _ = minima(parse_loss(text))
    assert np.abs(found - ONE[text]).max() < 1e-2


@pytest.mark.parametrize("text", NONE)
def test_a_loss_without_a_minimum_has_none(text: str) -> None:
    assert not len(minima(parse_loss(text))[0])


def test_the_window_does_not_follow_a_tail_into_the_distance() -> None:
    for text in NONE:
        window = np.array(suggest_view(parse_loss(text)).window)
        assert np.abs(window).max() <= 5.0, text


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
    assert len(minima(parse_loss(text))[0]) == spots
