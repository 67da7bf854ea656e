"""A tree as LaTeX: as people write it, and nothing that they typed."""

import re

import pytest
from hypothesis import given, settings

from language.dialect import RULE
from language.names import resolve
from language.parser import parse
from language.printers.latex import latex_name, to_latex
from language.tokens import tokenize
from language.tree import Binary, Call, Name, Negative, Node, Number
from losses.parse_loss import read
from tests.language.trees import OF_LOSSES, OF_RULES


def loss(text: str) -> str:
    return to_latex(read(text)[0])


def line(text: str, **options: object) -> str:
    return to_latex(parse(resolve(tokenize(text, RULE), (), RULE), RULE), **options)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("x", "x"), ("x1", "x_{1}"), ("x_a", "x_{a}"), ("theta", r"\theta"),
        ("theta12", r"\theta_{12}"), ("weight", r"\mathrm{weight}"),
        ("m_hat", "m_{hat}"), ("Omega", r"\Omega"),
    ],
)  # fmt: skip
def test_a_name_is_a_letter_with_its_index_or_upright(name: str, latex: str) -> None:
    assert latex_name(name) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x/(x+1)", r"\frac{x}{x + 1}"),
        ("(x+1)/2 y", r"\frac{x + 1}{2} y"),
        ("sqrt(x+1)", r"\sqrt{x + 1}"),
        ("cbrt(x)", r"\sqrt[3]{x}"),
        ("root(x, 5)", r"\sqrt[5]{x}"),
        ("|x|^2", r"\left|x\right|^{2}"),
        ("floor(x)^2", r"\left\lfloor x\right\rfloor^{2}"),
        ("(x y)^2", r"\left(x y\right)^{2}"),
        ("(x^2)^3", r"\left(x^{2}\right)^{3}"),
        ("(1/x)^2", r"\left(\frac{1}{x}\right)^{2}"),
        ("2^x", "2^{x}"),
        ("2e3^x", r"\left(2 \cdot 10^{3}\right)^{x}"),
        ("sin(x)^2", r"\sin^{2}\left(x\right)"),
        ("max(x, y)", r"\max\left(x, y\right)"),
        ("relu(x)", r"\operatorname{ReLU}\left(x\right)"),
        ("log(x, 3)", r"\log_{3}\left(x\right)"),
        ("x - (y - 1)", r"x - \left(y - 1\right)"),
        ("x - (-y)", r"x - \left(-y\right)"),
        ("-(x + y)", r"-\left(x + y\right)"),
        ("x*2", r"x \cdot 2"),
        ("1e-8 x", r"1 \cdot 10^{-8} x"),
        ("pi e^x", r"\pi e^{x}"),
        ("exp2(x)", "2^{x}"),
    ],
)
def test_a_loss_is_printed_as_written_by_hand(text: str, latex: str) -> None:
    assert loss(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (
            "where(t > 1, 1 - u, 1) g",
            r"\begin{cases}1 - u & t > 1 \\ 1 & \text{otherwise}\end{cases} g",
        ),
        ("where(a <= b, p, q)", r"\begin{cases}p & a \le b \\ q & \text{otherwise}\end{cases}"),
        ("where(a >= b, p, q)", r"\begin{cases}p & a \ge b \\ q & \text{otherwise}\end{cases}"),
        (
            "where(a < b+1, p, q)",
            r"\begin{cases}p & a < b + 1 \\ q & \text{otherwise}\end{cases}",
        ),
        ("sign(g) sqrt(v)", r"\operatorname{sgn}\left(g\right) \sqrt{v}"),
        ("beta1^t m", r"\beta_{1}^{t} m"),
        ("⌈v⌉", r"\left\lceil v\right\rceil"),
    ],
)
def test_the_value_of_a_line_is_printed_as_in_a_paper(text: str, latex: str) -> None:
    assert line(text) == latex


def test_names_may_have_symbols_of_their_own() -> None:
    symbols = {"m_hat": r"\hat m", "lr": r"\eta"}.__getitem__
    assert line("lr m_hat", names=symbols) == r"\eta \hat m"


@pytest.mark.parametrize(
    ("tree", "latex"),
    [
        (Binary("*", Number("0.9"), Number("2")), r"0.9 \cdot 2"),
        (Binary("*", Negative(Number("3")), Number("2")), r"\left(-3\right) \cdot 2"),
        (Binary("*", Number("3"), Negative(Number("2"))), r"3 \cdot \left(-2\right)"),
        (Binary("^", Negative(Number("3")), Number("2")), r"\left(-3\right)^{2}"),
        (Binary("^", Number("1e-3"), Number("2")), r"\left(10^{-3}\right)^{2}"),
        (Number("1e-8"), "10^{-8}"),
        (Number("1.5e4"), r"1.5 \cdot 10^{4}"),
        (Binary("-", Number("1"), Negative(Number("2"))), r"1 - \left(-2\right)"),
        (Call("abs", (Negative(Number("2")),)), r"\left|-2\right|"),
        (
            Binary("*", Number("2"), Binary("/", Number("1"), Number("3"))),
            r"2 \cdot \frac{1}{3}",
        ),
        (
            Binary("*", Number("2"), Call("sqrt", (Number("3"),))),
            r"2 \cdot \sqrt{3}",
        ),
    ],
)
def test_with_numbers_for_names_every_product_has_its_dot(tree: Node, latex: str) -> None:
    assert to_latex(tree, numbers=True) == latex


ALPHABET = re.compile(r"\\[a-zA-Z]+|\\[,\\]|[a-zA-Z0-9.'_^{}()\[\]|<>=&+, -]")


@given(OF_LOSSES | OF_RULES)
@settings(max_examples=50)
def test_what_is_printed_is_balanced_and_of_few_signs(tree: Node) -> None:
    for numbers in (False, True):
        text = to_latex(tree, numbers=numbers)
        assert ALPHABET.sub("", text) == ""
        assert text.count("{") == text.count("}")
        assert text.count(r"\left") == text.count(r"\right")
        assert text.count(r"\begin") == text.count(r"\end")


def test_nothing_of_a_typed_name_but_letters_digits_and_its_index_passes() -> None:
    assert to_latex(Name("theta1")) == r"\theta_{1}"
    assert loss("f(weight) = weight^2") == r"\mathrm{weight}^{2}"


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        ("norm(g)", r"\left\lVert g\right\rVert"),
        ("norm(g)^2", r"\left\lVert g\right\rVert^{2}"),
        ("dot(u, v)", r"u^\top v"),
        ("dot(u, v) u", r"\left(u^\top v\right) u"),
        ("u dot(u, v)^2", r"u \left(u^\top v\right)^{2}"),
        ("dot(u + v, -v)", r"\left(u + v\right)^\top \left(-v\right)"),
        ("dot(g, g) / 2 + dot(2 g, x)", r"\frac{g^\top g}{2} + \left(2 g\right)^\top x"),
        ("a grad(x + u)", r"a \nabla f\left(x + u\right)"),
        ("f - loss(x)", r"f - f\left(x\right)"),
        ("hess(u)", r"\nabla^{2} f(x)\, u"),
        ("a solve(g)", r"a \left[\nabla^{2} f(x)\right]^{-1} g"),
        ("solve(g) a", r"\left(\left[\nabla^{2} f(x)\right]^{-1} g\right) a"),
        ("a solve(g) a", r"\left(a \left[\nabla^{2} f(x)\right]^{-1} g\right) a"),
        ("solve_abs(-g)", r"\left|\nabla^{2} f(x)\right|^{-1} \left(-g\right)"),
        ("exact(p) p", r"\left(\arg\min_{a > 0} f\left(x + a p\right)\right) p"),
        ("exact(-g)", r"\arg\min_{a > 0} f\left(x + a \left(-g\right)\right)"),
        ("armijo(p) p", r"\operatorname{armijo}\left(p\right) p"),
        ("sin(g) - tanh(g)", r"\sin\left(g\right) - \tanh\left(g\right)"),
        ("-(-g)", r"-\left(-g\right)"),
    ],
)
def test_what_a_rule_asks_of_the_loss_is_written_as_in_books(value: str, latex: str) -> None:
    assert line(value) == latex


@pytest.mark.parametrize(
    ("tree", "latex"),
    [
        (Binary("*", Name("a"), Binary("/", Name("b"), Name("c"))), r"a \frac{b}{c}"),
        (Binary("*", Number("2"), Binary("/", Name("b"), Name("c"))), r"2 \cdot \frac{b}{c}"),
        (Binary("*", Binary("/", Name("b"), Name("c")), Name("a")), r"\frac{b}{c} a"),
        (Binary("/", Name("a"), Binary("/", Name("b"), Name("c"))), r"\frac{a}{\frac{b}{c}}"),
    ],
)
def test_a_fraction_needs_no_brackets_and_is_never_read_as_a_mixed_number(tree, latex) -> None:
    assert to_latex(tree) == latex
