"""All rules: their menu, their dials, their presets."""

from pathlib import Path

import numpy as np
import pytest

from losses import parse_loss
from optimizers import RULES, rules, simulate
from optimizers.rules import CLASSICS, FILES, GROUPS


def test_the_menu_begins_with_the_known_ones_and_the_article_is_not_in_it():
    assert list(RULES)[:6] == ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
    assert [name for name, rule in RULES.items() if not rule.listed] == ["article_adam"]


RASTRIGIN = parse_loss("20 + x^2 - 10cos(2 pi x) + y^2 - 10cos(2 pi y)")
SCENES = {  # what must be on for a dial to matter
    "momentum": {"momentum": 0.9},
    "weight_decay": {"weight_decay": 0.1},
    "amsgrad": {"amsgrad": True},
    "momentum_schedule": {"momentum_schedule": True},
    "": {},
}
DIALS = [(rule.name, dial.name) for rule in RULES.values() for dial in rule.own]


def other(dial):
    """Another allowed value of a dial."""
    if dial.kind == "switch":
        return not dial.default
    if dial.kind == "choice":
        return next(choice for choice in dial.choices if choice != dial.default)
    return {
        "beta1": 0.1,
        "eps": 0.01,
        "eps_root": 0.01,
        "threshold": 50.0,
        "eta_plus": 1.5,
        "max_step": 0.02,
        "mix_steps": 20.0,
        "burn_in": 3.0,
        "interval": 3.0,
        "gamma": 1.0,
    }.get(dial.name, dial.default / 2 + 0.1)


@pytest.mark.parametrize(("name", "dial_name"), DIALS)
def test_no_dial_is_without_effect(name, dial_name):
    rule = RULES[name]
    dial = rule.dial(dial_name)
    scene = {**SCENES[dial.needs], **({"momentum": 0.9} if dial_name == "nesterov" else {})}
    if dial_name == "form" and "momentum" in rule.defaults:
        scene = {"momentum": 0.5}
    if (name, dial_name) == ("sophia", "eps"):
        scene = {"gamma": 1e-5}
    settings = {"steps": 300, "schedule": ("exponential", {"decay_rate": 0.9, "decay_steps": 50})}
    lr = {} if dial_name == "lr" else {"lr": 0.01}
    # ADOPT clips gradients that grow: from next to a maximum.
    start = (0.50255, -0.7) if name == "adopt" else (0.3, -0.7)
    runs = [
        simulate(rule, RASTRIGIN, start, dials={**lr, **scene, **more}, **settings)
        for more in ({}, {dial_name: other(dial)})
    ]
    assert not np.array_equal(runs[0].points, runs[1].points)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_describes_itself(rule):
    assert rule.dials[0].name == "lr"
    assert all(dial.check(dial.default) == dial.default for dial in rule.own)
    assert rule.complete({}) == rule.defaults
    assert rule.equation.startswith(r"\begin{aligned}")
    assert rule.source
    assert rule.convention.endswith(".")
    assert all(dial.meaning for dial in rule.own)
    assert all(dial.needs in {"", *rule.defaults} for dial in rule.own)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_preset_sets_known_dials_and_is_recognised(rule):
    for label, preset in rule.presets.items():
        dials = rule.complete(preset)
        assert label in rule.follows(dials)


def test_every_file_of_rules_is_in_the_registry():
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")}
    assert {file for group in FILES.values() for file in group} == files - {"__init__", "shared"}


def test_every_rule_has_a_group_and_the_classics_come_first():
    assert list(GROUPS) == list(RULES)
    assert tuple(RULES)[: len(CLASSICS)] == CLASSICS
    groups = [GROUPS[name] for name in RULES if name not in CLASSICS]
    assert list(dict.fromkeys(groups)) == [group for group in FILES if group in groups]
    assert {name for name, rule in RULES.items() if not rule.listed} == {
        name for name, group in GROUPS.items() if group == "In no menu"
    }
    assert len(FILES) == len(set(FILES))
