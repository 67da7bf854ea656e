"""What people met in formulas, kind by kind, with siblings of every example."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import math

import numpy as np
import pytest

from losses import parse_loss
from tests.language.refusals import refused_loss
from tests.losses.corpora import read

FOUND = {row["id"]: row for row in read("found.json")}
MATRIX = "Vectors and matrices are not available; write the product out, as in 2x_1^2 + 2x_1x_2 + 3x_2^2 for x^T Q x."
PARTS = "A norm needs the parts of its vector, as in norm(x, y); write x^2 + y^2 for its square and |x| for one number."
ARRAYS = "Sums and means over arrays are not available; write the terms out, as in (x-1)^2 + (y-2)^2, or the bounds, as in sum(x_i^2, i, 1, 2)."
LABEL = "A number in brackets at the end looks like that of an equation; leave it out, or write * for a product."
AHEAD = LABEL.replace("end", "beginning")

REFUSED = {
    FOUND["matlab-index"]["input"]: "A number in brackets behind x is its index here; write x_1 and x_2.",
    FOUND["index-hint"]["input"]: "A number in brackets behind x is its index here; write x_0 and x_1.",
    FOUND["index-hint-obeyed"]["input"]: "A number in brackets behind x is its index here; write x_0 and x_1.",
    "theta[0]^2 + theta[1]^2": "A number in brackets behind theta is its index here; write theta_0 and theta_1.",
    "w (1)^2": "A number in brackets behind w is its index here; write w_1.",
    "x 4 - 6x 2": "A number to the right is no factor; write 4*x for a product, x_4 for an index or x^4 for a power.",
    "x^2 3y": "A number to the right is no factor; write 3*x for a product or x^3 for a power.",
    "sin(x) 2": "A number to the right is no factor; write 2*x for a product or x^2 for a power.",
    "|x| 2": "A number to the right is no factor; write 2*x for a product or x^2 for a power.",
    "(x-1)2 + (y-2)2": "A number to the right is no factor; write 2*x for a product or x^2 for a power.",
    "x² + y² (2)": LABEL,
    "x^2 + y^2 (3.1)": LABEL,
    "(2) x^2 + y^2": AHEAD,
    FOUND["transpose"]["input"]: f"The T here looks like a transpose. {MATRIX}",
    "x^{T} A x": f"The T here looks like a transpose. {MATRIX}",
    FOUND["top-latex"]["input"]: MATRIX,
    "\\begin{pmatrix} x & y \\end{pmatrix}": MATRIX,
    FOUND["norm-latex"]["input"]: PARTS,
    FOUND["norm-bars"]["input"]: PARTS,
    "||x||^2": PARTS,
    "norm(x)": PARTS,
    FOUND["wrong-suggestion"]["input"]: ARRAYS,
    "jnp.sum(x**2)": ARRAYS,
    "gamma(x)": "The function gamma is not available; for a product write gamma*x.",
    "\\Gamma(x)": "The function Gamma is not available; for a product write Gamma*x.",
    "minimize x^2": "“minimize” is no part of a loss; leave it out.",
    "x if x > y else y": "This choice is max(x, y); write it so.",
    "0 if x > 0 else x": "This choice is min(x, 0); write it so.",
    "x > 0 ? x : 0": "The character ? is not allowed. For cases write where(x > 0, x^2, -x).",
    "(x > 0) x^2": "A comparison is not a loss; for cases write where(x > 0, x^2, -x).",
    "\\sum_{i=1}^{n} x_i^2": "The bounds of a sum or product are whole numbers; “n” has no value here.",
    "\\sum_{i=1}^{1000000} x/i":
        "The bound “1000000” of a sum or product is too large; it has 4 digits at most.",
    "x{2}": "A number in brackets behind x is its index here; write x_2.",
    "(x)(2)": "A number in brackets at the end looks like that of an equation; leave it out, or "
        "write * for a product.",
    "\\sum_{i=1}^{2} x_i^2 - x_i": "“x_i” stands outside its sum or product; put brackets around all that belongs to it.",
    "\\prod_{i=1}^{2} \\cos(x_i) y": "Put brackets around all that is multiplied, or write this factor in front.",
    "\\sum_{i=1}^{150} (x_i - i)^2": "Written out the loss is too long; 160 numbers, names and signs at most.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items(), ids=REFUSED)
def test_what_might_be_misread_is_refused_with_what_to_write(text: str, sentence: str) -> None:
    assert refused_loss(text)[1] == sentence


READ = {
    FOUND["equation-number"]["input"]: "x^2 + y^2",
    "x^2 + y^2, \\quad (2.1)": "x^2 + y^2",
    "x^2 + y^2 \\tag{3}": "x^2 + y^2",
    "x^2 + y^2 \\quad \\text{(2)}": "x^2 + y^2",
    FOUND["root-without-backslash"]["input"]: "root(x, 3)",
    "frac{1}{2}x^2": "1/2*x^2",
    "(x+1)2": "(x + 1)*2",
    FOUND["vector-header-plain"]["input"]: "x1^2 + 2*x2^2",
    "f(\\mathbf{x}) = x_1^2 + x_2": "x1^2 + x2",
    "f(x_1, \\ldots, x_n) = x_1^2 + x_2": "x1^2 + x2",
    FOUND["power-before-index"]["input"]: "2*x1^4 + x2^2 - 4*x1*x2 + 5*x2",
    "x²₁ + \\theta^{2}_{2}": "x1^2 + theta2^2",
    FOUND["sum-latex"]["input"]: "x1^2 + x2^2",
    FOUND["prod-latex"]["input"]: "sin(x1)*sin(x2)",
    "∑ᵢ₌₁² xᵢ²": "x1^2 + x2^2",
    "\\sum\\limits_{i=0}^1 (x_i - i)^2": "(x0 - 0)^2 + (x1 - 1)^2",
    "\\sum_{i=1}^{1} [100(x_{i+1} - x_i^2)^2 + (1 - x_i)^2]": "100*(x2 - x1^2)^2 + (1 - x1)^2",
    "\\sum_{i=1}^{2} \\sum_{j=1}^{i} x_i x_j": "x1*x1 + (x2*x1 + x2*x2)",
    "\\sum_{n=1}^{3} \\frac{x^n}{n}": "x^1/1 + x^2/2 + x^3/3",
    "sum(x_i^2, i, 1, 2)": "x1^2 + x2^2",
    "Sum(x_i**2, (i, 1, 2))": "x1^2 + x2^2",
    "sum(x^i, i=1..2)": "x^1 + x^2",
    "sum(i=1, 2, x_i)": "x1 + x2",
    "sum(x_i**2 for i in range(1, 3))": "x1^2 + x2^2",
    "\\|(x, y-1)\\|_2^2": "x^2 + (y - 1)^2",
    "\\lVert (x, y) \\rVert": "sqrt(x^2 + y^2)",
    "np.linalg.norm([x, y])": "sqrt(x^2 + y^2)",
    "‖(x,y)‖_1 + ||(x,y)||_\\infty": "abs(x) + abs(y) + max(abs(x), abs(y))",
    "{x^2 \\over 2}": "x^2/2",
    FOUND["cases-latex"]["input"]: "where(x > 0, x^2, -x)",
    "\\left\\{\\begin{array}{ll} x^2, & \\text{if } 0 \\le x < 1 \\\\ 1, & \\text{otherwise}. \\end{array}\\right.": "where(0 <= x and x < 1, x^2, 1)",
    "x^2 if x > 0 else -x": "where(x > 0, x^2, -x)",
    "np.where(np.abs(x) <= 1, x**2, 1)": "where(abs(x) <= 1, x^2, 1)",
    FOUND["full-stop"]["input"]: "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
    FOUND["min-operator"]["input"]: "x^2 + 1",
    FOUND["min-operator-plain"]["input"]: "x^2 + y^2",
    "\\underset{x,y}{\\text{minimize}} \\quad x^2 + y^2.": "x^2 + y^2",
    "\\arg\\min_{x \\in \\mathbb{R}} x^2": "x^2",
    "min (x-1)^2 + y": "(x - 1)^2 + y",
    "min(x, y)": "min(x, y)",
    FOUND["arrow-lambda"]["input"]: "x^2 + y^2",
    FOUND["js-arrow"]["input"]: "x^2",
    "f = @(x, y) x.^2 + y.^2;": "x^2 + y^2",
    "def f(x, y): return x**2 + y": "x^2 + y",
    "z = f(x, y) = x y,": "x*y",
    "\\begin{align} f(x) &= x^2 \\end{align}": "x^2",
    FOUND["cos2-3x"]["input"]: "cos(3*x)^2",
    "sin² 2x": "sin(2*x)^2",
    FOUND["x-to-4-3"]["input"]: "cbrt(x)^4",
    "(x-1)^{2/5}": "root(x - 1, 5)^2",
}  # fmt: skip


@pytest.mark.parametrize(("text", "plain"), READ.items(), ids=READ)
def test_what_people_paste_is_read_as_meant_and_what_is_printed_reads_back(
    text: str, plain: str
) -> None:
    loss = parse_loss(text)
    assert loss.plain == plain
    assert parse_loss(loss.plain).plain == plain


@pytest.mark.parametrize(
    "text", ["where(x > 0, x^2, -x)", "where(0 <= x and x < 1, x^2)", "cbrt(x)^4", "x^y"]
)
def test_what_is_printed_as_latex_reads_back_too(text: str) -> None:
    loss = parse_loss(text)
    points = np.random.default_rng(1).normal(size=(50, len(loss.variables)))
    np.testing.assert_array_equal(parse_loss(loss.latex).value(points), loss.value(points))


def test_every_row_is_tried() -> None:
    typed = {*REFUSED, *READ, *(row[0] for row in AT), FOUND["axis-order"]["input"], *NOTES}
    assert {row["input"] for row in FOUND.values()} <= typed
    assert len(FOUND) == 30


def test_rosenbrock_as_textbooks_write_it_has_x1_on_the_first_axis() -> None:
    loss = parse_loss(FOUND["axis-order"]["input"])
    assert loss.variables == ("x1", "x2")
    assert loss.value([-1.2, 1.0]) == pytest.approx(24.2)


SOFTMAX = 1 / (1 + math.exp(-1))
# text, point, value and gradient by hand
AT = [
    ("x^y", (0, 2), 0, (0, 0)),
    ("x^{4/3}", (-8,), 16, (-8 / 3,)),
    ("max(sqrt(x^2+y^2),1)", (0, 0), 1, (0, 0)),
    ("max(1/x^2, 1) - 1/x^2", (2,), 0.75, (0.25,)),
    ("relu(-sqrt(x^2+y^2))", (0, 0), 0, (0, 0)),
    ("min(exp(x), 1)", (800,), 1, (0,)),
    ("where(x > 0, sqrt(x), x^2)", (-2,), 4, (-4,)),
    ("where(x == 0, 1, sin(x)/x)", (0,), 1, (0,)),
    ("where(x > 1, x^2)", (0,), math.nan, (math.nan,)),
    ("log(exp(x)+exp(y))", (800, 799), 800.3132616875182, (SOFTMAX, 1 - SOFTMAX)),
    ("log((exp(x)+exp(y))/2)", (800, 800), 800, (0.5, 0.5)),
    ("-log(exp(x)/(exp(x)+exp(y)))", (800, 799), 0.3132616875182, (SOFTMAX - 1, 1 - SOFTMAX)),
    ("exp(x)/(1+exp(x))", (800,), 1, (0,)),
    ("(e^x-e^-x)/(e^x+e^-x)", (800,), 1, (0,)),
    ("x^x", (-1,), math.nan, (math.nan,)),
    ("(sqrt(x^2+y^2))^2", (0, 0), 0, (0, 0)),
    ("x^a", (-2,), 4, (-4,)),
]


@pytest.mark.parametrize(("text", "at", "value", "gradient"), AT, ids=[row[0] for row in AT])
def test_values_and_gradients_are_there_where_the_loss_has_them(
    text: str, at: tuple[float, ...], value: float, gradient: tuple[float, ...]
) -> None:
    loss = parse_loss(text, {"a": 2.0})
    np.testing.assert_allclose(loss.value(at), value, rtol=1e-12)
    np.testing.assert_allclose(loss.gradient(at), gradient, rtol=1e-9, atol=1e-300)


NOTES: dict[str, tuple[str, ...]] = {
    "|x|^3": (),
    "x|x|": (),
    "relu(x)^2": (),
    "max(0, x)^2": (),
    "cbrt(x)^4": (),
    "(sqrt(x^2+y^2))^2": (),
    "sqrt(x^2)": ("Not differentiable where x = 0.",),
    "hypot(x,y)": ("Not differentiable where x = 0 and y = 0.",),
    "hypot(x, 1)": (),
    "hypot(x, y)^2": (),
    "x^x": ("Defined only where x >= 0.",),
    "max(sqrt(x^2+y^2),1)": ("Not differentiable where sqrt(x^2 + y^2) = 1.",),
    "where(x > 0, log(x), x)": ("The formula changes where x = 0, perhaps with a kink or a jump.",),
    "where(0 < x, x, where(x <= 0, 1))": (
        "The formula changes where x = 0, perhaps with a kink or a jump.",
    ),
    "where(x > 1, x)": (
        "The formula changes where x = 1, perhaps with a kink or a jump.",
        "Defined only where x > 1.",
    ),
}


@pytest.mark.parametrize(("text", "notes"), NOTES.items(), ids=NOTES)
def test_a_note_names_the_kinks_that_are_there(text: str, notes: tuple[str, ...]) -> None:
    assert parse_loss(text).notes[:-1] == notes
