"""Rules and schedules as lines of Python, in the functions of one library: their own texts."""

import ast

import numpy as np
import pytest

from experiment import Experiment, Run, ScheduleChoice
from experiment.export import code
from experiment.export.program_lines import factor_lines, literal, rule_lines
from language.dialect import AXES
from losses.printing.python_functions import DEFINITIONS
from optimizers import RULES, SCHEDULES
from tests.experiment.export import cases
from tests.optimizers.lanes_tried import settings_of

MODULES = ("np", "torch", "jnp", "ops")


def test_the_lines_are_those_of_the_rule():
    found = rule_lines(Run("adam"), "np")
    assert found.state == {"m": "np.zeros_like(x)", "v": "np.zeros_like(x)"}
    assert found.lines == (
        "m = beta1 * m + (1 - beta1) * g",
        "v = beta2 * v + (1 - beta2) * g**2",
        "m_hat = m / (1 - beta1**t)",
        "v_hat = v / (1 - beta2**t)",
        "rate = lr / (np.sqrt(v_hat) + eps)",
        "x = x - rate * m_hat",
    )


@pytest.mark.parametrize(
    ("rule", "dials", "module", "line"),
    [
        ("adamax", {}, "np", "u = np.maximum(beta2 * u, np.abs(g) + eps)"),
        ("adamax", {}, "ops", "u = torch.maximum(beta2 * u, ops.abs(g) + eps)"),
        ("rmsprop", {"centered": True}, "torch",
         "variance = torch.maximum(s - m**2, torch.tensor(0.0))"),
        ("lion", {}, "jnp", "x = x - lr * jnp.sign(c)"),
        ("momentum", {"dampening": 0.5}, "np",
         "v = momentum * v + (1 - dampening if t > 1 else 1) * g"),
        ("adam", {"eps_place": "hat"}, "torch",
         "rate = lr / (torch.sqrt(v_hat) + eps / math.sqrt(1 - beta2**t))"),
        ("nadam", {}, "torch", "fade = 0.96**momentum_decay"),
        ("bfgs", {}, "torch", "curve = dot(s, y) if t > 1 else torch.tensor(0.0)"),
        ("barzilai_borwein", {}, "ops", "curve = dot(s, y) if t > 1 else torch.tensor(0.0)"),
        ("bfgs", {}, "np", "curve = dot(s, y) if t > 1 else 0"),
    ],
)  # fmt: skip
def test_numbers_have_pythons_functions_and_arrays_the_librarys(rule, dials, module, line):
    assert line in rule_lines(Run(rule, dials), module).lines


def test_a_long_choice_stands_on_several_lines():
    lines = rule_lines(Run("radam"), "np").lines
    at = lines.index("rate = (")
    assert lines[at : at + 5] == (
        "rate = (",
        "    lr * r / (np.sqrt(v_hat) + eps / math.sqrt(1 - beta2**t))",
        "    if length > threshold",
        "    else lr",
        ")",
    )


def test_a_line_that_leads_to_no_point_is_left_out():
    lines = rule_lines(Run("rmsprop", {"momentum": 0.5}), "np").lines
    assert not any(line.startswith("rate") for line in lines)
    assert rule_lines(Run("lion"), "np").lines[-1].startswith("m = ")  # the next step reads it


@pytest.mark.parametrize(
    ("rule", "dials", "state"),
    [
        ("yogi", {"initial_mean": "zero"},
         {"m": "np.zeros_like(x)", "v": "np.zeros_like(x) + initial_accumulator"}),
        ("adagrad", {}, {"s": "np.zeros_like(x)"}),
        ("adagrad", {"initial_accumulator": 0.1}, {"s": "np.zeros_like(x) + initial_accumulator"}),
        ("nadam", {}, {"m": "np.zeros_like(x)", "v": "np.zeros_like(x)", "product": "1"}),
        ("gd", {}, {}),
    ],
)  # fmt: skip
def test_a_state_starts_as_the_rule_says(rule, dials, state):
    assert rule_lines(Run(rule, dials), "np").state == state


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_lines_name_only_what_they_are_told(rule, module):
    for dials in settings_of(rule):
        found = rule_lines(Run(rule.name, dials), module)
        tree = ast.parse("\n".join(found.lines))
        # fmt: off
        known = {"x", "g", "t", *rule.defaults, *found.state, module, "torch", "math", "max", "min",
                 "abs", *found.asked, *AXES, "grad", "bent", "before", "f"} - set(DEFINITIONS)
        # fmt: on
        for line in tree.body:
            names = {n.id for n in ast.walk(line.value) if isinstance(n, ast.Name)}
            assert names <= known, ast.unparse(line)
            known.add(line.targets[0].id)
        assert "x" in {line.targets[0].id for line in tree.body}


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


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (0.5, "0.5"), (1e-7, "1e-7"), (True, "True"), ("at", "'at'"),
     ((1.0, 0.5), "(1.0, 0.5)")],
)  # fmt: skip
def test_a_value_is_written_as_python_reads_it(value, text):
    assert literal(value) == text
    assert ast.literal_eval(text) == value


def test_a_schedule_with_a_warm_up_is_its_own_lines_with_the_numbers_in():
    choice = ScheduleChoice("step", {"step_size": 8.0, "gamma": 0.5, "warmup_steps": 4.0})
    assert list(factor_lines(choice)) == [
        "now = k",
        "k = max(k - 4, 0)",
        "factor = 0.5**math.floor(k / 8)",
        "rising = now / 4",
        "return rising if now < 4 else factor",
    ]
