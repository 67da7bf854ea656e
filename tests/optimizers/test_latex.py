"""Lines in LaTeX: symbols read off names, numbers to four digits, one branch of a choice."""

import numpy as np
import pytest

from language.program import read_program
from optimizers.latex import (
    aligned,
    equation,
    equation_in_numbers,
    latex_number,
    symbols,
)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("x", "x"), ("lr", r"\eta"), ("rate", r"\alpha"), ("m_hat", r"\hat m"),
        ("m_bar", r"\bar m"), ("v_max", r"v_{\max}"), ("beta1", r"\beta_1"), ("eps", r"\epsilon"),
        ("beta1_hat", r"\hat \beta_1"), ("gamma2", r"\gamma_{2}"), ("width", r"\mathrm{width}"),
        ("hat", r"\mathrm{hat}"), ("width_hat", r"\hat {\mathrm{width}}"),
        ("m_hat_bar", r"\bar {\hat m}"), ("beta1_max", r"{\beta_1}_{\max}"),
        ("a_b_c_d", r"a_{b\_c\_d}"),
    ],
)  # fmt: skip
def test_a_symbol_is_the_papers_or_read_off_the_name(name, latex):
    assert symbols({"beta1": r"\beta_1", "eps": r"\epsilon"})(name) == latex


def test_a_name_with_a_symbol_of_its_own_keeps_it():
    assert symbols({"m_hat": "M"})("m_hat") == "M"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (-0.5, "-0.5"), (12345.6, r"1.235 \cdot 10^{4}"),
        (1e-8, "10^{-8}"),
        (-1e-10, "-10^{-10}"), (0.1 + 0.2, "0.3"), (np.inf, r"\infty"),
        (-np.inf, r"-\infty"), (np.nan, r"\text{undefined}"),
    ],
)  # fmt: skip
def test_a_number_is_written_to_four_digits(number, text):
    assert latex_number(number) == text


def line(text):
    return read_program(text).lines[0]


def test_an_equation_has_the_symbols_of_both_sides():
    assert equation(line("x = x - lr m_hat"), symbols({})) == r"x = x - \eta \hat m"


@pytest.mark.parametrize(
    ("text", "numbers", "result", "printed"),
    [
        ("x = x - lr g", {"x": 0.5, "lr": 0.25, "g": -0.5}, 0.625,
         r"x = 0.5 - 0.25 \cdot \left(-0.5\right) = 0.625"),
        ("x = a / 3", {"a": 1.0}, 1 / 3, r"x = \frac{1}{3} \approx 0.3333"),
        ("x = 2 a", {"a": 0.12345678}, 0.24691356, r"x = 2 \cdot 0.1235 \approx 0.2469"),
        ("x = a", {"a": 0.5}, 0.5, "x = 0.5"),
        ("x = a", {"a": np.inf}, np.inf, r"x = \infty"),
        ("x = a^t", {"a": -0.5, "t": 3.0}, -0.125, r"x = \left(-0.5\right)^{3} = -0.125"),
        ("x = where(t > 1, 2 a, a)", {"a": 3.0, "t": 1.0}, 3.0, "x = 3"),
        ("x = where(t > 1, 2 a, a)", {"a": 3.0, "t": 2.0}, 6.0, r"x = 2 \cdot 3 = 6"),
        ("x = where(0.5^t >= 0.25, 1, 2) a", {"a": 3.0, "t": 2.0}, 3.0, r"x = 1 \cdot 3 = 3"),
        ("x = max(a, |b|)", {"a": 3.0, "b": -4.0}, 4.0,
         r"x = \max\left(3, \left|-4\right|\right) = 4"),
        ("x = sqrt(a) * 1e-8", {"a": 2.0}, 2**0.5 * 1e-8,
         r"x = \sqrt{2} \cdot 10^{-8} \approx 1.414 \cdot 10^{-8}"),
    ],
)  # fmt: skip
def test_an_equation_in_numbers_says_whether_its_digits_are_all(text, numbers, result, printed):
    assert equation_in_numbers(line(text), numbers, result, name="x") == printed


def test_lines_are_aligned_at_their_first_equals_sign():
    assert aligned(("a = b", "c = d = e")) == (r"\begin{aligned}a &= b \\ c &= d = e\end{aligned}")
