"""The loop: one call of the loss a step, row k of everything belongs to one point."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from optimizers import RULES, race, simulate
from optimizers.engine.loop import REST, halt, wide
from tests.optimizers.hand_losses import HandLoss
from tests.optimizers.lanes_tried import ELEMENTWISE, ROSENBROCK, WAVY, assert_same, lane


def test_all_lanes_share_one_call_of_the_loss_a_step():
    loss = HandLoss(ROSENBROCK.function)
    race(loss, [lane(rule.name) for rule in ELEMENTWISE], steps=10)
    assert loss.calls == 11


def test_a_loss_with_value_and_gradient_alone_will_do():
    class Plain:
        def value_and_gradient(self, x):
            return WAVY.value_and_gradient(x)

    lanes = [lane("adam"), lane("gd")]
    for one, other in zip(race(Plain(), lanes, steps=9), race(WAVY, lanes, steps=9), strict=True):
        assert_same(one, other)


@pytest.mark.parametrize("name", RULES)
def test_row_k_belongs_to_one_point(name):
    (record,) = race(ROSENBROCK, [lane(name, 0.001)], steps=12)
    values, gradients = ROSENBROCK.value_and_gradient(record.points.T)
    assert_array_equal(record.losses, values)
    assert_array_equal(record.gradients, gradients.T)


def corrected(record, k):
    """The step of rules that multiply the mean, made up for its start at zero."""
    return record.rates[k] * record.internals["m"][k + 1] / (1 - 0.9 ** (k + 1))


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("gd", lambda r, k: r.rates[k] * r.gradients[k]),
        ("momentum", lambda r, k: r.rates[k] * r.internals["v"][k + 1]),
        ("adagrad", lambda r, k: r.rates[k] * r.gradients[k]),
        ("rmsprop", lambda r, k: r.rates[k] * r.gradients[k]),
        ("adam", corrected),
        ("adamax", corrected),
        ("yogi", corrected),
        ("adadelta", lambda r, k: r.rates[k] * r.gradients[k]),
    ],
)
def test_the_effective_rate_of_row_k_is_that_of_the_update_that_leaves_it(name, step):
    (record,) = race(ROSENBROCK, [lane(name, 0.001)], steps=12)
    for k in range(12):
        expected = record.points[k] - step(record, k)
        np.testing.assert_allclose(record.points[k + 1], expected, rtol=1e-14)


def test_the_state_of_row_0_is_as_initialised():
    lanes = [lane("adagrad", initial_accumulator=0.5), lane("yogi"), lane("adam")]
    adagrad, yogi, adam = race(ROSENBROCK, lanes, steps=3)
    assert_array_equal(adagrad.internals["s"][0], [0.5, 0.5])
    assert_array_equal(yogi.internals["m"][0], [1e-6, 1e-6])
    assert_array_equal(adam.internals["v"][0], [0.0, 0.0])


def test_the_rate_of_the_corrected_mean_is_known_from_the_dials_alone():
    (record,) = race(ROSENBROCK, [lane("adam", 0.001, eps=0.5)], steps=12)
    t = np.arange(1, 13)[:, None]
    v_hat = record.internals["v"][1:] / (1 - 0.999**t)
    np.testing.assert_allclose(record.rates[:-1], 0.001 / (np.sqrt(v_hat) + 0.5), rtol=1e-12)


def test_states_that_no_point_enters_are_rows_too():
    (record,) = race(ROSENBROCK, [lane("nadam")], steps=5)
    assert list(record.internals) == ["m", "v", "product"]
    assert record.internals["product"].shape == (6, 2)
    assert_array_equal(record.internals["product"][0], [1.0, 1.0])
    assert (np.diff(record.internals["product"], axis=0) < 0).all()


def test_lanes_that_are_over_rest_and_the_others_go_on():
    x = np.array([[1.0, 2.0, 3.0]])
    halt(x, np.array([0.5, np.inf, np.nan]))
    assert_array_equal(x, [[1.0, np.nan, np.nan]])
    record = simulate("gd", WAVY, [(0.5, 0.5), (1e200, 0.0)], steps=2 * REST, dials={"lr": 1.0})
    assert record.kept.tolist() == [2 * REST + 1, record.kept[1]]
    assert record.kept[1] < 2 * REST + 1


def test_what_changes_with_the_update_alone_is_the_same_for_every_coordinate():
    assert wide(np.array([1.0, 2.0]), (2, 3, 4)).tolist() == [[[1.0] * 4] * 3, [[2.0] * 4] * 3]
    by_lane = wide(np.array([[1.0, 2.0], [3.0, 4.0]]), (2, 3, 2))
    assert by_lane[:, 1].tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert wide(5.0, (2, 1, 1)).tolist() == [[[5.0]], [[5.0]]]
