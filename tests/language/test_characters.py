"""Characters: what stands for another, and what is refused by its name."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import unicodedata

import pytest

from language.characters import (
    FRACTIONS,
    LETTERS,
    LONG_SIGNS,
    SIGNS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    refusal,
)
from losses import parse_loss
from tests.language.refusals import refusals, refused_loss

# Off web pages: what no keyboard has.
READ = {
    "x₁x₂": "x1*x2",
    "log₂(x)": "log2(x)",
    "x² − 2x": "x^2 - 2*x",
    "x⁴ – 3x² + 2": "x^4 - 3*x^2 + 2",
    "x³·y²": "x^3*y^2",
    "2 × x": "2*x",
    "x ⋅ y": "x*y",
    "½x²": "1/2*x^2",
    "e⁻ˣ": "e^(-x)",
    "e^(−x²)": "e^(-x^2)",
    "√x": "sqrt(x)",
    "√(x)": "sqrt(x)",
    "√2x": "sqrt(2)*x",
    "∛x": "cbrt(x)",
    "2√x": "2*sqrt(x)",
    "sin θ": "sin(theta)",
    "sin\u2061(x)": "sin(x)",
    "cos²(x)": "cos(x)^2",
    "cos² x": "cos(x)^2",
    "x ÷ 2": "x/2",
    "θ₁² + θ₂²": "theta1^2 + theta2^2",
    "σ(x)": "sigmoid(x)",
    "(1−x)² + 100(y−x²)²": "(1 - x)^2 + 100*(y - x^2)^2",
    "|x − 1|": "abs(x - 1)",
    "⌊x⌋": "floor(x)",
    "λ x²": "lambda*x^2",
    "𝑥² + 𝑦²": "x^2 + y^2",
    "𝑥² + 𝜃": "x^2 + theta",
    "x\u2062y": "x*y",
}


@pytest.mark.parametrize(("text", "plain"), READ.items(), ids=READ)
def test_a_text_is_read_as_meant(text: str, plain: str) -> None:
    assert parse_loss(text).plain == plain


@refusals(
    ("x # y", 2, "The character # is not allowed. Comments do not belong in a loss."),
    ("x_", 1, "The character _ is not allowed. An index follows its letter, as in x_1."),
    ("x__y", 1, "The character _ is not allowed. An index follows its letter, as in x_1."),
    (
        "x < 1",
        2,
        "A comparison is not a loss; for cases write where(x > 0, x^2, -x).",
    ),
    ("x ± 1", 2, "The character U+00B1 (PLUS-MINUS SIGN) is not allowed. Choose + or -."),
    (
        "х^2",
        0,
        "The character U+0445 (CYRILLIC SMALL LETTER HA) is not allowed. Retype it with plain letters, digits and + - * / ^ ( ).",
    ),
    ("x∞", 1, "The character U+221E (INFINITY) is not allowed. Every number must be finite."),
    (
        "∑x",
        0,
        "A sum or product has fixed bounds, as in \\sum_{i=1}^{2} x_i^2 or sum(x_i^2, i, 1, 2).",
    ),
    ("x→y", 2, "The loss declares x but also names y. Make y a constant by giving it a value."),
    (
        "x'",
        1,
        "The character ' is not allowed. Quotation marks and derivatives do not belong in a loss.",
    ),
    ('"x"', 0, 'The character " is not allowed. Quotation marks do not belong in a loss.'),
    (
        "$x$ y",
        0,
        "The character $ is not allowed. Dollar signs may stand only around the whole formula.",
    ),
    (
        "𝟗x",
        0,
        "The character U+1D7D7 (MATHEMATICAL BOLD DIGIT NINE) is not allowed. Retype it with plain letters, digits and + - * / ^ ( ).",
    ),
    ("gamma_1_2", 7, "The character _ is not allowed. An index follows its letter, as in x_1."),
    (
        "a_longish_name",
        9,
        "The character _ is not allowed. An index follows its letter, as in x_1.",
    ),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    "table", [SUPERSCRIPTS, SUBSCRIPTS, LETTERS], ids=["super", "sub", "letters"]
)
def test_a_character_stands_for_the_one_that_unicode_derives_it_from(table: dict[str, str]) -> None:
    for character, plain in table.items():
        assert unicodedata.normalize("NFKC", character).replace("−", "-") == plain


def test_a_fraction_is_the_one_that_unicode_says() -> None:
    for character, (top, bottom) in FRACTIONS.items():
        assert unicodedata.numeric(character) == pytest.approx(top / bottom)


def test_every_character_has_one_meaning() -> None:
    kinds = [SPACES, SIGNS, SUPERSCRIPTS, SUBSCRIPTS, FRACTIONS, LETTERS]
    every = [character for kind in kinds for character in kind]
    assert len(every) == len(set(every))
    assert all(len(signs) == 2 for signs in LONG_SIGNS)


def test_a_refusal_says_rule_where_the_text_is_a_rule() -> None:
    assert (
        refusal("#", "rule") == "The character # is not allowed. Comments do not belong in a rule."
    )
