"""Values of operations: our own powers against Python's, and evaluation at any shape."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.operations import Graph
from language.program import read_program
from optimizers.evaluate import COMPUTE, Leaves, dial_power, evaluate

BASES = (0.0, 1e-12, 0.004, 0.1, 0.5, 0.9, 0.96, 0.999, 1.0, 1.0 + 1e-12, 2.0, 3.7, 10.0, 1e3, 1e6)
EXPONENTS = (0.0, 1e-9, 0.004, 0.25, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.3, 7.0, 10.0, 20.5)


@pytest.mark.parametrize("base", BASES)
def test_a_power_of_dials_is_that_of_python(base):
    for exponent in EXPONENTS:
        for signed in (exponent, -exponent) if base else (exponent,):
            wanted = math.pow(base, signed)
            assert float(dial_power(base, signed)) == pytest.approx(wanted, rel=1e-14, abs=0.0)


@given(st.floats(1e-3, 1e3), st.floats(-20, 20))
@settings(max_examples=50)
def test_so_it_is_for_any_base_and_exponent(base, exponent):
    assert float(dial_power(base, exponent)) == pytest.approx(math.pow(base, exponent), rel=1e-14)


@pytest.mark.parametrize("base", [2.0, 0.5, 3.0, 1.0, 1.5, -0.0, 10.0])
def test_a_whole_power_is_exact_where_a_float_can_hold_it(base):
    for exponent in range(20):
        assert float(dial_power(base, exponent)) == base**exponent


def test_a_root_of_a_square_is_exact():
    assert [float(dial_power(n * n, 0.5)) for n in (2.0, 3.0, 10.0)] == [2.0, 3.0, 10.0]
    assert float(dial_power(16.0, 0.25)) == 2.0
    assert float(dial_power(4.0, -1.5)) == 0.125


@pytest.mark.parametrize(
    ("base", "exponent", "power"),
    [(0.0, 0.0, 1.0), (0.0, 2.5, 0.0), (-2.0, 0.0, 1.0), (-2.0, 2.0, 4.0), (-2.0, 3.0, -8.0),
     (-2.0, -1.0, -0.5), (0.0, -1.0, math.inf), (-1.0, 0.5, math.nan), (1.0, math.inf, 1.0),
     (2.0, math.inf, math.inf), (0.5, math.inf, 0.0), (1e-300, -2.0, math.inf),
     (0.5, math.nan, math.nan), (-2.0, 0.5, math.nan), (-3.0, -3.0, -1 / 27)],
)  # fmt: skip
def test_the_corners_are_those_of_mathematics(base, exponent, power):
    np.testing.assert_equal(float(dial_power(base, exponent)), power)


def test_powers_broadcast_and_no_number_sees_its_neighbours():
    bases, exponents = np.array([[0.5], [0.9]]), np.array([1.0, 0.3, 2.0])
    found = dial_power(bases, exponents)
    assert found.shape == (2, 3)
    for i in range(2):
        for j in range(3):
            assert found[i, j] == float(dial_power(bases[i, 0], exponents[j]))
    assert dial_power(2.0, 3.0).shape == ()


def leaves(**named):
    return Leaves(named, lambda base: np.asarray(base) ** named["t"])


def test_every_function_of_a_rule_can_be_computed():
    text = """
        u = max(sqrt(|g|), min(exp(-g), 2)) + sign(g) cos(g) - floor(g) ceil(g) / log(|g| + 2)
        x = where(u >= a, a^t, where(u < 1, -a, where(u <= 2, where(u > 1.5, 7, 8), a^0.3)))
    """
    graph = Graph(read_program(text))
    g = np.array([-1.7, -0.2, 0.4, 2.9])
    values = evaluate(graph, graph.lines, leaves(g=g, a=0.5, t=3.0), {})
    for k, one in enumerate(g.tolist()):
        u = max(math.sqrt(abs(one)), min(math.exp(-one), 2)) + math.copysign(1, one) * math.cos(one)
        u -= math.floor(one) * math.ceil(one) / math.log(abs(one) + 2)
        inside = 0.125 if u >= 0.5 else -0.5 if u < 1 else 8
        assert values[graph.lines[0]][k] == pytest.approx(u, rel=1e-14)
        assert values[graph.lines[1]][k] == pytest.approx(inside, rel=1e-14)
    assert {op.sign for op in graph.operations if op.parts} - {"powers"} <= set(COMPUTE)


def test_what_is_known_is_not_computed_again():
    graph = Graph(read_program("u = g + 1; x = u 2"))
    values = evaluate(graph, [graph.point], leaves(g=np.nan, t=1.0), {graph.lines[0]: 10.0})
    assert values[graph.point] == 20.0


def test_only_what_is_needed_is_computed():
    graph = Graph(read_program("u = unknown + 1; x = x - g"))
    assert evaluate(graph, [graph.point], leaves(x=3.0, g=1.0, t=1.0), {})[graph.point] == 2.0
