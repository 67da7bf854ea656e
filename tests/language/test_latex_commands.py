"""LaTeX as people paste it, and the commands that are not known."""

import pytest

from language.latex_commands import read
from losses import parse_loss
from tests.language.refusals import refusals, refused_loss

READ = {
    r"\frac{1}{2}x^2": "1/2*x^2",
    r"\frac12 x^2": "1/2*x^2",
    r"\frac12x^2": "1/2*x^2",
    r"\frac1{x^2+1}": "1/(x^2 + 1)",
    r"\dfrac{x}{2} + \tfrac{y}{3}": "x/2 + y/3",
    r"\sqrt{x^2+1}": "sqrt(x^2 + 1)",
    r"\sqrt[3]{x}": "root(x, 3)",
    r"\sqrt2 x": "sqrt(2)*x",
    r"\left(x-1\right)^2": "(x - 1)^2",
    r"\left|x\right| + \left|y\right|": "abs(x) + abs(y)",
    r"\lvert x \rvert": "abs(x)",
    r"x \cdot y": "x*y",
    r"x \times 2": "x*2",
    r"\sin^2 x + \cos^2 y": "sin(x)^2 + cos(y)^2",
    r"\sin^2(x)": "sin(x)^2",
    r"\sin^{2}\left(x\right)": "sin(x)^2",
    r"\sin\left(2\pi x\right)": "sin(2*pi*x)",
    r"\mathrm{relu}(x)": "relu(x)",
    r"\operatorname{relu}(x)": "relu(x)",
    r"\operatorname{softplus}\left(x\right)": "softplus(x)",
    r"\text{ReLU}(x)": "relu(x)",
    r"\theta_1^2 + \theta_2^2": "theta1^2 + theta2^2",
    r"\theta_{1}^{2} + \theta_{2}^{2}": "theta1^2 + theta2^2",
    r"e^{-\frac{x^2}{2}}": "e^(-(x^2/2))",
    r"\exp\left(-\frac{x^2}{2}\right)": "exp(-(x^2/2))",
    r"\max(0, 1-x)": "max(0, 1 - x)",
    r"\max\{0, 1-x\}": "max(0, 1 - x)",
    r"\max\left\{0, x\right\}": "max(0, x)",
    r"\log_2 x": "log2(x)",
    r"\log_{10}(x)": "log10(x)",
    r"\log_3(x)": "log(x, 3)",
    r"\ln(1+e^{x})": "log(1 + e^x)",
    r"\(x^2\)": "x^2",
    r"\[ x^2 + 1 \]": "x^2 + 1",
    r"f: x \mapsto x^2": "x^2",
    r"f(\theta) = \theta^2": "theta^2",
    r"\mathcal{L}(w) = w^2": "w^2",
    r"\sigma(x)": "sigmoid(x)",
    r"cos(3\pi x)": "cos(3*pi*x)",
    r"\cos{x}": "cos(x)",
    r"\exp{-x^2}": "exp(-x^2)",
    r"\frac{\sin x}{x}": "sin(x)/x",
    r"\frac{x^2}{2}+\frac{y^2}{3}": "x^2/2 + y^2/3",
    r"x\,y": "x*y",
    r"\displaystyle x^2": "x^2",
    r"{\displaystyle f(x)=x^{2}}": "x^2",
    r"{\displaystyle x^{2}+y^{2}}": "x^2 + y^2",
    r"\arctan(x)": "atan(x)",
    r"\tanh x": "tanh(x)",
    r"\mathbf{w}^2": "w^2",
    r"\varepsilon x": "epsilon*x",
    r"\lambda x^2": "lambda*x^2",
    r"x\left(1-x\right)": "x*(1 - x)",
    r"\left\lfloor x \right\rfloor": "floor(x)",
    r"{\displaystyle x^{2}+1}": "x^2 + 1",
}


@pytest.mark.parametrize(("text", "plain"), READ.items(), ids=READ)
def test_a_text_is_read_as_meant(text: str, plain: str) -> None:
    assert parse_loss(text).plain == plain


@refusals(
    ("\\foo{x}", 0, "The LaTeX command “foo” is not known here."),
    ("\\", 0, "A LaTeX command follows the backslash, as in \\cos."),
    ("\\sum x", 0, "The LaTeX command “sum” is not known here."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("\\quad x", "style", 5),
        ("\\,x", "style", 2),
        ("\\left(x", "style", 5),
        ("\\left|x", "other", 6),
        ("\\mathrm{relu}(x)", "word", 13),
        ("\\mathbf w", "style", 7),
        ("\\alpha_1", "word", 6),
        ("\\frac12", "other", 7),
        ("\\cdot x", "other", 5),
        ("\\right.", "style", 7),
    ],
)
def test_a_command_is_read_to_its_end(text: str, kind: str, end: int) -> None:
    found = read(text, 0)
    assert (found.kind, found.end) == (kind, end)


def test_single_digits_are_arguments_of_a_fraction() -> None:
    texts = [text for _, text, _ in read("\\frac12", 0).tokens]
    assert texts == ["frac", "{", "1", "}", "{", "2", "}"]
