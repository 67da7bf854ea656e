"""Lanes at work: what they are told before the first step, small groups and large ones."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, simulate
from optimizers.engine.group import SMALL, Group, grouped
from optimizers.engine.lanes import of_race
from tests.optimizers.asking import rule_of
from tests.optimizers.lanes_tried import WAVY, lane


def groups_of(*lanes, steps=4):
    start = np.array([one.start for one in lanes]).T
    return list(grouped(list(of_race(lanes, steps)), start))


def test_groups_stand_side_by_side():
    groups = groups_of(lane("gd"), lane("adam"), lane("gd"))
    assert [(group.mine, group.shape) for group in groups] == [
        (slice(0, 2), (2, 2)), (slice(2, 3), (2, 1)),
    ]  # fmt: skip


def test_an_axis_may_be_a_start_or_a_rate_and_what_follows_need_not_be_one():
    text = "start h = 2 axis2; rate = axis1; x = x - lr g - h; h = lr"
    record = simulate(rule_of(text), WAVY, np.zeros((300, 2)), steps=3, dials={"lr": 0.5})
    assert_array_equal(record.internals["h"][:, 7], [(0, 2), (0.5, 0.5), (0.5, 0.5), (0.5, 0.5)])
    assert_array_equal(record.rates[:, 7], [(1, 0)] * 4)
    alone = simulate(rule_of(text), WAVY, (0.0, 0.0), steps=3, dials={"lr": 0.5})
    assert_array_equal(alone.points, record.points[:, 7])
    one = simulate(rule_of(text), parse_loss("x^2"), (1.0,), steps=2, dials={"lr": 0.5})
    assert_array_equal(one.internals["h"][:, 0], [0, 0.5, 0.5])


def test_states_start_as_the_rule_says_in_arrays_of_their_own():
    (group,) = groups_of(lane("yogi", initial_accumulator=0.5), lane("yogi"))
    assert {name: state.tolist() for name, state in group.state.items()} == {
        "m": [[0.5, 1e-6]] * 2, "v": [[0.5, 1e-6]] * 2,
    }  # fmt: skip
    assert not np.shares_memory(group.state["m"], group.state["v"])
    (m, m_next, v, v_next) = group.in_place()
    assert m is m_next
    assert v is v_next


def test_a_state_that_no_point_enters_is_known_for_all_updates():
    (group,) = groups_of(lane("nadam"))
    assert list(group.state) == ["m", "v"]
    assert group.timed["product"].shape[0] == 5
    assert group.order == ("m", "v", "product")


@pytest.mark.parametrize(
    ("name", "schedule", "rate"),
    [
        ("gd", None, 0.01),
        ("momentum", ("step", {"step_size": 1, "gamma": 0.5}), 0.01 * 0.5 ** np.arange(5)),
    ],
)
def test_a_rate_that_no_point_enters_is_known_before_the_run(name, schedule, rate):
    (group,) = groups_of(lane(name, schedule=schedule))
    assert_array_equal(np.broadcast_to(group.rate.ravel(), 5), np.broadcast_to(rate, 5))
    (adam,) = groups_of(lane("adam"))
    assert adam.rate is None


@pytest.mark.parametrize("name", RULES)
def test_small_and_large_groups_take_the_same_bits(name):
    """Up to SMALL coordinates all numbers have the shape of the points; then they broadcast."""
    count = SMALL // 2 + 1
    starts = np.random.default_rng(1).uniform(-2, 2, (count, 2))
    dials = {"lr": np.linspace(0.01, 0.1, count)}
    large = simulate(name, WAVY, starts, steps=6, dials=dials)
    few = slice(3, 8)
    small = simulate(name, WAVY, starts[few], steps=6, dials={"lr": dials["lr"][few]})
    assert_array_equal(large.points[:, few], small.points)
    assert_array_equal(large.rates[:, few], small.rates)
    for state, part in small.internals.items():
        assert_array_equal(large.internals[state][:, few], part)


def test_a_group_can_be_told_that_nobody_wants_the_rates():
    (lanes,) = of_race([lane("adam")], 3)
    start, nothing = np.array([[0.5], [0.5]]), None
    group = Group(lanes, 0, start, rates=False)
    following = np.empty((2, 1))
    group.step(0, start, np.ones((2, 1)), np.ones(1), following, nothing, *group.in_place())
    np.testing.assert_allclose(following, start - 0.01, rtol=1e-7)
