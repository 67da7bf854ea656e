"""Wrappers: lines around any rule."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from losses import parse_loss
from optimizers import RULES, simulate
from optimizers.wrappers import DIALS, WRAPPERS, on

BOWL = parse_loss("x^2 + 9y^2 + x y")
START = (3.0, -2.0)
LISTED = [rule for rule in RULES.values() if rule.listed]


def walked(rule: str = "momentum", loss=BOWL, start=START, steps: int = 40, **dials):
    return simulate(rule, loss, start, steps=steps, dials={"lr": 0.02, **dials})


@pytest.mark.parametrize("rule", LISTED, ids=lambda rule: rule.name)
def test_every_rule_has_them_and_they_leave_no_trace_while_they_are_off(rule) -> None:
    assert rule.dials == rule.own + DIALS
    text = rule.text_of(rule.defaults)
    assert not any(dial.name in text for dial in DIALS)
    assert not list(on(rule.defaults))


@pytest.mark.parametrize("wrapper", WRAPPERS, ids=lambda wrapper: wrapper.title)
@pytest.mark.parametrize("rule", LISTED, ids=lambda rule: rule.name)
def test_every_rule_runs_inside_every_wrapper(rule, wrapper) -> None:
    dials = rule.complete({wrapper.switch: wrapper.usual})
    assert [one.title for one in on(dials)] == [wrapper.title]
    record = simulate(rule, BOWL, START, steps=12, dials={wrapper.switch: wrapper.usual})
    assert np.isfinite(record.points).all()
    assert rule.rate_limit(dials, 2.0) is None
    assert len(rule.equations(dials)) > len(rule.equations(rule.defaults))


def test_a_clipped_gradient_is_never_longer_and_keeps_its_direction() -> None:
    steps = np.diff(walked("gd", clip_norm=0.5).points, axis=0) / -0.02
    gradients = walked("gd", clip_norm=0.5).gradients[:-1]
    lengths = np.linalg.norm(gradients, axis=1)
    assert lengths.max() > 0.5
    wanted = gradients * np.minimum(1, 0.5 / lengths)[:, None]
    assert_allclose(steps, wanted, atol=1e-12)


def test_clipping_by_value_cuts_each_coordinate() -> None:
    record = walked("gd", clip_value=0.5)
    steps = np.diff(record.points, axis=0) / -0.02
    assert_allclose(steps, np.clip(record.gradients[:-1], -0.5, 0.5), atol=1e-12)


def test_sharpness_aware_steps_take_the_gradient_uphill() -> None:
    record = walked("gd", sam_radius=0.1)
    lengths = np.linalg.norm(record.gradients, axis=1, keepdims=True)
    uphill = record.points + 0.1 * record.gradients / lengths
    steps = np.diff(record.points, axis=0) / -0.02
    assert_allclose(steps, BOWL.gradient(uphill[:-1]), atol=1e-9)


def test_the_cautious_mask_lets_no_coordinate_go_up_the_slope() -> None:
    plain, masked = walked(momentum=0.9), walked(momentum=0.9, cautious=True)
    against = [
        np.diff(record.points, axis=0) * record.gradients[:-1] > 0 for record in (plain, masked)
    ]
    assert against[0].any()
    assert not against[1].any()
    # Where one of two coordinates is held, the other goes twice as far.
    held = next(k for k in range(40) if (np.diff(masked.points, axis=0)[k] == 0).any())
    velocity = masked.internals["v"][held + 1]
    step = masked.points[held + 1] - masked.points[held]
    moved = step != 0
    assert_allclose(step[moved], -2 * 0.02 * velocity[moved], rtol=1e-12)


def test_lookahead_goes_back_part_of_the_way_every_few_updates() -> None:
    record = walked("gd", lookahead_steps=5, lookahead_share=0.3)
    plain = walked("gd")
    assert_array_equal(record.points[:5], plain.points[:5])
    slow = np.add(START, 0.3 * (plain.points[5] - START))
    assert_allclose(record.points[5], slow, rtol=1e-14)
    again = walked("gd", start=slow)
    assert_allclose(record.points[5:10], again.points[:5], rtol=1e-13)


def test_the_rate_falls_where_the_loss_stays_as_torch_lets_it() -> None:
    # torch 2.15.0: SGD with lr 0.21 and ReduceLROnPlateau(factor=0.5, patience=2), told each loss
    # before the step, on x^2 + 5y^2 from (3, 1).
    rates = [0.21] * 6 + [0.105] * 24
    end = (0.0003987855443159308, 1.055932641029336e-31)
    dials = {"lr": 0.21, "plateau_factor": 0.5, "plateau_patience": 2}
    record = simulate("gd", parse_loss("x^2 + 5y^2"), (3.0, 1.0), steps=30, dials=dials)
    assert record.rates[:30, 0].tolist() == rates
    assert_allclose(record.points[30], end, rtol=1e-12)


def test_all_together_run_in_the_order_that_libraries_give_them() -> None:
    dials = {"sam_radius": 0.05, "clip_norm": 1.0, "weight_decay": 0.1, "lookahead_steps": 3}
    rule = RULES["momentum"]
    first = [line.partition(" = ")[0] for line in rule.text_of(rule.complete(dials)).splitlines()]
    assert first == ["g", "g", "slow_point", "g", "v", "x", "turn_at", "back", "slow_point", "x"]
