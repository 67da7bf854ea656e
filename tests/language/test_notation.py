"""Sums, products, norms and cases: trees written out, and bounds before any work."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.errors import LanguageError
from language.notation import check_choices, joined, norm_of, whole_number, without_series
from language.printers.text import to_text
from language.tree import Binary, Call, Name, Negative, Number
from losses import LossError, parse_loss
from tests.language.refusals import refusals, refused_loss

X, Y, I = Name("x"), Name("y"), Name("i")  # noqa: E741
BOUNDS = "A sum or product has fixed bounds, as in \\sum_{i=1}^{2} x_i^2 or sum(x_i^2, i, 1, 2)."


@given(st.integers(0, 3), st.integers(-1, 5), st.integers(-3, 3))
@settings(max_examples=30)
def test_a_sum_is_what_python_adds_up(low: int, count: int, shift: int) -> None:
    loss = parse_loss(f"x^2 + \\sum_{{i={low}}}^{{{low + count}}} (i{shift:+d})x")
    slope = sum(i + shift for i in range(low, low + count + 1))
    assert loss.value([2.0]) == pytest.approx(4 + 2 * slope)


def test_an_index_stands_in_subscripts_powers_and_factors() -> None:
    body = Binary("*", I, Binary("^", Name("x_i"), Name("i")))
    series = Call("sum", (body, I, Number("1"), Number("2")))
    assert to_text(without_series(series, 99)) == "1*x1^1 + 2*x2^2"
    shifted = Call("prod", (Name("x_i+1"), I, Number("0"), Number("1")))
    assert to_text(without_series(shifted, 99)) == "x1*x2"
    doubled = Call("sum", (Name("x_2i"), I, Number("1"), Number("1")))
    assert to_text(without_series(doubled, 99)) == "x2"


def test_an_empty_series_is_nothing() -> None:
    for name, nothing in (("sum", "0"), ("prod", "1")):
        series = Call(name, (I, I, Number("2"), Number("1")))
        assert without_series(series, 99) == Number(nothing)


def test_a_long_series_is_refused_before_it_is_written_out() -> None:
    begun = time.process_time()
    inner = "\\sum_{j=1}^{100}" * 10
    for text in (f"\\sum_{{i=1}}^{{9999}} {inner} x", f"\\sum_{{i=1}}^{{100}} {inner} x"):
        with pytest.raises(LossError):
            parse_loss(text)
    assert time.process_time() - begun < 3  # written out they would take minutes


def test_bounds_are_whole_numbers_of_what_is_known() -> None:
    known = Binary("-", Binary("*", Number("2"), I), Negative(Number("1")))
    assert whole_number(known, {"i": 3}) == 7
    for node in (X, Number("0.5"), Binary("/", Number("4"), Number("2"))):
        with pytest.raises(LanguageError, match=r"^The bounds of a sum or product are whole"):
            whole_number(node, {})
    with pytest.raises(LanguageError) as refusal:
        whole_number(Number("12345"), {})
    assert str(refusal.value) == (
        "The bound “12345” of a sum or product is too large; it has 4 digits at most."
    )


@pytest.mark.parametrize(
    ("degree", "squared", "text"),
    [
        ("2", False, "sqrt(x^2 + y^2)"),
        ("2", True, "x^2 + y^2"),
        ("1", False, "abs(x) + abs(y)"),
        ("1", True, "(abs(x) + abs(y))^2"),
        ("∞", False, "max(abs(x), abs(y))"),
    ],
)
def test_a_norm_is_written_out(degree: str, squared: bool, text: str) -> None:
    assert to_text(norm_of((X, Y), 0, degree=degree, squared=squared)) == text


def test_terms_are_joined_from_the_left() -> None:
    assert joined("+", [X, Y, X]) == Binary("+", Binary("+", X, Y), X)


def test_a_comparison_belongs_to_a_choice() -> None:
    less = Binary("<", X, Y)
    check_choices(Call("where", (Binary("and", less, less), X, Y)), program=False)
    mixed = Call("where", (Binary("+", less, X), X))
    for wrong in (less, Call("where", (less, less, Y)), mixed):
        with pytest.raises(LanguageError):
            check_choices(wrong, program=False)


@refusals(
    ("\\sum x", 0, BOUNDS),
    ("\\sum_{i} x_i", 7, BOUNDS),
    ("\\sum_i x_i", 0, BOUNDS),
    ("\\sum_{i,j=1}^{2} x_i", 7, BOUNDS),
    ("sum(x)", 5, BOUNDS),
    ("sum(x_i for i in x)", 17, BOUNDS),
    ("\\|(x, y)\\|_3", 11, "Norms are those of index 1, 2 and infinity."),
    ("x^2 if x > 0", 12, "A choice has two sides, as in x^2 if x > 0 else -x."),
    (
        "\\begin{cases} x & x>0 \\\\",
        21,
        "Cases have a value and a condition in each row, as in "
        "\\begin{cases} x^2 & x > 0 \\\\ -x & \\text{otherwise} \\end{cases}.",
    ),
    ("\\begin{foo} x \\end{foo}", 0, "The LaTeX environment “foo” is not known here."),
    ("x + otherwise", 4, "“otherwise” stands only in cases and in sums."),
    ("x_1 + ... + x_2", 6, "Dots stand for no terms; write all of them out."),
    ("1..2", 1, "Dots stand for no terms; write all of them out."),
    ("x & y", 2, "The character & is not allowed. Write one expression."),
    ("\\max_x x^2", 0, "The function “max” has no index."),
    ("min(x^2)", 0, "min takes 2 to 6 arguments, not 1. To minimise a loss, leave min out."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


PIECES = (
    r"\sum \prod _ ^ { } ( ) [ ] i x_i x y 1 2 = , \| | || ‖ \begin{cases} \end{cases} & \\ where( "
    r"if else > < and for in range( sum( norm( .. ∑ ᵢ₌₁ ² \over @ -> min"
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=14))
@settings(max_examples=300)
def test_any_mixture_is_a_loss_or_an_error_with_a_place(pieces: list[str]) -> None:
    text, place = " ".join(pieces), 0
    try:
        parse_loss(text)
    except LossError as error:
        place = error.position or 0
    assert 0 <= place <= len(text)
