"""A rule and its dials: its text, its stability limit, its equations, its conventions."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from language.program import read_program
from losses import parse_loss
from optimizers import RULES, simulate
from optimizers.rule import decay
from tests.optimizers.lanes_tried import settings_of

BOWL = parse_loss("a x^2 / 2", {"a": 7.0})
LINEAR = [name for name, rule in RULES.items() if rule.edge is not None]
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "momentum": st.floats(0, 0.95),
        "dampening": st.floats(0, 0.9),
        "nu": st.floats(0, 1),
        "beta2": st.floats(0, 0.95),
        "beta3": st.floats(0, 0.95),
        "form": st.sampled_from(["heavy_ball", "moving_mean"]),
        "lr_place": st.sampled_from(["inside", "outside"]),
        "weight_decay": st.floats(0, 3),
        "decay": st.sampled_from(["coupled", "decoupled"]),
    },
)


def test_the_limits_are_those_of_the_textbook() -> None:
    assert LINEAR == ["gd", "momentum", "nesterov", "qhm", "aggmo"]
    assert RULES["gd"].rate_limit(RULES["gd"].defaults, 4.0) == 0.5
    momentum = RULES["momentum"].complete({"momentum": 0.9})
    assert RULES["momentum"].rate_limit(momentum, 2.0) == pytest.approx(1.9)
    nesterov = RULES["nesterov"].complete({"momentum": 0.9})
    assert RULES["nesterov"].rate_limit(nesterov, 1.0) == pytest.approx(3.8 / 2.8)


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(LINEAR), SETTINGS)
def test_runs_shrink_below_the_limit_and_grow_above_it(name: str, chosen: dict) -> None:
    rule = RULES[name]
    dials = {key: value for key, value in chosen.items() if key in rule.defaults}
    assume(not (dials.get("form") == "moving_mean" and dials.get("dampening")))
    limit = rule.rate_limit(rule.complete(dials), 7.0)
    for factor, grows in ((0.97, False), (1.03, True)):
        found = simulate(rule, BOWL, (1.0,), steps=3000, dials={**dials, "lr": factor * limit})
        late = np.abs(found.points[1500:]).max() if found.kept == 3001 else np.inf
        assert (late > 1e3) == grows
        assert grows or late < 1e-2


def test_without_upward_curvature_or_for_other_rules_there_is_no_limit() -> None:
    for rule in RULES.values():
        if rule.edge is None:
            assert rule.rate_limit(rule.defaults, 1.0) is None
    gd = RULES["gd"]
    assert gd.rate_limit(gd.defaults, 0.0) is None
    assert gd.rate_limit(gd.defaults, -3.0) is None
    assert gd.rate_limit(gd.complete({"weight_decay": 1.0}), -0.5) == 4.0
    undamped = RULES["momentum"].complete({"dampening": 1.0})
    assert RULES["momentum"].rate_limit(undamped, 1.0) is None


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_has_a_text_that_can_be_read_whatever_its_dials(rule):
    for given_dials in settings_of(rule):
        dials = rule.complete(given_dials)
        program = read_program(rule.text_of(dials), list(dials))
        assert program == rule.program(dials)
        numbers = {dial.name for dial in rule.dials if dial.kind == "number"}
        assert set(program.dials) <= numbers, "every name is a dial of the rule, or assigned"
        assert set(program.states) <= set(rule.terms)
        own = {line.name for line in program.lines} - {"x", "g", "rate"}
        assert own <= set(rule.terms), "every quantity says what it is"


def test_equal_texts_share_one_graph():
    adam = RULES["adam"]
    first, second = adam.complete({"lr": 0.1}), adam.complete({"lr": 0.2, "beta1": 0.5})
    assert adam.graph(first) is adam.graph(second)
    assert adam.graph(first) is not adam.graph(adam.complete({"amsgrad": True}))


@pytest.mark.parametrize(
    ("dials", "lines"),
    [
        ({}, ""),
        ({"weight_decay": 0.0, "decay": "coupled"}, ""),
        ({"weight_decay": 0.1}, ""),
        ({"weight_decay": 0.1, "decay": "coupled"}, "g = g + weight_decay x"),
        ({"weight_decay": 0.1, "decay": "decoupled"}, "x = x (1 - lr weight_decay)"),
    ],
)
def test_weight_decay_comes_before_the_rule(dials, lines):
    assert decay(dials) == lines


def test_roles_are_said_and_not_read_off_sentences():
    assert {name for name, term in RULES["adam"].terms.items() if term.role} == {"m", "v"}
    assert RULES["adam"].terms["m"].role == "mean"
    assert RULES["rmsprop"].terms["s"].role == "mean_square"
    for rule in RULES.values():
        assert {term.role for term in rule.terms.values()} <= {"", "mean", "mean_square"}


@pytest.mark.parametrize(
    ("rule", "name", "latex"),
    [("adam", "beta1", r"\beta_1"), ("adam", "m_hat", r"\hat m"), ("adam", "v_max", r"v_{\max}"),
     ("adam", "lr", r"\eta"), ("adam", "rate", r"\alpha"), ("nadam", "mu_next", r"\mu_{t+1}"),
     ("rmsprop", "variance", "w"), ("radam", "full_length", r"\rho_\infty")],
)  # fmt: skip
def test_names_have_the_letters_of_the_paper(rule, name, latex):
    assert RULES[rule].symbols(name) == latex


def test_the_equation_follows_the_dials():
    adam = RULES["adam"]
    assert adam.equations(adam.defaults)[-2:] == (
        r"\alpha = \frac{\eta}{\sqrt{\hat v} + \epsilon}",
        r"x = x - \alpha \hat m",
    )
    inside = adam.complete({"eps_place": "inside", "bias_correction": False, "weight_decay": 0.1})
    assert adam.equations(inside) == (
        r"g = g + \lambda x",
        r"m = \beta_1 m + \left(1 - \beta_1\right) g",
        r"v = \beta_2 v + \left(1 - \beta_2\right) g^{2}",
        r"\alpha = \frac{\eta}{\sqrt{v + \epsilon}}",
        r"x = x - \alpha m",
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_choice_has_balanced_equations(rule):
    for dial in rule.own:
        for choice in dial.choices or (True, False) if dial.kind != "number" else (0.0, 0.5):
            if dial.name in ("lr", "threshold"):
                continue
            lines = rule.equations({**rule.defaults, "momentum": 0.9, dial.name: choice})
            for line in lines:
                assert line.count("{") == line.count("}")
                assert line.count("(") == line.count(")")
                assert "=" in line


def test_a_run_says_which_convention_it_follows():
    adam, rmsprop = RULES["adam"], RULES["rmsprop"]
    assert adam.convention_sentence(adam.defaults) == "As in PyTorch, Optax and the paper."
    assert adam.convention_sentence(adam.complete({"eps_place": "hat"})) == "As in Keras."
    amsgrad = adam.complete({"amsgrad": True, "amsgrad_max": "after"})
    assert adam.convention_sentence(amsgrad) == "As in Optax."
    assert rmsprop.convention_sentence(rmsprop.complete({"eps_place": "inside"})) == (
        "As in Keras, Optax and the article."
    )
    mixed = rmsprop.complete({"momentum": 0.9, "lr_place": "inside"})
    assert rmsprop.convention_sentence(mixed) == "A mixture of conventions that no library offers."


def test_a_convention_that_is_not_in_play_does_not_count():
    gd = RULES["gd"]
    assert gd.follows(gd.complete({"decay": "decoupled"})) == tuple(gd.presets)
    assert gd.follows(gd.complete({"decay": "decoupled", "weight_decay": 0.1})) == ("As in Keras",)


def test_a_state_that_begins_elsewhere_than_at_zero_is_told_below_the_lines() -> None:
    nadam, adam = RULES["nadam"], RULES["adam"]
    assert nadam.equation.endswith(r" \\ P &= 1 \quad\text{at first}\end{aligned}")
    assert "at first" not in adam.equation
    plateau = adam.block(adam.complete({"plateau_factor": 0.5}))
    assert plateau.endswith(r" \\ s_{\mathrm{rate}} &= 1 \quad\text{at first}\end{aligned}")
    yogi = RULES["yogi"].equation
    assert yogi.count("at first") == 2
