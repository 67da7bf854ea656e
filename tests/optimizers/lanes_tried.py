"""Lanes of any rules with any dials, and what it means that two records are the same."""

import numpy as np
from numpy.testing import assert_array_equal

from language.operations import BESIDE
from losses import parse_loss
from optimizers import RULES, Lane
from tests.optimizers.hand_losses import LOSSES

ROSENBROCK = LOSSES["rosenbrock"]
START = (-1.2, 1.0)
WAVY = parse_loss("sin(3x)exp(-y^2/9) + (x^2+y^2)/20 + |y|^1.5")
FIELDS = ("points", "losses", "gradients", "rates")
NEEDED = {"momentum": {"momentum": 0.8}, "amsgrad": {"amsgrad": True},
          "weight_decay": {"weight_decay": 0.2}}  # fmt: skip


# Rules that work on each coordinate by itself and ask the loss for nothing beside its gradient.
ELEMENTWISE = [
    rule
    for rule in RULES.values()
    if not BESIDE & {one.sign for one in rule.graph(rule.defaults).operations}
]


def lane(name, lr=0.01, start=START, schedule=None, **dials):
    return Lane(RULES[name], start, {"lr": lr, **dials}, schedule)


def assert_same(one, other):
    """Two records of one run are the same bits."""
    for field in FIELDS:
        assert_array_equal(getattr(one, field), getattr(other, field))
    assert one.internals.keys() == other.internals.keys()
    for name, store in one.internals.items():
        assert_array_equal(store, other.internals[name])
    assert (one.kept, one.ended) == (other.kept, other.ended)


def random_lanes(seed, count):
    """Lanes of any rules with any dials, schedules and starts."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        rule = RULES[rng.choice(list(RULES))]
        dials = {"lr": float(10.0 ** rng.uniform(-3, 0))}
        for dial in rule.own[1:]:
            if dial.kind == "number" and dial.high <= 1 and rng.random() < 0.5:
                dials[dial.name] = float(rng.uniform(dial.low, min(dial.high, 0.99)))
            if dial.name == "weight_decay" and rng.random() < 0.3:
                dials[dial.name] = 0.1
            if dial.kind == "choice" and rng.random() < 0.3:
                dials[dial.name] = str(rng.choice(dial.choices))
        if dials.get("form") == "moving_mean":
            dials["dampening"] = 0.0
        schedule = ("cosine", {"decay_steps": 15}) if rng.random() < 0.3 else None
        yield Lane(rule, tuple(rng.uniform(-2, 2, 2)), dials, schedule)


def settings_of(rule):
    """Dials for every choice and switch of a rule, with what each needs to matter."""
    lr = {"lr": 1.0 if rule.name == "adadelta" else 0.01}
    for dial in rule.own:
        for value in dial.choices or ((True, False) if dial.kind == "switch" else ()):
            needed = NEEDED.get(dial.needs, {})
            yield {**lr, **needed, dial.name: value}
        if dial.zero_is_off:
            yield {**lr, dial.name: 20.0 if dial.whole else 0.3}
