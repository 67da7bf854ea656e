"""How each library spells a function, and those that it has to be given."""

import ast
import math

import numpy as np
import pytest

from losses.functions import symbolic
from losses.functions.numeric import NUMERIC
from losses.functions.symbolic import Opaque
from losses.printing.python_functions import DEFINITIONS, MODULES, definition, spelled


@pytest.mark.parametrize(
    ("function", "module", "name"),
    [
        ("sin", "np", "np.sin"), ("asin", "torch", "torch.arcsin"), ("absolute", "jnp", "jnp.abs"),
        ("cbrt", "np", "np.cbrt"), ("cbrt", "torch", "cbrt"), ("mod", "torch", "torch.remainder"),
        ("sigmoid", "np", "sigmoid"), ("sigmoid", "jnp", "jax.nn.sigmoid"),
        ("maximum", "ops", "torch.maximum"), ("ceil", "ops", "torch.ceil"),
        ("erf", "ops", "ops.erf"), ("round", "ops", "ops.round"),
    ],
)  # fmt: skip
def test_a_function_has_the_librarys_name_or_its_own(function: str, module: str, name: str) -> None:
    assert spelled(function, module) == name


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("function", DEFINITIONS)
def test_a_definition_is_a_function_of_the_librarys_functions(function: str, module: str) -> None:
    text = definition(function, module)
    tree = ast.parse(text)
    assert tree.body[0].name == function
    assert "xp." not in text


@pytest.mark.parametrize("function", DEFINITIONS)
def test_a_definition_in_numpy_is_the_function_of_the_engine(function: str) -> None:
    names = {"np": np, "math": math}
    for needed in DEFINITIONS:
        exec(definition(needed, "np"), names)
    u = np.array([-7.0, -1.5, -0.3, 0.0, 0.4, 2.0, 30.0])
    more = {"odd_root": (np.array(3.0),), "tower": (np.full(7, 1.3), 2), "gate": (u,)}
    more |= dict.fromkeys(("clip", "huber", "within"), (1.3,))
    more = more.get(function, ())
    with np.errstate(all="ignore"):
        wanted = NUMERIC[function](u, *more)
    np.testing.assert_allclose(names[function](u, *more), wanted, rtol=1e-13, atol=1e-15)


def test_every_function_of_the_engine_can_be_spelled_in_numpy() -> None:
    kinds = [kind for kind in vars(symbolic).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, Opaque) and kind is not Opaque:
            name = spelled(kind.__name__, "np")
            second = kind.__name__ in ("sinc2", "elu2", "power")  # no gradient has them
            second |= kind.__name__ in ("unequal", "both", "either")  # signs in Python
            assert second or name in DEFINITIONS or hasattr(np, name.removeprefix("np.")), name


def test_constants_are_the_librarys_where_it_has_them() -> None:
    modules = ("np", "torch", "jnp", "ops")
    assert [spelled("pi", module) for module in modules] == [
        "np.pi", "torch.pi", "jnp.pi", "math.pi",
    ]  # fmt: skip
    assert spelled("e", "ops") == "math.e"
