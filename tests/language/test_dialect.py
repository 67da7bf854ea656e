"""Losses and rules: two dialects of one language."""

import pytest

from language.dialect import LOSS, RULE, Dialect
from language.names import resolve
from language.parser import parse
from language.tokens import tokenize
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
