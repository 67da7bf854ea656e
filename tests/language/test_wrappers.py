"""What is left out around a formula, and what looks like it and is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.wrappers import formula


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("  x^2 ", "x^2"),
        ("$x$", "x"),
        ("$$x,$$", "x"),
        ("\\[ x^2. \\]", "x^2"),
        ("{\\displaystyle x^2.\\quad }", "x^2"),
        ("\\begin{align*}x\\end{align*}", "x"),
        ("x^2;", "x^2"),
        ("x^2 \\\\", "x^2"),
        ("x^2, \\qquad (A.3)", "x^2"),
        ("x^2\t(12a)", "x^2"),
        ("x^2 (12)", "x^2 (12)"),  # one space is not enough
        ("f(2)", "f(2)"),
        ("x^2 \\label{eq:1} \\nonumber", "x^2"),
        ("x.", "x."),  # the beginning of an attribute
        (".", "."),
        ("x..", "x.."),
        ("\\min_x x^2", " x^2"),
        ("\\min\\limits_{x, y} x y", " x y"),
        ("min_{x} (x, y)", " (x, y)"),
        ("min (x-1)^2", " (x-1)^2"),
        ("min (x, y)", "min (x, y)"),
        ("min(x-1)", "min(x-1)"),
        ("minx", "minx"),
        ("min", "min"),
        ("\\mathop{\\min} x", " x"),
        ("\\operatorname*{arg min}_{x} x", " x"),
    ],
)
def test_the_formula_is_found_in_what_was_pasted(text: str, inside: str) -> None:
    start, stop = formula(text)
    assert text[start:stop] == inside


def test_in_a_rule_min_is_a_function() -> None:
    assert formula("min x", program=True) == (0, 5)


@given(st.text(alphabet="x()[]{}.,;$\\ min_quadtg{}(2)\t", max_size=60))
def test_of_any_text_a_span_is_left(text: str) -> None:
    start, stop = formula(text)
    assert start >= 0
    assert stop <= len(text)


@pytest.mark.parametrize(
    "piece", [" ", "(1", "\\quad", "\\min_{", "{(", "\\\\", ",(", "\\underset{"]
)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    formula((piece * 400)[:400])
    assert time.process_time() - begun < 2  # a search that backtracks would take far longer
