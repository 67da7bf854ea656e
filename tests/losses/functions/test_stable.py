"""Forms that neither overflow nor cancel: found in the tree, and right far from zero."""

import math

import numpy as np
import pytest

from language.printers.text import to_text
from losses import parse_loss
from losses.functions.stable import quotient, rewritten
from losses.parse_loss import read

_TAIL = math.erfc(10 / math.sqrt(2)) / 2  # of the normal distribution, below -10


@pytest.mark.parametrize(
    ("text", "at", "value", "slope"),
    [
        ("log(1+e^x)", 1000.0, 1000.0, 1.0),
        ("log(1+exp(-x))", -1000.0, 1000.0, -1.0),
        ("1/(1+e^-x)", -800.0, 0.0, 0.0),
        ("1/(1+exp(-2x))", 400.0, 1.0, 0.0),
        ("-log(sigmoid(x))", -1000.0, 1000.0, -1.0),
        ("-log(1-sigmoid(x))", 1000.0, 1000.0, 1.0),
        ("-log(1-1/(1+e^-x))", 1000.0, 1000.0, 1.0),
        ("log(cosh(x))", 1000.0, 1000.0 - math.log(2), 1.0),
        ("log(cosh(x))", 1e-5, 5e-11, 1e-5),
        ("tanh(x)", 20.0, 1.0, 4 * math.exp(-40)),
        ("log1p(exp(x))", -50.0, math.exp(-50), math.exp(-50)),
        ("logaddexp(x, 0)", 900.0, 900.0, 1.0),
        ("log(e^x+e^(x/2)+7)", 900.0, 900.0, 1.0),
        ("exp(x)/(1+exp(x))", 800.0, 1.0, 0.0),
        ("e^-x/(1+e^-x)^2", -800.0, 0.0, 0.0),
        ("x/(1+exp(-x))", 800.0, 800.0, 1.0),
        ("(e^x-e^-x)/(e^x+e^-x)", 800.0, 1.0, 0.0),
        ("1/(e^x+e^-x)", 800.0, 0.0, 0.0),
        ("gelu(x)", -10.0, -10 * _TAIL, _TAIL - 10 * math.exp(-50) / math.sqrt(2 * math.pi)),
    ],
)
def test_far_from_zero_the_stable_form_is_used(
    text: str, at: float, value: float, slope: float
) -> None:
    loss = parse_loss(text)
    np.testing.assert_allclose(loss.value([at]), value, rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(loss.gradient([at]), [slope], rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        ("log(1+exp(x))", "softplus(x)"),
        ("log(e^(2x)+1)", "softplus(2*x)"),
        ("log1p(exp(-x))", "softplus(-x)"),
        ("log(cosh(x))", "logcosh(x)"),
        ("log(sigmoid(x))", "logsigmoid(x)"),
        ("log(1-sigmoid(x))", "-softplus(x)"),
        ("log(1/(1+exp(-x)))", "logsigmoid(x)"),
        ("log(2+exp(x))", "logaddexp(log(2), x)"),
        ("log(exp(x)+exp(y)+1)", "logaddexp(x, y, 0)"),
        ("log(3e^x exp(y))", "log(3) + x + y"),
        ("log(x+exp(x))", None),
        ("log(x)", None),
        ("sin(x)", None),
    ],
)
def test_a_logarithm_is_found_by_its_shape(text: str, stable: str | None) -> None:
    found = rewritten(read(text)[0])
    assert (found and to_text(found)) == stable


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        ("1/(1+exp(-x))", "sigmoid(x)"),
        ("1/(1+e^x)", "sigmoid(-x)"),
        ("1/(1+exp(-2x))", "sigmoid(2*x)"),
        ("2/(1+exp(x))", "exp(log(2) - softplus(x))"),
        ("x/(1+exp(-x))", "x*sigmoid(x)"),
        ("exp(x)/(1+exp(x))", "sigmoid(x)"),
        ("exp(x)/(exp(x)+exp(y))", "sigmoid(x - y)"),
        ("(e^x-e^-x)/(e^x+e^-x)", "tanh((x - (-x))/2)"),
        ("1/exp(x)", None),
        ("x/(x+exp(x))", None),
    ],
)
def test_a_reciprocal_is_found_by_its_shape(text: str, stable: str | None) -> None:
    found = quotient(read(text)[0])
    assert (found and to_text(found)) == stable
