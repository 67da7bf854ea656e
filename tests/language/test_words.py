"""The tables of words: no word means two things, and what is refused says why."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import unicodedata

import pytest

from language.words import (
    ALIASES,
    CONSTANTS,
    FUNCTIONS,
    GREEK,
    INVERSES,
    NAMES,
    REFUSED,
    function_named,
    nearest,
)
from tests.language.refusals import refusals, refused_loss


@refusals(
    (
        "x if y else 1",
        2,
        "where(...) begins with a comparison, as in where(x > 1, a, b).",
    ),
    (
        "not x",
        0,
        "“not” is a word of a programming language; a loss is one formula. For cases write where(x > 0, x^2, -x).",
    ),
    ("inf*x", 0, "“inf” is not a number a loss can use; every number must be finite."),
    ("None", 0, "“None” is not a number; write 1 or 0."),
    ("i*x", 0, "“i” is the imaginary unit; losses here are real."),
    ("E*x", 0, "“E” could be a name or Euler's number; write e for Euler's number."),
    (
        "dx",
        0,
        "“dx” looks like a derivative; write the loss itself, the gradient is derived for you.",
    ),
    (
        "factorial(x)",
        0,
        "This function is not available. Known are sin, cos, exp, log, sqrt, abs and many more.",
    ),
    (
        "sum(x)",
        5,
        "A sum or product has fixed bounds, as in \\sum_{i=1}^{2} x_i^2 or sum(x_i^2, i, 1, 2).",
    ),
    (
        "if",
        0,
        "“if” is a word of a programming language; a loss is one formula. For cases write where(x > 0, x^2, -x).",
    ),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def test_no_word_means_two_things() -> None:
    typed = [word for name, others in ALIASES.items() for word in (name, *others.split())]
    assert len(typed) == len(set(typed)) == len(FUNCTIONS)
    assert not set(FUNCTIONS) & (set(CONSTANTS) | NAMES | set(REFUSED))
    assert not set(CONSTANTS) & (NAMES | set(REFUSED))


def test_inverses_are_functions() -> None:
    assert set(INVERSES) | set(INVERSES.values()) <= set(ALIASES)


def test_greek_letters_have_their_unicode_names() -> None:
    for letter, name in GREEK.items():
        said = unicodedata.name(letter).lower().replace("lamda", "lambda")
        assert name.lower() in said or letter == "µ"  # the micro sign


@pytest.mark.parametrize(
    ("word", "name"),
    [("sin", "sin"), ("Sin", "sin"), ("SIN", "sin"), ("sIn", None), ("ReLU", "relu"), ("ln", "log"),
     ("LN", None), ("tg", "tan"), ("foo", None), ("LeakyReLU", "leaky_relu")],
)  # fmt: skip
def test_a_function_may_be_capitalised(word: str, name: str | None) -> None:
    assert function_named(word) == name


@pytest.mark.parametrize(
    ("word", "near"),
    [("cso", "cos"), ("squrt", "sqrt"), ("thata", "theta"), ("tahn", "tanh"), ("qqqq", None)],
)
def test_the_nearest_word_is_offered(word: str, near: str | None) -> None:
    assert nearest(word, function=False) == near


def test_a_name_is_not_offered_for_a_function() -> None:
    assert nearest("omga", function=False) == "omega"
    assert nearest("omga", function=True) is None
