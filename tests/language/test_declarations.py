"""The definition in front of a loss, and the names that it declares."""

# A sentence stays in one line, so that it can be searched.

import pytest

from language.declarations import define
from language.tokens import tokenize
from tests.language.refusals import refusals, refused_loss


@refusals(
    (
        "x = 3",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    (
        "y = y^2",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    ("f(x,x) = x", 4, "“x” is declared twice."),
    ("f(e) = e", 2, "“e” has a meaning of its own; use another name."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("text", "declared", "rest"),
    [
        ("f(x, y) = x", ("x", "y"), "x"),
        ("f(y; x) := x", ("y", "x"), "x"),
        ("L(w_1, w_2) = w_1", ("w1", "w2"), "w"),
        ("lambda x, y: x*y", ("x", "y"), "x*y"),
        ("f = lambda w: w", ("w",), "w"),
        ("x ↦ x^2", ("x",), "x^2"),
        ("f: (x, y) ↦ y", ("x", "y"), "y"),
        ("loss = x^2", None, "x^2"),
        ("y = x^2", None, "x^2"),
        ("x^2 + y", None, "x^2+y"),
        ("f(x + 1)", None, "f(x+1)"),  # a call, not a declaration
    ],
)
def test_the_definition_is_taken_off_the_front(
    text: str, declared: tuple[str, ...] | None, rest: str
) -> None:
    found = define(tokenize(text))
    assert found.declared == declared
    assert "".join(token.text for token in found.tokens) == rest
