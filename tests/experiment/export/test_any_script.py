"""Scripts of experiments by chance: whatever a run is, it can be written down."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import Experiment, ExperimentError, Run, run
from experiment.export import LIBRARIES, code
from language.errors import RuleError
from language.printers.text import to_text
from optimizers import DialError, Typed
from tests.experiment.export.cases import left_by
from tests.experiment.strategies import experiments
from tests.language.trees import OF_RULES

NAMES = st.sampled_from(("m", "k", "x", "gradient", "g", "points"))


@settings(max_examples=40)
@given(experiments())
def test_any_run_can_be_written_down_for_every_library(e):
    for number, library in product(range(len(e.runs)), LIBRARIES):
        compile(code(e, number, library), "script.py", "exec")


def of_rule(text):
    return Experiment(
        "x^2+3y^2",
        runs=(Run("mine", {"lr": 0.1}, start=(1.0, 2.0), typed=Typed("mine", text)),),
        steps=4,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, OF_RULES), min_size=1, max_size=3))
def test_a_typed_rule_leaves_its_path_whatever_it_calls_its_values(lines):
    text = "\n".join(f"{name} = {to_text(value)}" for name, value in lines)
    try:
        e = of_rule(f"{text}\nx = x - lr*m")
    except (RuleError, DialError, ExperimentError):
        return
    script = code(e, 0, "numpy")
    try:
        points = left_by(script)
    except (ArithmeticError, ValueError, TypeError):
        return  # of numbers alone Python refuses what is infinite or not real here
    np.testing.assert_allclose(points, run(e)[0].points, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "k = k + 1; gradient = beta*gradient + g; points = gradient/2; x = x - lr*points*lambda/k",
        "x = 3",
        "m = f; x = m",
        "x = where(t > 1, x - lr*g, 3)",
        "x = x - lr*f*g/max(abs(g), 0.1)",
        "math = math + f; x = x - lr*min(math, 1)*sign(g)*beta^t*sign(-2)",
        "lr = lr/2; x = x - lr*g",
        "lr = 0.2; x = x - lr*g",
        "range = all; start float = np; x = x - lr*g*range*float; float = float/2",
    ],
)
def test_names_of_a_script_and_points_of_one_number_are_no_trouble(text):
    e = of_rule(text)
    np.testing.assert_allclose(left_by(code(e, 0, "numpy")), run(e)[0].points, rtol=1e-12)
    for library in LIBRARIES:
        compile(code(e, 0, library), "script.py", "exec")
