"""Compiled code: common parts once, for NumPy and for the browser."""

from random import Random
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape import look_at
from language.printers.text import to_text
from losses import CATALOGUE, LossError, parse_loss
from losses.functions import symbolic as f
from losses.symbolic.compiler import Compiled, LossCode, operations
from tests.language.trees import OF_LOSSES
from tests.losses.corpora import BENIGN, HOSTILE
from tests.losses.texts import written
from tests.player.alphabet import strangers
from tests.player.node import evaluate

X, Y = sympy.symbols("v0 v1", real=True)


def test_one_function_gives_every_expression() -> None:
    function = Compiled([X, Y], [X**2 + f.sin(Y), 2 * X, f.cos(Y)]).function()
    x, y = np.array([1.0, -2.0]), np.array([0.5, 3.0])
    value, first, second = function(x, y)
    np.testing.assert_array_equal(value, x * x + np.sin(y))
    np.testing.assert_array_equal(first, 2 * x)
    np.testing.assert_array_equal(second, np.cos(y))


def test_arithmetic_is_counted_from_above() -> None:
    assert operations(X) == 0
    assert operations(X + Y + 1) == 2
    assert operations(f.sin(X * Y)) == 2


def coded(text: str, constants: dict[str, float] | None = None) -> list[LossCode]:
    """Return what the browser is told of a loss; nothing of one that cannot be read."""
    try:
        return [parse_loss(text, constants).javascript()]
    except LossError:
        return []


@pytest.mark.parametrize(("rows", "least"), [(HOSTILE, 40), (BENIGN, 120)])
def test_the_browser_is_told_of_a_text_in_a_small_alphabet(rows: list[Any], least: int) -> None:
    codes = [(row["text"], code) for row in rows for code in coded(row["text"])]
    assert len(codes) >= least
    assert [text for text, code in codes if strangers(code)] == []


def test_so_it_is_of_the_catalogue() -> None:
    for key in CATALOGUE:
        assert strangers(look_at((key, {})).loss.javascript()) == []


WRITTEN = st.integers(0, 10**6).map(lambda seed: written(Random(seed), 4))


@given(st.one_of(OF_LOSSES.map(to_text), st.text(max_size=60), WRITTEN))
@settings(max_examples=200)
def test_so_it_is_of_random_losses(text: str) -> None:
    assert all(strangers(code) == [] for code in coded(text))


@given(st.dictionaries(st.sampled_from("abc"), st.floats(), max_size=3))
@settings(max_examples=50)
def test_constants_are_told_by_number_and_their_values_apart(constants: dict[str, float]) -> None:
    for code in coded("a x^2 + b y^c + e^(a x)", constants):
        assert strangers(code) == []
        assert code["constants"] == [f"c{i}" for i in range(len(code["constants"]))]


CHOICES = (
    "where(x > 0, sqrt(x), y)", "where(x > 0 and y <= 1, x, y^2)", "where(x != 0, sin(x)/x, 1)",
    "where(0 < x or y == 1, 1, 2) + x y", "where(x > 1, x y)", "max(sqrt(x^2 + y^2), 1)", "x^y",
    "min(1/x^2, y)", "log(e^x + e^y + 2)", "exp(x)/(exp(x) + exp(y))", "x^{4/3} y", "x^{-2/5} y",
)  # fmt: skip


def test_the_browser_computes_what_numpy_does_in_every_branch() -> None:
    points = [[0.3, 0.8], [2.6, 1.1], [-1.2, 0.4], [0.5, 1.0], [0.0, 0.0], [0.0, 2.0], [-3.0, -1.0]]
    losses = [parse_loss(text) for text in CHOICES]
    found = evaluate(
        """codes.map(({step, results}) => points.map((point) => new Function(
            ...Object.keys(functions.FUNCTIONS), "v0", "v1",
            `${step && `let ${step.replaceAll(";", ",")};`} return [${results}].map(String)`,
        )(...Object.values(functions.FUNCTIONS), ...point)))""",
        "engine/functions",
        codes=[loss.javascript() for loss in losses],
        points=points,
    )
    for loss, rows in zip(losses, found, strict=True):
        at = np.array(points)[:, : len(loss.variables)]
        wanted = np.column_stack([loss.value(at), loss.gradient(at)])
        numbers = [[float(text.replace("Infinity", "inf")) for text in row] for row in rows]
        np.testing.assert_allclose(numbers, wanted, rtol=1e-13, atol=1e-300, err_msg=loss.text)
