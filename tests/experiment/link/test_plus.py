"""Which gaps of a formula were plus signs, once a form decoder has made every `+` a space."""

import pytest

from experiment.link.plus import with_plus_signs


@pytest.mark.parametrize(
    ("decoded", "formula"),
    [
        ("x^2 y^2", "x^2+y^2"),
        ("x^4-2x^2 x", "x^4-2x^2+x"),
        ("sin(x) cos(y)", "sin(x)+cos(y)"),
        ("|x| |y|", "|x|+|y|"),
        ("2 x", "2+x"),
        ("\\theta^2 \\phi^2", "\\theta^2+\\phi^2"),
        ("x² y²", "x²+y²"),
        ("x^2 -2x y", "x^2 -2x+y"),
        # A mail program decoded the %2B of `x^2+%2B+y^2`.
        ("x^2   y^2", "x^2 + y^2"),
        ("sin x   y", "sin x + y"),
        ("2x y   3", "2x y + 3"),
    ],
)
def test_a_gap_between_two_terms_was_a_plus_sign(decoded: str, formula: str) -> None:
    assert with_plus_signs(decoded) == formula


@pytest.mark.parametrize(
    "formula",
    [
        "(x-1)^2 - y/3 - 2(y-1)(1-y)",
        "x^2 - 2x y",
        "f(x, y) = x y",
        "sin x",
        "\\sin x",
        "x \\cdot y",
        " x^2 ",
        "x^2",
        "",
    ],
)
def test_a_gap_beside_a_sign_or_after_a_function_is_a_space(formula: str) -> None:
    assert with_plus_signs(formula) == formula
