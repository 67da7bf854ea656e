"""Schedules as lines of Python: the factors of the script are those of the engine."""

import ast

import numpy as np
import pytest

from experiment import Experiment, Run, ScheduleChoice
from experiment.export import code
from experiment.export.schedules import BODIES, factor_lines, literal, warm_up
from optimizers import SCHEDULES
from tests.experiment.export import cases


@pytest.mark.parametrize("choice", cases.SCHEDULES_TRIED[1:], ids=str)
def test_the_factor_of_a_script_is_the_factor_of_the_schedule(choice):
    if choice is None:
        return
    e = Experiment("x^2", runs=(Run("gd", {}, ScheduleChoice(*choice), (1.0,)),), steps=1)
    names = {}
    functions = [n for n in ast.parse(code(e, 0, "numpy")).body if isinstance(n, ast.FunctionDef)]
    factor = next(node for node in functions if node.name == "factor")
    exec("import math\n" + ast.unparse(factor), names)
    name, dials = choice
    wanted = SCHEDULES[name].factor(np.arange(200.0), **dials)
    np.testing.assert_allclose([names["factor"](k) for k in range(200)], wanted, rtol=1e-13)


def test_every_schedule_has_its_lines():
    assert list(BODIES) == list(SCHEDULES)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (0.5, "0.5"), (1e-7, "1e-7"), (True, "True"), ("at", "'at'"),
     ((1.0, 0.5), "(1, 0.5,)"), ((3.0,), "(3,)")],
)  # fmt: skip
def test_a_value_is_written_as_python_reads_it(value, text):
    assert literal(value) == text
    assert ast.literal_eval(text) == value


def test_a_warm_up_is_lines_before_the_schedule_and_none_without_steps():
    choice = ScheduleChoice("step", {"step_size": 8.0, "gamma": 0.5, "warmup_steps": 4.0})
    assert factor_lines(choice) == (
        "if k < 4:  # warm-up", "    return k / 4", "k = k - 4", "return 0.5 ** (k // 8)",
    )  # fmt: skip
    assert warm_up({"warmup_steps": 0.0, "warmup_from": 0.0}) == ()
