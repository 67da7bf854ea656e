"""A loss without the values of its constants: what is derived, printed, and shared."""

import pytest

from losses import parse_loss
from losses.symbolic.derivatives import DIFFERENCES, SYMBOLIC, derive
from tests.language.refusals import refusals, refused_loss

LONG = "*".join(f"sin(x+{k}y)" for k in range(1, 16))


@refusals(
    ("x - x", 0, "The loss is the same everywhere; it should depend on x."),
    ("0*x", 0, "The loss is the same everywhere; it should depend on x."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def test_a_short_gradient_has_a_symbolic_hessian_and_a_long_one_differences() -> None:
    short, long = parse_loss("x^3 y"), parse_loss(LONG)
    assert short.notes[-1] == SYMBOLIC == "The Hessian is derived symbolically."
    assert long.notes[-1] == DIFFERENCES
    assert DIFFERENCES == "The Hessian is taken by central differences of the exact gradient."
    assert short.hessian_latex == (("6 x y", "3 x^{2}"), ("3 x^{2}", "0"))
    assert long.hessian_latex[0][1] == "\\text{too long to print}"


def test_a_new_value_of_a_constant_compiles_nothing() -> None:
    first = parse_loss("k x^2 + sin(k y)", {"k": 1.0})
    misses = derive.cache_info().misses
    second = parse_loss("k x^2 + sin(k y)", {"k": 2.5})
    assert derive.cache_info().misses == misses
    assert second.value([1.0, 0.0]) == 2.5
    assert first.value([1.0, 0.0]) == 1.0


@pytest.mark.parametrize(
    ("text", "latex", "gradient"),
    [
        ("x^2", "x^{2}", ("2 x",)),
        ("x/2 + sin(2pi x)", "\\frac{x}{2} + \\sin\\left(2 \\pi x\\right)", None),
        ("0.26x^2 - 0.48x", "0.26 x^{2} - 0.48 x", ("0.52 x - 0.48",)),
        ("x^2/3", "\\frac{x^{2}}{3}", ("\\frac{2 x}{3}",)),
        ("|x-1|", "\\left|x - 1\\right|", ("\\operatorname{sgn}\\left(x - 1\\right)",)),
        ("1/x", "\\frac{1}{x}", ("-\\frac{1}{x^{2}}",)),
        ("e^-x", "e^{-x}", ("-\\exp\\left(-x\\right)",)),
        ("theta_1^2", "\\theta_{1}^{2}", ("2 \\theta_{1}",)),
        ("log_2(x) + sqrt(x)", "\\log_{2}\\left(x\\right) + \\sqrt{x}", None),
        ("-(x+1)^2", "-\\left(x + 1\\right)^{2}", ("-2 \\left(x + 1\\right)",)),
        ("3*2x", "3 \\cdot 2 x", ("6",)),
        ("x*(-2)", "x \\left(-2\\right)", ("-2",)),
        ("sin(x)^2", "\\sin^{2}\\left(x\\right)", None),
        ("2e3 x", "2 \\cdot 10^{3} x", ("2000",)),
    ],
)
def test_the_reading_and_its_gradient_are_printed(
    text: str, latex: str, gradient: tuple[str, ...] | None
) -> None:
    loss = parse_loss(text)
    assert loss.latex == latex
    if gradient is not None:
        assert loss.gradient_latex == gradient
