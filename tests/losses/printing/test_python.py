"""A loss as source: the printed functions give what the loss itself gives."""

import ast

import numpy as np
import pytest

from losses import CATALOGUE, parse_loss
from losses.printing.python import identifiers, python_source
from tests.losses.corpora import BENIGN

MORE = (
    "elu(x)+huber(y,2)", "hardtanh(x)+y^2", "sinc(3x)+y^2", "mod(x,y)", "log(cosh(x))+y^2",
    "relu6(3x)", "gelu(x)+selu(y)", "cbrt(x)+root(y,5)", "x^y+y^2", "hypot(x,y)+atan2(x,y)",
    "1/(1+exp(-x))+log(1+exp(y))", "sinh(x)sech(y)", "heaviside(x)+x^2", "p x^2/3 + 1e14*y",
    "logaddexp(x,y,1)", "lambda^2+q v1", "erf(x)+erfc(y)", "max(x,y,0)+min(x,1)+floor(y)",
)  # fmt: skip
TEXTS = [entry.text for entry in CATALOGUE.values()]
TEXTS += [case["text"] for case in BENIGN if case["must"] and "error" not in case]
CONSTANTS = {"p": 1.5, "q": 2.0, "c": 0.5}


def functions(loss):
    """`loss` and `gradient` as the source defines them."""
    source = python_source(loss, "np")
    names = [*source.variables, *source.constants]
    lines = ["import math", "import numpy as np", *source.definitions]
    lines += [f"def loss({', '.join(names)}): return {source.value}"]
    lines += [f"def gradient({', '.join(names)}):"]
    lines += [f"    {name} = {part}" for name, part in source.parts]
    lines += [f"    return np.array([{', '.join(source.gradient)}])"]
    found = {}
    exec("\n".join(lines), found)
    return found["loss"], found["gradient"]


@pytest.mark.parametrize("text", [*TEXTS, *MORE])
def test_the_source_has_the_values_and_gradients_of_the_loss(text):
    loss = parse_loss(text, CONSTANTS)
    value, gradient = functions(loss)
    points = np.random.default_rng(0).uniform(-2, 2, (20, len(loss.variables)))
    constants = loss.constants.values()
    with np.errstate(all="ignore"):
        values = [value(*point, *constants) for point in points]
        slopes = [gradient(*point, *constants) for point in points]
    np.testing.assert_allclose(values, loss.value(points), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(slopes, loss.gradient(points), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("module", ["np", "torch", "jnp", "ops"])
def test_source_for_every_library_names_only_what_it_brings(module):
    for text in [*TEXTS, *MORE]:
        source = python_source(parse_loss(text, CONSTANTS), module)
        own = {*source.variables, *source.constants, *(name for name, _ in source.parts)}
        own |= {ast.parse(part).body[0].name for part in source.definitions}
        texts = [source.value, *source.gradient, *(part for _, part in source.parts)]
        used = {n.id for text in texts for n in ast.walk(ast.parse(text)) if type(n) is ast.Name}
        assert used - own <= {module, "torch", "jax", "math"}


def test_names_are_identifiers_that_mean_nothing_to_python():
    assert identifiers(["x", "lambda", "np", "w1", "x'", "θ", "x_"]) == [
        "x", "lambda_", "np_", "w1", "x_", "_", "x__",
    ]  # fmt: skip


def test_numbers_keep_all_their_digits():
    source = python_source(parse_loss("0.1234567890123456 x^2 + x/3"), "np")
    assert source.value == "0.1234567890123456 * x**2 + x / 3"


def test_long_derivatives_share_their_parts_by_name():
    source = python_source(parse_loss(CATALOGUE["beale"].text), "np")
    assert [name for name, _ in source.parts[:2]] == ["part1", "part2"]
    assert max(map(len, source.gradient)) < 80


def test_a_library_that_derives_by_itself_is_spared_the_gradient():
    source = python_source(parse_loss("x^2"), "torch", gradient=False)
    assert (source.value, source.gradient, source.parts) == ("x**2", (), ())
