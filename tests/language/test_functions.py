"""The functions of the language: how many arguments, and which calls are operators."""

import pytest

from language.functions import ARITY, RULE_ARITY, call
from language.tree import Binary, Call, Constant, Name, Number
from language.words import ALIASES

X, Y = Name("x"), Name("y")


def test_every_function_has_its_number_of_arguments() -> None:
    assert set(ARITY) == set(ALIASES)
    assert all(1 <= low <= high <= 6 for low, high in ARITY.values())
    assert ARITY["sin"] == (1, 1)
    assert ARITY["max"] == (2, 6)


def test_the_functions_of_a_rule_mean_the_same_in_a_loss() -> None:
    assert set(RULE_ARITY) - set(ARITY) == {"where"}
    for name in set(RULE_ARITY) & set(ARITY):
        assert ARITY[name][0] <= RULE_ARITY[name][0] <= RULE_ARITY[name][1] <= ARITY[name][1]


@pytest.mark.parametrize(
    ("function", "arguments", "node"),
    [
        ("power", (X, Y), Binary("^", X, Y)),
        ("square", (X,), Binary("^", X, Number("2"))),
        ("rational", (X, Y), Binary("/", X, Y)),
        ("log", (X,), Call("log", (X,))),
        ("log", (X, Number("2")), Call("log2", (X,))),
        ("log", (X, Number("10")), Call("log10", (X,))),
        ("log", (X, Constant("e")), Call("log", (X,))),
        ("log", (X, Y), Call("log", (X, Y))),
        ("sin", (X,), Call("sin", (X,))),
    ],
)
def test_some_calls_are_another_way_to_write_an_operator(
    function: str, arguments: tuple, node: object
) -> None:
    found = call(function, arguments, 5)
    assert found == node
    assert found.at == 5
