"""Windows and starts of losses over rows, and minima that are none."""

import numpy as np
import pytest

from landscape.landscape import survey
from landscape.of_data import lasting, window_of_data
from losses import parse_loss
from losses.models import Measure, Model, standardised
from losses.tables import TABLES, Table

LINES = [
    ("cars", "speed", "distance"),
    ("penguins", "flipper", "mass"),
    ("galton", "parent", "child"),
]


def look(table, model):
    return survey(parse_loss(model.loss(table), table=table))


@pytest.mark.parametrize(("key", "column", "target"), LINES)
@pytest.mark.parametrize("scale", ["raw", "standard"])
def test_least_squares_are_found_on_any_scale_and_seen_beside_the_origin(
    key, column, target, scale
):
    table = TABLES[key] if scale == "raw" else standardised(TABLES[key], keep=(target,))
    land = look(table, Model(f"w*{column} + b", target))
    u, v = table.column(column), table.column(target)
    answer = np.linalg.lstsq(np.stack([u, np.ones_like(u)], axis=1), v, rcond=None)[0]
    (minimum,) = land.minima
    np.testing.assert_allclose(minimum.point, answer, rtol=1e-8)
    assert not land.outside(answer)
    assert not land.outside(np.zeros(2))


def test_the_first_start_is_the_origin_where_a_run_can_leave_it():
    table = standardised(TABLES["cars"], keep=("distance",))
    assert look(table, Model("w*speed + b", "distance")).starts[0] == (0.0, 0.0)


def test_classes_that_a_line_parts_leave_the_logistic_loss_without_a_minimum():
    u = np.linspace(-2, 2, 20)
    table = Table("", ("u", "v"), ("u", "v"), np.stack([u, u > 0], axis=1))
    land = look(table, Model("w*u + b", "v", Measure("logistic")))
    assert land.minima == ()
    assert not land.outside(np.zeros(2))
    overlapping = look(
        TABLES["orings"], Model("w*temperature + b", "distress", Measure("logistic"))
    )
    assert len(overlapping.minima) == 1


def test_without_second_derivatives_the_window_goes_by_the_height_along_the_axes():
    loss = parse_loss("mean(abs(w*u - v))", table=Table("", ("u", "v"), ("u", "v"), [[1.0, 8.0]]))
    ((low, high),) = window_of_data(loss, np.array([[8.0]]))
    assert low <= 0
    assert 8 < high <= 24


def test_a_minimum_that_bends_stays():
    loss = parse_loss("mean((w*u - v)^2)", table=Table("", ("u", "v"), ("u", "v"), [[1.0, 8.0]]))
    assert lasting(loss, np.array([[8.0]])).tolist() == [[8.0]]
    assert lasting(loss, np.zeros((0, 1))).size == 0
