"""What can be said of a tree's sign is true at every point; a "no" claims nothing."""

import numpy as np
import pytest
from hypothesis import given, settings

from language.printers.text import to_text
from language.tree import Node
from losses import LossError, parse_loss
from losses.parse_loss import read
from losses.printing.signs import never_zero, positive
from tests.language.trees import OF_LOSSES


@pytest.mark.parametrize(
    ("text", "strictly", "weakly", "never"),
    [
        ("2", True, True, True),
        ("pi", True, True, True),
        ("x", False, False, False),
        ("x^2", False, True, False),
        ("x x", False, True, False),
        ("x^3", False, False, False),
        ("x^2 + 1", True, True, True),
        ("x^2 + y^2", False, True, False),
        ("exp(x) + |y|", True, True, True),
        ("e^x", True, True, True),
        ("exp(x) / cosh(y)", True, True, True),
        ("-exp(x)", False, False, True),
        ("exp(x) (-2)", False, False, True),
        ("max(x, 1)", True, True, True),
        ("sqrt(x)", False, True, False),
        ("1 - exp(x)", False, False, False),
        ("1/x", False, False, False),
        ("sigmoid(x)^3", True, True, True),
    ],
)
def test_signs_are_found_by_shape(text: str, strictly: bool, weakly: bool, never: bool) -> None:
    tree, _ = read(text)
    assert (positive(tree), positive(tree, strictly=False), never_zero(tree)) == (
        strictly, weakly, never,
    )  # fmt: skip


@given(OF_LOSSES)
@settings(max_examples=50)
def test_what_is_said_to_be_positive_is_so_wherever_it_has_a_value(tree: Node) -> None:
    text = to_text(tree)
    if not positive(tree, strictly=False) or len(text) > 300:
        return
    try:
        loss = parse_loss(f"f(x, y) = {text}")
    except LossError:
        return
    values = loss.value(np.random.default_rng(1).normal(scale=3, size=(50, 2)))
    assert (values[np.isfinite(values)] >= 0).all()
