"""The largest stable learning rate: below it runs on a parabola shrink, above it they grow."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from losses import parse_loss
from optimizers import RULES, simulate

BOWL = parse_loss("a x^2 / 2", {"a": 7.0})
LINEAR = [name for name, rule in RULES.items() if rule.edge is not None]
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "momentum": st.floats(0, 0.95),
        "dampening": st.floats(0, 0.9),
        "form": st.sampled_from(["heavy_ball", "moving_mean"]),
        "lr_place": st.sampled_from(["inside", "outside"]),
        "weight_decay": st.floats(0, 3),
        "decay": st.sampled_from(["coupled", "decoupled"]),
    },
)


def test_the_limits_are_those_of_the_textbook() -> None:
    assert LINEAR == ["gd", "momentum", "nesterov"]
    assert RULES["gd"].rate_limit(RULES["gd"].defaults, 4.0) == 0.5
    momentum = RULES["momentum"].complete({"momentum": 0.9})
    assert RULES["momentum"].rate_limit(momentum, 2.0) == pytest.approx(1.9)
    nesterov = RULES["nesterov"].complete({"momentum": 0.9})
    assert RULES["nesterov"].rate_limit(nesterov, 1.0) == pytest.approx(3.8 / 2.8)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(LINEAR), SETTINGS)
def test_runs_shrink_below_the_limit_and_grow_above_it(name: str, chosen: dict) -> None:
    rule = RULES[name]
    dials = {key: value for key, value in chosen.items() if key in rule.defaults}
    assume(not (dials.get("form") == "moving_mean" and dials.get("dampening")))
    limit = rule.rate_limit(rule.complete(dials), 7.0)
    for factor, grows in ((0.97, False), (1.03, True)):
        found = simulate(rule, BOWL, (1.0,), steps=4000, dials={**dials, "lr": factor * limit})
        late = np.abs(found.points[1500:]).max() if found.kept == 4001 else np.inf
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
