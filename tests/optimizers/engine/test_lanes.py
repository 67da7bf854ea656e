"""From settings to lanes: those of one text stand together, with dials as vectors."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from optimizers import RULES, SCHEDULES, race
from optimizers.engine.lanes import column, factors, of_field, of_race, shrunk
from tests.optimizers.lanes_tried import ROSENBROCK, lane, random_lanes


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_multiplies_the_learning_rate_and_the_first_update_sees_step_0(name):
    dials = {dial.name: dial.default for dial in SCHEDULES[name].dials if dial.required}
    (record,) = race(ROSENBROCK, [lane("gd", 1e-5, schedule=(name, dials))], steps=30)
    factors = SCHEDULES[name].factor(np.arange(31), **dials)
    assert_array_equal(record.rates, np.repeat(1e-5 * factors[:, None], 2, axis=1))
    assert_array_equal(record.points[1], record.points[0] - record.rates[0] * record.gradients[0])


def test_lanes_of_one_text_stand_together_in_their_order():
    lanes = [
        lane("gd"),
        lane("adam"),
        lane("gd", 0.2),
        lane("adam", amsgrad=True),
        lane("adam", eps=0.1),
    ]
    groups = list(of_race(lanes, 5))
    assert [group.index.tolist() for group in groups] == [[0, 2], [1, 4], [3]]
    assert groups[0].dials["lr"].tolist() == [0.01, 0.2]
    assert groups[1].dials["beta1"].tolist() == [0.9]  # one number where all agree
    assert groups[1].dials["eps"].tolist() == [1e-8, 0.1]


def test_adam_and_adamw_of_one_text_stand_together():
    decay = {"weight_decay": 0.1, "decay": "decoupled"}
    groups = list(of_race([lane("adam", **decay), lane("adamw", **decay)], 3))
    assert [group.index.tolist() for group in groups] == [[0, 1]]


def test_every_lane_is_in_one_group():
    lanes = list(random_lanes(5, 40))
    places = np.concatenate([group.index for group in of_race(lanes, 3)])
    assert sorted(places.tolist()) == list(range(40))


def test_a_schedule_of_its_own_makes_a_column_of_rates():
    lanes = [lane("gd", 0.1), lane("gd", 0.2, schedule=("step", {"step_size": 2, "gamma": 0.5}))]
    (group,) = of_race(lanes, 4)
    assert_array_equal(group.lr, [[0.1, 0.2], [0.1, 0.2], [0.1, 0.1], [0.1, 0.1], [0.1, 0.05]])


def test_a_field_is_cut_where_a_dial_is_off():
    decays = np.array([0.0, 0.1, 0.0, 0.3])
    groups = list(of_field(RULES["gd"], {"weight_decay": decays}, (4,), np.ones(3)))
    assert [group.index.tolist() for group in groups] == [[1, 3], [0, 2]]
    assert groups[0].graph is not groups[1].graph
    assert groups[0].dials["weight_decay"].tolist() == [0.1, 0.3]
    assert groups[0].lr.shape == (3, 1)


def test_without_a_schedule_every_factor_is_1():
    assert_array_equal(factors(None, 3), [1.0, 1.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [([2.0, 2.0], [2.0]), ([2.0, 3.0], [2.0, 3.0]), ([[1.0, 1.0], [2.0, 2.0]], [[1.0], [2.0]]),
     ([[1.0, 1.0], [2.0, 3.0]], [[1.0, 1.0], [2.0, 3.0]])],
)  # fmt: skip
def test_equal_columns_are_kept_once(numbers, kept):
    assert shrunk(np.array(numbers)).tolist() == kept


def test_a_dial_of_a_field_is_a_vector_in_the_order_of_the_starts():
    assert column(np.array([[1.0], [2.0]]), (2, 3)).tolist() == [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]
    assert column(0.5, (2, 3)).tolist() == [0.5]
