"""The sentences for a token that stands where it cannot, in losses and in rules."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest

from language.complaints import ambiguous, missing, unexpected
from language.program import read_program
from language.tokens import Token, tokenize
from tests.language.refusals import refusals, refused, refused_loss


@refusals(
    ("x +", 3, "The loss is unfinished: something is missing after + at the end."),
    ("(x+1", 0, "The bracket ( is never closed with )."),
    ("(x]", 2, "The bracket ( is closed with ), not ]."),
    ("x)", 1, "There is a ) without its opening bracket."),
    ("x^", 2, "The loss is unfinished: something is missing after ^ at the end."),
    ("* x", 0, "The loss begins with *; something is missing before it."),
    ("^2", 0, "A number, a name or a bracket should stand here, not ^."),
    ("()", 1, "There is nothing between these brackets."),
    ("0,5x", 1, "Numbers have a decimal point, not a comma: write 0.5."),
    ("3,14*x", 1, "Numbers have a decimal point, not a comma: write 3.14."),
    ("x,y", 1, "A comma belongs between the arguments of a function, as in max(x, 0)."),
    ("1,000x", 1, "Numbers have a decimal point, not a comma: write 1.000 or 1000."),
    (
        "x^2 = y^2",
        4,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    (
        "x == 2",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    ("x!", 1, "Factorials are not available; a loss is a smooth formula."),
    ("x % 2", 2, "Write mod(x, 2) for a remainder."),
    ("\\frac{}{}", 6, "There is nothing between these brackets."),
    (
        "sin^-1 x",
        3,
        "sin^-1 is ambiguous; write asin(...) for the inverse function or 1/sin(...) for the reciprocal.",
    ),
    ("log^-1 x", 3, "log^-1 is ambiguous; write 1/log(...) for the reciprocal."),
    ("|x", 0, "The bracket | is never closed with |."),
    ("||", 2, "The loss is unfinished: something is missing after | at the end."),
    ("x^2;y", 3, "A semicolon may stand only at the end; write one expression."),
    ("x: y", 1, "A colon does not belong in a loss."),
    ("x ↦ x ↦ 2", 6, "An arrow may stand only in front, as in x ↦ x^2."),
    ("exp2x^", 6, "The loss is unfinished: something is missing after ^ at the end."),
    ("lambda: x", 6, "A colon does not belong in a loss."),
    ("{x", 0, "The bracket { is never closed with }."),
    ("x}", 1, "There is a } without its opening bracket."),
    ("erf", 3, "The loss is unfinished: something is missing after erf at the end."),
    ("sin", 3, "The loss is unfinished: something is missing after sin at the end."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("value", "offset", "sentence"),
    [
        ("x -", 3, "The rule is unfinished: something is missing after - at the end."),
        (
            "= 3",
            0,
            "Each line has one = sign, as in x = x - lr g.",
        ),
        (
            "x = 3",
            2,
            "Each line has one = sign, as in x = x - lr g.",
        ),
        ("* g", 0, "The rule begins with *; something is missing before it."),
        ("g!", 1, "Factorials are not available; a rule is a smooth formula."),
        ("g: 2", 1, "A colon does not belong in a rule."),
        ("g % 2", 2, "A rule has no remainder; that of x by 2 is x - 2 floor(x/2)."),
        ("(g ↦ 2)", 3, "An arrow does not belong in a rule."),
        ("(g", 0, "The bracket ( is never closed with )."),
        ("g)", 1, "There is a ) without its opening bracket."),
        ("()", 1, "There is nothing between these brackets."),
        ("0,5 g", 1, "Numbers have a decimal point, not a comma: write 0.5."),
        ("g, 2", 1, "A comma belongs between the arguments of a function, as in max(x, 0)."),
    ],
)
def test_in_a_rule_the_same_sentences_speak_of_a_rule(
    value: str, offset: int, sentence: str
) -> None:
    text = f"m = 1\nx = {value}\nn = 2"
    assert refused(read_program, text) == (len("m = 1\nx = ") + offset, sentence)


def test_a_decimal_comma_between_long_numbers_is_not_repeated() -> None:
    tokens = tokenize("12345678901,12345678901")
    assert (
        unexpected(tokens, 1, "loss").message
        == "Numbers have a decimal point, not a comma: write 0.5."
    )


def test_a_missing_operand_has_the_place_of_what_stands_there() -> None:
    tokens = tokenize("x + / y")
    error = missing(tokens, 2, "loss")
    assert (error.position, error.message) == (
        4,
        "A number, a name or a bracket should stand here, not /.",
    )


def test_an_inverse_is_offered_where_there_is_one() -> None:
    caret = Token("sign", "^", 4)
    assert "write atanh(...) for the inverse function or 1/tanh(...)" in str(
        ambiguous(Token("function", "tanh", 0), caret)
    )
    assert "inverse" not in str(ambiguous(Token("function", "sqrt", 0), caret))
