"""From text to tokens: kinds, places, indices, and what no number or word may look like."""

# A sentence stays in one line, so that it can be searched.

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dialect import RULE
from language.errors import LanguageError
from language.tokens import Token, tokenize
from losses import parse_loss
from tests.language.refusals import refusals, refused, refused_loss

# In Python, with the modules that people import.
READ = {
    "f = lambda x, y: x**2 + y**2": "x^2 + y^2",
    "lambda x, y: x*y": "x*y",
    "np.sin(x)**2 + np.exp(-y)": "sin(x)^2 + exp(-y)",
    "pow(x, 3)": "x^3",
    "np.e**x": "e^x",
    "np.log1p(x**2)": "log1p(x^2)",
    "Rational(1,2)*x**2": "1/2*x^2",
    "x**-2": "x^(-2)",
    "(x - 1)**2 + 100*(y - x**2)**2  ": "(x - 1)^2 + 100*(y - x^2)^2",
}


@pytest.mark.parametrize(("text", "plain"), READ.items(), ids=READ)
def test_a_text_is_read_as_meant(text: str, plain: str) -> None:
    assert parse_loss(text).plain == plain


@refusals(
    ("x.real", 1, "A dot after “x” is not allowed; a loss has no attributes."),
    ("np.2", 2, "A decimal point stands beside a digit, as in 0.5; for a product write *."),
    ("1_000x", 1, "Write numbers without underscores, as in 1000."),
    ("0x1F", 0, "Numbers are decimal, such as 31 or 0.5."),
    ("1 000x", 2, "Two numbers stand side by side; join the digits or put a sign between them."),
    ("2½", 1, "Write a mixed number as a sum or a decimal, as in 2.5."),
    ("x.5", 1, "A decimal point stands beside a digit, as in 0.5; for a product write *."),
    ("1111111111111111111111111x", 0, "A number may have at most 24 digits."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def test_a_loss_of_too_many_words_says_so() -> None:
    assert refused_loss("x+" * 121 + "x")[1] == "The loss is too long; 240 words and signs at most."


def test_a_text_that_is_too_long_says_how_long() -> None:
    assert refused_loss("x" * 401) == (400, "The loss has 401 characters; at most 400 are allowed.")
    assert refused(tokenize, "x" * 601, RULE) == (
        600,
        "The rule has 601 characters; at most 600 are allowed.",
    )


def test_a_rule_of_too_many_words_says_so() -> None:
    assert (
        refused(tokenize, "x+" * 201, RULE)[1]
        == "The rule is too long; 400 words and signs at most."
    )


def words(text: str) -> list[str]:
    """Return the tokens of a rule, an index after its word."""
    return [token.text + token.suffix for token in tokenize(text, RULE)[:-1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("m_hat = m", ["m_hat", "=", "m"]),
        ("initial_accumulator", ["initial_accumulator"]),
        ("beta_1", ["beta1"]),
        ("beta_12", ["beta12"]),
        ("v_max_2", ["v_max_2"]),  # only a letter's own digits join it
        ("β_1", ["beta1"]),
        ("β₁ᵗ", ["beta1", "^", "(", "t", ")"]),
        ("ϵ", ["epsilon"]),
        ("a\nb", ["a", ";", "b"]),
        ("a;b", ["a", ";", "b"]),
        ("a < b <= c", ["a", "<", "b", "<=", "c"]),
        ("a>b>=c", ["a", ">", "b", ">=", "c"]),
        ("a ≤ b≥c", ["a", "<=", "b", ">=", "c"]),
        ("g**2", ["g", "^", "2"]),
        ("a == b", ["a", "=", "=", "b"]),
        ("2m", ["2", "m"]),
        ("m2", ["m2"]),
    ],
)
def test_the_words_and_signs_of_a_rule(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_final_semicolon_or_line_says_nothing() -> None:
    assert words("a = b;\n; ") == words("a = b")


def test_a_token_has_the_place_of_its_first_character() -> None:
    places = {token.text: token.at for token in tokenize("x_hat² + 3β₁\nm ≤ \\frac12 ;", RULE)}
    assert places == {
        "x_hat": 0, "^": 5, "(": 5, ")": 5, "+": 7, "3": 9, "beta": 10, ";": 12, "m": 13, "<=": 15,
        "frac": 17, "{": 17, "}": 17, "1": 22, "2": 23, "": 24,
    }  # fmt: skip


@given(st.text(alphabet="xm12_= \n;+-*/^().<>≤βθ²ᵗ\\sqrt{}½|√,e", max_size=40))
@settings(max_examples=50)
def test_any_text_is_tokens_in_order_or_an_error_with_a_place(text: str) -> None:
    try:
        tokens, place = tokenize(text, RULE), 0
    except LanguageError as error:
        tokens, place = [Token("end", "", 0)], error.position
    assert place is not None
    assert 0 <= place <= len(text)
    places = [token.at for token in tokens]
    assert places == sorted(places)
    assert tokens[-1].kind == "end"
    assert "end" not in [token.kind for token in tokens[:-1]]
