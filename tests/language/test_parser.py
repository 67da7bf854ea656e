"""The tree of a text: what binds tighter, what implicit products do, what calls may look like."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest

from language.dialect import RULE
from language.names import resolve
from language.parser import parse
from language.printers.text import to_text
from language.tokens import tokenize
from language.tree import Node, walk
from losses import parse_loss
from tests.language.refusals import OF_RULES, refusals, refused, refused_loss

# What people write on boards; in the plain form every product and bracket shows.
READ = {
    "|x| + |y|": "abs(x) + abs(y)",
    "|x||y|": "abs(x)*abs(y)",
    "2|x|": "2*abs(x)",
    "|2x-1|^3": "abs(2*x - 1)^3",
    "|x-1| |x+1|": "abs(x - 1)*abs(x + 1)",
    "||x|-1|": "abs(abs(x) - 1)",
    "x_1^2 + x_2^2": "x1^2 + x2^2",
    "x_{1}^{2}+x_{2}^{2}": "x1^2 + x2^2",
    "x_1x_2": "x1*x2",
    "x1x2": "x1*x2",
    "e^{-x^2}": "e^(-x^2)",
    "max{x,y}": "max(x, y)",
    "log_2(x)": "log2(x)",
    "log_b(x)": "log(x, b)",
    "$x^2 + y^2$": "x^2 + y^2",
    "$$x^2$$": "x^2",
    "f(x,y) = x^2 + y^2": "x^2 + y^2",
    "f(x, y) := x y": "x*y",
    "L(w_1, w_2) = w_1^2 + w_2": "w1^2 + w2",
    "f(weight, bias) = weight*2 + bias^2": "weight*2 + bias^2",
    "f(width) = width^2": "width^2",
    "numpy.sqrt(x)": "sqrt(x)",
    "math.log(x)": "log(x)",
    "math.log(x, 2)": "log2(x)",
    "torch.sigmoid(x)": "sigmoid(x)",
    "torch.nn.functional.relu(x)": "relu(x)",
    "F.softplus(x)": "softplus(x)",
    "jnp.tanh(x)": "tanh(x)",
    "jax.numpy.tanh(x)": "tanh(x)",
    "jax.nn.silu(x)": "silu(x)",
    "tf.math.softplus(x)": "softplus(x)",
    "sp.Abs(x)": "abs(x)",
    "sympy.Max(x, y)": "max(x, y)",
    "np.power(x, 2)": "x^2",
    "np.square(x - 1)": "(x - 1)^2",
    "np.maximum(x, 0)": "max(x, 0)",
    "np.abs(x)": "abs(x)",
    "np.pi*x": "pi*x",
    "np.arctan2(y, x)": "atan2(y, x)",
    "np.expm1(x)": "expm1(x)",
    "np.cosh(x)": "cosh(x)",
    "scipy.special.expit(x)": "sigmoid(x)",
    "special.erf(x)": "erf(x)",
    "np.sinc(x)": "sinc(pi*x)",
    "sinc(x)": "sinc(x)",
    "Math.sin(x)": "sin(x)",
    "x^2 + y^2": "x^2 + y^2",
    "sin x": "sin(x)",
    "sin 2x": "sin(2*x)",
    "sin 2x cos x": "sin(2*x)*cos(x)",
    "sin x + cos x": "sin(x) + cos(x)",
    "ln x": "log(x)",
    "ln x^2": "log(x^2)",
    "exp -x": "exp(-x)",
    "e^-x": "e^(-x)",
    "e^-x^2": "e^(-x^2)",
    "sin(x)y": "sin(x)*y",
    "xsin(x)": "x*sin(x)",
    "xe^x": "x*e^x",
    "xe^(-x^2-y^2)": "x*e^(-x^2 - y^2)",
    "x*e^(-(x^2+y^2))": "x*e^(-(x^2 + y^2))",
    "2e^x": "2*e^x",
    "3e-2x": "3e-2*x",
    "sinxcosy": "sin(x)*cos(y)",
    "w1x + x^2": "w1*x + x^2",
    "sinx + cosy": "sin(x) + cos(y)",
    "cospix": "cos(pi*x)",
    "2pix": "2*pi*x",
    "sin(pix)": "sin(pi*x)",
    "tanh(x)": "tanh(x)",
    "arctan(x)": "atan(x)",
    "Sin(x)": "sin(x)",
    "SQRT(x)": "sqrt(x)",
    "Exp[x]": "exp(x)",
    "Sin[x]": "sin(x)",
    "ReLU(x)": "relu(x)",
    "LeakyReLU(x)": "leaky_relu(x)",
    "leaky_relu(x, 0.1)": "leaky_relu(x, 0.1)",
    "swish(x)": "silu(x)",
    "huber(x)": "huber(x)",
    "sgn(x)": "sign(x)",
    "(x+1)(x-1)": "(x + 1)*(x - 1)",
    "x(x-1)(x-2)": "x*(x - 1)*(x - 2)",
    "[x+1]^2": "(x + 1)^2",
    "{x+1}^2": "(x + 1)^2",
    "2[x+(y-1)]": "2*(x + (y - 1))",
    "x^2/2": "x^2/2",
    "1/2 x^2": "1/2*x^2",
    "1/(2x)": "1/(2*x)",
    "x^2y": "x^2*y",
    "x^{2}y^{3}": "x^2*y^3",
    "x^1/2": "x^1/2",
    "-x^2": "-x^2",
    "--x": "--x",
    "+x": "x",
    "x--y": "x - (-y)",
    "x^-1": "x^(-1)",
    "2^-x": "2^(-x)",
    "x^2^3": "x^2^3",
    ".5x": "0.5*x",
    "5.x": "5*x",
    "1e3x": "1e3*x",
    "1E-3*x": "1e-3*x",
    "1.5e+2x": "1.5e2*x",
    "x^2 + 1;": "x^2 + 1",
    "y = x^2": "x^2",
    "loss = x^2": "x^2",
    "z = x^2 + y^2": "x^2 + y^2",
    "f(x)=x^2": "x^2",
    "hypot(x, y)": "hypot(x, y)",
    "logaddexp(x, y)": "logaddexp(x, y)",
    "clip(x, -1, 1)": "clip(x, -1, 1)",
    "a": "a",
    "cosh x": "cosh(x)",
    "log x": "log(x)",
    "log(x)/log(2)": "log(x)/log(2)",
    "lambda*x^2": "lambda*x^2",
    "min(x, y, x+y)": "min(x, y, x + y)",
    "abs x": "abs(x)",
    "exp(x)^2": "exp(x)^2",
    "x^(1/3)": "cbrt(x)",
    "root(x, 3)": "root(x, 3)",
    "sine(x)": "sin(x)",
    "sqr(x)": "x^2",
    "log(x, 10)": "log10(x)",
    "sqrt x": "sqrt(x)",
    "sqrt 2 x": "sqrt(2*x)",
    "e^(x y)": "e^(x*y)",
    "u^2 + v^2": "u^2 + v^2",
    "m^2 + c^2": "m^2 + c^2",
    "relux": "relu(x)",
    "lnx": "log(x)",
    "logx": "log(x)",
    "-|x|": "-abs(x)",
    "x.^2 + x.*y": "x^2 + x*y",
    "sp.sinc(x)": "sinc(x)",
    "x y": "x*y",
    "2 x": "2*x",
}


@pytest.mark.parametrize(("text", "plain"), READ.items(), ids=READ)
def test_a_text_is_read_as_meant(text: str, plain: str) -> None:
    assert parse_loss(text).plain == plain


@refusals(
    ("", 0, "The loss is empty; write an expression such as x^2 + y^2."),
    ("sin()", 0, "sin takes 1 argument, not 0."),
    ("sin(x, y)", 0, "sin takes 1 argument, not 2."),
    ("max(x)", 0, "max takes 2 to 6 arguments, not 1."),
    ("x[0]", 1, "A number in brackets behind x is its index here; write x_0."),
    ("\\frac{x}", 8, "\\frac takes its parts in braces, as in \\frac{1}{2}."),
    ("log_xy(x)", 0, "The base of a logarithm is a number or one letter."),
    (
        "------------------------------x",
        24,
        "Brackets, powers and functions are nested too deeply; 24 levels at most.",
    ),
    ("a ↦", 3, "The loss is empty; write an expression such as x^2 + y^2."),
    ("max(x,y,x,y,x,y,x)", 0, "max takes 2 to 6 arguments, not 7."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def in_rule(text: str) -> Node:
    return parse(resolve(tokenize(text, RULE), (), RULE), RULE)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a + b < c d", "a + b < c*d"),
        ("a < b", "a < b"),
        ("a<=b", "a <= b"),
        ("a ≤ b", "a <= b"),
        ("a >= -b", "a >= (-b)"),
        ("a ≥ b^2", "a >= b^2"),
        ("where(t > 1, 1 - dampening, 1) g", "where(t > 1, 1 - dampening, 1)*g"),
        ("where(a > b, where(c < d, p, q), r)", "where(a > b, where(c < d, p, q), r)"),
        ("0.96^momentum_decay", "0.96^momentum_decay"),
        ("beta2^t", "beta2^t"),
        ("(g - m)^2", "(g - m)^2"),
        ("2 t beta2^t / (1 - beta2^t)", "2*t*beta2^t/(1 - beta2^t)"),
        ("lr m_hat / sqrt(v_hat + eps)", "lr*m_hat/sqrt(v_hat + eps)"),
        ("|g|", "abs(g)"),
        ("√v", "sqrt(v)"),
        ("\\frac{m}{1 - \\beta_1^t}", "m/(1 - beta1^t)"),
        ("m̂"[:1] + "_hat²", "m_hat^2"),
    ],
)
def test_the_value_of_a_line_is_read_as_meant(text: str, plain: str) -> None:
    tree = in_rule(text)
    assert to_text(tree) == plain
    assert in_rule(plain) == tree


def test_a_comparison_binds_more_loosely_than_a_sum_and_joins_from_the_left() -> None:
    assert in_rule("a < b + c") == in_rule("a < (b + c)")
    assert in_rule("a < b < c") == in_rule("(a < b) < c")


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("where(t > 1, g)", 0, "where takes 3 arguments, not 2."),
        ("2 max(1, 2, 3)", 2, "max takes 2 arguments, not 3."),
        ("log(2, 10)", 0, "log takes 1 argument, not 2. For a decimal number write a point, as in 0.5."),
        ("g[0]", 1, "A number in brackets behind g is its index here; write g_0."),
        ("", 0, "The rule is empty; write an expression such as x = x - lr g."),
        ("(" * 30 + "g" + ")" * 30, 24, "Brackets, powers and functions are nested too deeply; 24 levels at most."),
        ("+".join("g" * 81), None, "The rule is too long; 160 numbers, names and signs at most."),
        *(
            (f"2 {root}", 2, f"A rule has no function “{name}”; there are {OF_RULES}.")
            for root, name in (("∛v", "cbrt"), ("∜v", "root"), ("\\sqrt[3]{v}", "root"))
        ),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_a_line_cannot_be_is_refused(text: str, place: int | None, sentence: str) -> None:
    assert refused(in_rule, text) == (place, sentence)


def test_every_call_of_a_rule_is_one_of_its_functions() -> None:
    for text in ("⌊v⌋ + ⌈v⌉", "|v| + √v", "\\sqrt{v}", "\\sqrt2"):
        functions = {node.function for node in walk(in_rule(text)) if hasattr(node, "function")}
        assert functions <= set(RULE.functions)


def test_a_number_that_opens_two_brackets_is_no_label() -> None:
    two = parse_loss("((0.76 x + 0.64 y)^2 + 25(0.76 y - 0.64 x)^2)/2")
    one = parse_loss("(0.76 x + 0.64 y)^2/2 + 25(0.76 y - 0.64 x)^2/2")
    assert two.value((0.3, 0.7)) == pytest.approx(one.value((0.3, 0.7)), rel=1e-15)
