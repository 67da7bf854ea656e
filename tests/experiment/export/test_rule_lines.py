"""A rule as lines of Python in the functions of one library: the rule's own text."""

import ast

import pytest

from experiment import Run
from experiment.export.rule_lines import rule_lines
from losses.printing.python_functions import DEFINITIONS
from optimizers import RULES
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
        known = {"x", "g", "t", *rule.defaults, *found.state, module, "torch", "math", "max", "min",
                 "abs"} - set(DEFINITIONS)  # fmt: skip
        for line in tree.body:
            names = {n.id for n in ast.walk(line.value) if isinstance(n, ast.Name)}
            assert names <= known, ast.unparse(line)
            known.add(line.targets[0].id)
        assert "x" in {line.targets[0].id for line in tree.body}
