"""Arithmetic in place: the bits of the plain expressions, in arrays that are used again."""

from random import Random
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from losses import LossError, parse_loss
from losses.functions import symbolic as f
from losses.symbolic.in_place import Lines
from tests.losses.texts import written

X, Y = sympy.symbols("v0 v1", real=True)


def lines(*results: Any, parts: tuple[tuple[str, Any], ...] = ()) -> tuple[list[str], int]:
    """Return the lines of some expressions, and the buffers that they want."""
    code = Lines(["v0", "v1"])
    for name, part in parts:
        code.note(name, part)
    return [f"{name} = {value}" for name, value in code.lines(results)], code.buffers


@pytest.mark.parametrize(
    ("expr", "wanted", "buffers"),
    [
        (X - Y, ["o0 = subtract(v0, v1, o0)"], 0),
        (-X, ["o0 = negative(v0, o0)"], 0),
        ((X + Y) ** 2, ["b0 = add(v0, v1, b0)", "o0 = square(b0, o0)"], 1),
        (f.maximum(X, Y), ["o0 = maximum(v0, v1, out=o0)"], 0),
        (sympy.Float(3.0), ["o0 = copyto(o0, n0)"], 0),
        (Y, ["o0 = copyto(o0, v1)"], 0),
    ],
)
def test_each_operation_writes_into_an_array(expr: Any, wanted: list[str], buffers: int) -> None:
    assert lines(expr) == (wanted, buffers)


def test_an_array_that_is_read_no_more_takes_the_next_value() -> None:
    found, buffers = lines((X + Y) * (X - Y) * X + 1)
    assert found[-1].startswith("o0 = ")
    assert buffers == 2


def test_a_function_never_writes_onto_what_it_reads() -> None:
    found, _ = lines(f.sin(f.exp(X + Y)))
    assert found == ["b0 = add(v0, v1, b0)", "b1 = exp(b0, b1)", "o0 = sin(b1, o0)"]


def test_a_common_part_stays_until_its_last_reader() -> None:
    found, buffers = lines(sympy.Symbol("v2") * X, sympy.Symbol("v2") * Y, parts=(("v2", X + Y),))
    assert found == [
        "b0 = add(v0, v1, b0)", "o0 = multiply(b0, v0, o0)", "o1 = multiply(b0, v1, o1)",
    ]  # fmt: skip
    assert buffers == 1


def test_what_depends_on_no_point_takes_no_array_of_points() -> None:
    found, buffers = lines(X * f.where(f.less(X, Y), sympy.Symbol("c0") ** 2, 2))
    assert (found[0], buffers) == ("x0 = less(v0, v1)", 0)
    assert "x1 = multiply(c0, c0)" in found


@given(st.integers(0, 10**9).map(lambda seed: written(Random(seed), 4)))
@settings(max_examples=150, deadline=None)
def test_the_bits_are_those_of_the_expressions(text: str) -> None:
    try:
        loss = parse_loss(text, {"a": 1.7, "b": -0.3})
    except LossError:
        return
    fill, out = loss.filler(), np.empty((len(loss.variables) + 1, 65))
    for count in (65, 3, 65):
        x = np.random.default_rng(count).normal(scale=2.0, size=(len(loss.variables), count))
        with np.errstate(all="ignore"):
            fill(x, out[:, :count])
            plain = loss._derived.call(*x, *loss._values)
        for row, part in zip(out, plain, strict=True):
            np.testing.assert_array_equal(row[:count], part)
