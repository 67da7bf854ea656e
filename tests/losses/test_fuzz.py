"""Random text and random grammar: only LossError or a loss, quickly, with the right gradient."""

import time
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from losses import Loss, LossError, parse_loss
from tests.losses.texts import written

WORDS = (
    *("x", "y", "a", "theta", "θ", "w_1", "x₂", "2", "0.5", "1e-3", ".5", "pi", "e", "π", "½", "²"),
    *(
        "+",
        "-",
        "*",
        "/",
        "^",
        "**",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        ",",
        " ",
        "=",
        "!",
        "·",
        "√",
    ),
    *("sin", "log", "sqrt", "max", "exp ", "np.", "f(x) =", "lambda x:", "sinx", "xy", "2x", "foo"),
    *(
        "\\frac",
        "\\sqrt",
        "\\left(",
        "\\right)",
        "\\sin",
        "\\theta",
        "\\cdot",
        "\\left|",
        "_1",
        "_{",
    ),
    *("−", "–", "\u2061", "\u00a0", "\\", "$", ";", ":", "'", "<", "\ud800", "\x00", "х", "∑", "i"),
)


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_random_characters_give_a_loss_or_a_loss_error(text: str) -> None:
    _answered(text)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
@settings(max_examples=700)
def test_random_words_give_a_loss_or_a_loss_error(text: str) -> None:
    _answered(text)


@given(st.dictionaries(st.text(max_size=6), st.floats(), max_size=4))
@settings(max_examples=100)
def test_random_constants_give_a_loss_or_a_loss_error(constants: dict[str, float]) -> None:
    _answered("a x^2 + b sin(x)", constants)


def _answered(text: str, constants: dict[str, float] | None = None) -> Loss | None:
    started = time.process_time()
    try:
        loss = parse_loss(text, constants)
    except LossError as error:
        place, sentence = error.position, str(error)
        loss = None
    if loss is None:
        assert place is None or 0 <= place <= len(text)
        assert sentence
        return None
    assert (
        time.process_time() - started < 3
    )  # a guard against runaway work, far above what it takes
    assert loss.latex
    assert loss.variables
    return loss


@pytest.mark.parametrize("seed", range(4))
def test_gradients_of_random_losses_agree_with_differences(seed: int) -> None:
    """Where two step sizes agree on the slope, the exact gradient is that slope."""
    random, checked, losses = Random(seed), 0, 0
    for _ in range(120):
        loss = _answered(f"f(x, y) = {written(random, 4)}"[:400])
        if loss is not None:
            losses += 1
            checked += _check_gradient(loss)
    assert losses > 50
    assert checked > 1000


def _check_gradient(loss: Loss) -> int:
    points = np.random.default_rng(11).normal(scale=1.3, size=(20, 2))
    gradient, value = loss.gradient(points), np.abs(loss.value(points))
    agreed = 0
    for axis in range(2):
        slopes = [_slope(loss, points, axis, step) for step in (1e-5, 2e-5, 4e-5)]
        with np.errstate(invalid="ignore"):
            spread = np.ptp(slopes, axis=0)
            scale = np.abs(slopes[0]) + 1e-3
            # rounding in the values makes the smallest slope that differences can see
            sure = (spread < 1e-6 * scale) & (value < 1e4 * scale) & np.isfinite(gradient[:, axis])
        np.testing.assert_allclose(gradient[sure, axis], slopes[0][sure], rtol=2e-5, atol=2e-8)
        agreed += int(sure.sum())
    return agreed


def _slope(loss: Loss, points: np.ndarray, axis: int, step: float) -> np.ndarray:
    move = np.eye(2)[axis] * step
    with np.errstate(invalid="ignore"):
        return np.asarray((loss.value(points + move) - loss.value(points - move)) / (2 * step))


@pytest.mark.parametrize("seed", range(3))
def test_the_text_of_a_random_loss_gives_the_same_loss(seed: int) -> None:
    random, same = Random(100 + seed), 0
    points = np.random.default_rng(3).normal(size=(10, 2))
    for _ in range(60):
        loss = _answered(f"f(x, y) = {written(random, 4)}"[:400])
        if loss is None:
            continue
        again = parse_loss(f"f(x, y) = {loss.plain}")
        np.testing.assert_array_equal(again.value(points), loss.value(points))
        assert again.plain == loss.plain
        assert again.latex == loss.latex
        same += 1
    assert same > 25
