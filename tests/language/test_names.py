"""What a word means: a function, a constant, a name, or a product of several."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest

from language.dialect import RULE
from language.names import canonical, resolve, split
from language.tokens import tokenize
from tests.language.refusals import OF_RULES, refusals, refused, refused_loss


@refusals(
    ("f(1) = x", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    ("foo(x)", 0, "There is no function “foo”. Did you mean floor?"),
    ("cso(x)", 0, "There is no function “cso”. Did you mean cos?"),
    ("squrt(x)", 0, "There is no function “squrt”. Did you mean sqrt?"),
    ("f(x)", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    (
        "widht^2",
        0,
        "There is no name “widht”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
    (
        "hello world",
        0,
        "There is no name “hello”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
    (
        "np.save(x)",
        3,
        "There is no function “save”. Known are sin, cos, exp, log, sqrt, abs, max and many more.",
    ),
    ("np", 0, "“np” is a module; write one of its functions."),
    ("f[x]", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    (
        "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
        0,
        "There is no name “qwertyuiopasdfghjklzxcv…”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("word", "index", "name"),
    [
        ("x", "", "x"),
        ("x", "1", "x1"),
        ("theta", "2", "theta2"),
        ("x", "a", "x_a"),
        ("w1", "2", "w1_2"),
    ],
)
def test_an_index_of_digits_joins_its_letter(word: str, index: str, name: str) -> None:
    assert canonical(word, index) == name


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("xy", ["x", "y"]),
        ("ax", ["a", "x"]),
        ("xsinx", ["x", "sin", "x"]),
        ("pix", ["pi", "x"]),
        ("sin2x", ["sin", "2", "x"]),
        ("sinhx", ["sinh", "x"]),  # the fewest pieces win
        ("ab", None),
        ("2x", None),  # a number only follows a function
        ("x" * 25, None),
    ],
)
def test_a_run_of_letters_is_a_product_of_known_words(word: str, pieces: list[str] | None) -> None:
    found = split(word, frozenset())
    assert (None if found is None else [text for _, text, _ in found]) == pieces


def test_a_declared_name_is_a_piece_too() -> None:
    assert split("rx", frozenset({"r"})) == (("name", "r", 0), ("name", "x", 1))


def meanings(text: str, *known: str) -> list[str]:
    """Return the words of a rule, each with what it was taken for."""
    tokens = resolve(tokenize(text, RULE), known, RULE)
    return [f"{t.text} {t.kind}" for t in tokens if t.kind in ("name", "function", "constant")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("beta1 m", ["beta1 name", "m name"]),
        ("beta_1 m_hat", ["beta1 name", "m_hat name"]),
        ("weight_decay x", ["weight_decay name", "x name"]),
        ("β₁ \\beta_1 \\eta", ["beta1 name", "beta1 name", "eta name"]),
        ("xy", ["xy name"]),  # no product of letters: rules have whole words
        ("sqrt(v)", ["sqrt function", "v name"]),
        ("maximum(u, v)", ["max function", "u name", "v name"]),
        ("sqrt (v)", ["sqrt function", "v name"]),
        ("pi e lambda i if", ["pi constant", "e constant", "lambda name", "i name", "if name"]),
        ("exp g", ["exp name", "g name"]),  # a function only before its bracket
        ("beta1(1 - u)", ["beta1 name", "u name"]),
        ("lr (g + v)", ["lr name", "g name", "v name"]),
        ("r (g)", ["r name", "g name"]),
        ("r(g)", ["r name", "g name"]),  # one letter is a factor
    ],
)
def test_the_words_of_a_rule_are_whole(text: str, found: list[str]) -> None:
    assert meanings(text) == found


def test_a_known_name_of_a_rule_may_be_that_of_a_constant_or_a_function() -> None:
    assert meanings("e max(2)", "e", "max") == ["e name", "max name"]


@pytest.mark.parametrize("word", ["sinh", "log2", "exp2", "atan2", "hypot"])
def test_a_function_that_a_rule_does_not_have_is_refused(word: str) -> None:
    assert refused(meanings, f"3 {word}(g)") == (
        2,
        f"A rule has no function “{word}”; there are {OF_RULES}. For a product leave a space or write *.",
    )
