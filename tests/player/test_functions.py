"""The browser's table of functions against NumPy's: the same names, the same values."""

import itertools
import json
import math

import numpy as np
import pytest

from losses.functions.numeric import NUMERIC
from optimizers.evaluate import dial_power
from tests.player.alphabet import FUNCTIONS
from tests.player.node import evaluate

CORNERS = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, -3.0, 1e-300, 1e300, -1e300, math.inf,
           -math.inf, math.nan)  # fmt: skip
EXPONENTS = (*CORNERS, 3.0, 1.5, 0.004, -401.0, 400.0, 1e17, -1e17)
PLAIN = (-7.5, -2.5, -1.5, -1.0, -0.7, -0.3, 0.0, 0.2, 0.5, 0.9, 1.0, 1.5, 2.5, 3.0, 8.25)
TRUTH = (0.0, 1.0)
PAIRED = {"atan2", "hypot", "logaddexp", "maximum", "minimum", "power", "mod", "clip", "huber",
          "within", "less", "less_equal", "equal", "unequal", "gate"}  # fmt: skip
CONDITIONAL = {"both", "either", "where"}  # their first argument is true or false
ROOT_OF_MINUS_INFINITY = (-math.inf, 0.5)  # NumPy takes the root, C and JavaScript do not
# Second and third arguments of those that take other ones than most.
SECOND = {"ipow": (-3, -2, -1, 1, 2, 3, 6, 11), "odd_root": (3, 5, 7), "both": TRUTH,
          "either": TRUTH}  # fmt: skip
THIRD = {"tower": (0.0, 1.0, 2.0), "where": CORNERS}
# As text, so that what JSON does not know comes through too.
NUMBER = '(text) => ({ "nan": NaN, "inf": Infinity, "-inf": -Infinity })[text] ?? Number(text)'


def in_browser(name: str, arguments: list[tuple[float, ...]]) -> list[float]:
    given = json.dumps([[repr(float(number)) for number in some] for some in arguments])
    call = f"(some) => String(functions.FUNCTIONS.{name}(...some.map({NUMBER})))"
    # String writes -0 as 0.
    found = evaluate(f"{given}.map({call})", "engine/functions")
    words = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
    return [words[text] if text in words else float(text) for text in found]


def test_both_languages_know_the_same_functions() -> None:
    assert set(evaluate("Object.keys(functions.FUNCTIONS)", "engine/functions")) == FUNCTIONS


def test_a_power_of_dials_has_the_same_bits_in_its_corners_too() -> None:
    pairs = list(itertools.product((*CORNERS, 0.96, 0.999, 25.0), EXPONENTS))
    pairs.remove(ROOT_OF_MINUS_INFINITY)
    np.testing.assert_array_equal(
        in_browser("dial_power", pairs), [float(dial_power(*pair)) for pair in pairs]
    )


def in_numpy(name: str, arguments: tuple[float, ...]) -> float:
    function = np.square if name == "square" else NUMERIC[name]
    first, *others = map(np.float64, arguments)
    with np.errstate(all="ignore"):
        return float(function(first, *(map(int, others) if name == "ipow" else others)))


@pytest.mark.parametrize("name", sorted({*NUMERIC, "square"}))
def test_a_function_has_the_values_that_it_has_in_numpy(name: str) -> None:
    seconds = SECOND.get(name, PLAIN if name in PAIRED else ())
    firsts = (*PLAIN, *CORNERS)
    if name in ("power", *THIRD):
        seconds = firsts
    elif seconds:
        firsts = PLAIN
    if name in CONDITIONAL:
        firsts = TRUTH
    if name in ("clip", "huber", "within"):  # their second argument is a size
        seconds = tuple(second for second in PLAIN if second > 0)
    others = [some for some in (seconds, THIRD.get(name, ())) if some]
    arguments = list(itertools.product(firsts, *others))
    if name == "mod":
        arguments = [pair for pair in arguments if pair[1] != 0]
    arguments = [some for some in arguments if some != ROOT_OF_MINUS_INFINITY]
    np.testing.assert_allclose(
        in_browser(name, arguments), [in_numpy(name, some) for some in arguments],
        rtol=1e-13, atol=1e-15,
    )  # fmt: skip
