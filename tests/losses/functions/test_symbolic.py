"""Opaque functions: SymPy joins them and computes nothing; their derivatives are ours."""

import pytest
import sympy

from losses import parse_loss
from losses.functions import symbolic as f
from losses.functions.numeric import NUMERIC

KINDS = {name: kind for name, kind in vars(f).items() if isinstance(kind, type)}
OURS = {name: kind for name, kind in KINDS.items() if f.Opaque in kind.__mro__[1:]}


@pytest.mark.parametrize(
    ("text", "slope"),
    [("|x|", 0.0), ("relu(x)", 0.0), ("max(x, 0)", 0.5), ("max(x, -x)", 0.0), ("sinc(x)", 0.0),
     ("elu(x)", 1.0), ("huber(x)", 0.0), ("sign(x) + x", 1.0), ("softsign(x)", 1.0)],
)  # fmt: skip
def test_at_a_kink_the_gradient_is_the_mean_of_both_sides_as_in_pytorch(
    text: str, slope: float
) -> None:
    assert parse_loss(text).gradient([0.0])[0] == slope


def test_every_function_has_an_implementation_of_its_name() -> None:
    assert set(OURS) <= set(NUMERIC)
    assert len(OURS) > 40


@pytest.mark.parametrize("name", OURS)
def test_a_function_has_a_derivative_for_every_argument_and_is_never_computed(name: str) -> None:
    kind = OURS[name]
    arguments = sympy.symbols("u v w", real=True)[: len(kind.partials)]
    expr = kind(*arguments)
    for place, argument in enumerate(arguments, start=1):
        assert expr.fdiff(place).free_symbols <= set(arguments), argument
    assert isinstance(kind(*[sympy.Integer(1)] * len(arguments)), f.Opaque)
