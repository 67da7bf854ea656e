"""Losses and rules: two dialects of one language."""

import pytest

from language.dialect import ARITY, EVALUATIONS, LOSS, RULE, RULE_ARITY, Dialect, call
from language.names import resolve
from language.parser import parse
from language.tokens import tokenize
from language.tree import Binary, Call, Constant, Name, Number
from language.words import ALIASES
from tests.language.refusals import refused


def read(text: str, dialect: Dialect) -> object:
    return parse(resolve(tokenize(text, dialect), (), dialect), dialect)


@pytest.mark.parametrize("text", ["2a + b^2/3", "sqrt(a) - |b|", "max(a, -b)", "a_1 b_2"])
def test_what_both_can_read_has_one_tree(text: str) -> None:
    assert read(text, LOSS) == read(text, RULE)


@pytest.mark.parametrize(
    ("dialect", "empty"),
    [
        (LOSS, "The loss is empty; write an expression such as x^2 + y^2."),
        (RULE, "The rule is empty; write an expression such as x = x - lr g."),
    ],
)
def test_a_dialect_shows_what_it_looks_like(dialect: Dialect, empty: str) -> None:
    assert refused(read, "", dialect) == (0, empty)


def test_a_rule_may_be_longer_than_a_loss_and_has_fewer_functions() -> None:
    assert (LOSS.characters, LOSS.tokens) == (400, 240)
    assert (RULE.characters, RULE.tokens) == (600, 400)
    assert len(RULE.functions) < len(LOSS.functions)


def test_a_dialect_says_which_functions_it_has() -> None:
    few = Dialect("note", "a + b", 10, 10, 10, {"sin": (1, 1), "cos": (1, 1)})
    assert refused(read, "2∛x", few) == (1, "A note has no function “cbrt”; there are cos, sin.")
    assert str(few.lacks("tan", 0, " Try sin.")) == (
        "A note has no function “tan”; there are cos, sin. Try sin."
    )


X, Y = Name("x"), Name("y")


def test_every_function_has_its_number_of_arguments() -> None:
    assert set(ARITY) == set(ALIASES)
    assert all(1 <= low <= high <= 6 for low, high in ARITY.values())
    assert ARITY["sin"] == (1, 1)
    assert ARITY["max"] == (2, 6)


def test_the_functions_of_a_rule_mean_the_same_in_a_loss() -> None:
    shared = set(RULE_ARITY) - {"dot", *EVALUATIONS}
    assert shared <= set(ARITY)
    for name in shared - {"norm"}:  # of one vector here, of its parts there
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
