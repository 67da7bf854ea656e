"""A tree as plain text: parsing it gives the same tree."""

import pytest
from hypothesis import given, settings

from language.dialect import RULE
from language.names import resolve
from language.parser import parse
from language.printers.text import ATOM, MINUS, POWER, PRODUCT, SUM, strength, to_text
from language.tokens import tokenize
from language.tree import Binary, Call, Name, Negative, Node, Number
from losses.parse_loss import read
from tests.language.trees import OF_LOSSES, OF_RULES


@given(OF_LOSSES)
@settings(max_examples=400)
def test_print_parse_print_gives_the_same_tree(tree: Node) -> None:
    text = to_text(tree)
    if len(text) <= 400:
        again, _ = read(text)
        assert again == tree
        assert to_text(again) == text


@given(OF_RULES)
@settings(max_examples=50)
def test_so_does_the_value_of_a_line(tree: Node) -> None:
    text = to_text(tree)
    if len(text) <= 600:
        assert parse(resolve(tokenize(text, RULE), (), RULE), RULE) == tree


A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Binary("-", A, Binary("-", B, C)), "a - (b - c)"),
        (Binary("-", Binary("-", A, B), C), "a - b - c"),
        (Binary("/", A, Binary("*", B, C)), "a/(b*c)"),
        (Binary("^", Negative(A), B), "(-a)^b"),
        (Negative(Binary("^", A, B)), "-a^b"),
        (Binary("^", A, Binary("^", B, C)), "a^b^c"),
        (Binary("^", Binary("^", A, B), C), "(a^b)^c"),
        (Binary("+", A, Negative(B)), "a + (-b)"),
        (Binary("<", Binary("+", A, B), C), "a + b < c"),
        (Binary("*", Binary("<", A, B), C), "(a < b)*c"),
        (Call("where", (Binary(">=", A, Number("1")), B, C)), "where(a >= 1, b, c)"),
    ],
)
def test_brackets_stand_where_they_must_and_nowhere_else(tree: Node, text: str) -> None:
    assert to_text(tree) == text


def test_operations_bind_as_in_the_parser() -> None:
    trees = [Binary("<", A, B), Binary("+", A, B), Binary("/", A, B), Negative(A)]
    found = [strength(tree) for tree in [*trees, Binary("^", A, B), Call("sin", (A,)), A]]
    assert found == [5, SUM, PRODUCT, MINUS, POWER, ATOM, ATOM]
