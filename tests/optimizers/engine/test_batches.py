"""Which rows updates see, and runs on batches by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from losses import parse_loss
from losses.tables import TABLES
from optimizers import RULES, Lane, finish, race, simulate
from optimizers.engine.batches import ORDERS, batches, epoch_of, row_order, rows_seen
from optimizers.engine.simulate import sampled

CARS = parse_loss("mean((w*speed/10 + b - distance/10)^2)", table=TABLES["cars"])


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 80), st.sampled_from(list(ORDERS)))
def test_more_updates_keep_the_earlier_batches_and_all_sizes_share_one_order(
    rows, size, more, order
):
    size = min(size, rows)
    long = batches(rows, size, updates=more + 5, seed=3, order=order)
    short = batches(rows, size, updates=more, seed=3, order=order)
    assert all(np.array_equal(a, b) for a, b in zip(short, long, strict=False))
    whole = row_order(rows, rows_seen(rows, size, more, order), seed=3, order=order)
    np.testing.assert_array_equal(np.concatenate(short), whole)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 9))
def test_an_epoch_sees_every_row_once(rows, size, seed):
    size = min(size, rows)
    count = epoch_of(rows, size)
    seen = batches(rows, size, updates=2 * count, seed=seed, order="shuffled")
    for epoch in (seen[:count], seen[count:]):
        assert sorted(np.concatenate(epoch).tolist()) == list(range(rows))
        assert all(len(batch) == size for batch in epoch[:-1])


def test_the_order_is_that_of_the_generator():
    generator = np.random.default_rng(7)
    first, second = generator.permutation(10), generator.permutation(10)
    found = batches(10, 4, updates=5, seed=7, order="shuffled")
    expected = [first[:4], first[4:8], first[8:], second[:4], second[4:8]]
    assert [batch.tolist() for batch in found] == [batch.tolist() for batch in expected]
    drawn = np.random.default_rng(7).integers(10, size=(5, 4))
    np.testing.assert_array_equal(batches(10, 4, updates=5, seed=7, order="drawn"), drawn)


def by_hand(size, steps, order):
    u, v = (TABLES["cars"].column(name) / 10 for name in ("speed", "distance"))
    x, points = np.zeros(2), []
    for rows in batches(50, size, updates=steps + 1, seed=0, order=order):
        points.append(x)
        error = x[0] * u[rows] + x[1] - v[rows]
        x = x - 0.05 * np.array([np.mean(2 * error * u[rows]), np.mean(2 * error)])
    return np.array(points)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 7, 50])
def test_gradient_descent_on_batches_is_what_one_writes_by_hand(size, order):
    lane = Lane(RULES["gd"], (0.0, 0.0), {"lr": 0.05}, None, size)
    (record,) = race(CARS, [lane], steps=30, order=order)
    np.testing.assert_allclose(record.points, by_hand(size, 30, order), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(record.losses, CARS.value(record.points), rtol=1e-14)
    for k, rows in enumerate(batches(50, size, updates=31, seed=0, order=order)):
        assert record.batch_losses[k] == CARS.of_rows(rows).value(record.points[k])


def test_a_lane_is_the_same_bits_whatever_runs_beside_it():
    rules = ("gd", "adam", "newton", "armijo", "bfgs")
    lanes = [Lane(RULES[r], (0.0, 0.0), {}, None, b) for r in rules for b in (0, 1, 8)]
    together = race(CARS, lanes, steps=12)
    for lane, record in zip(lanes, together, strict=True):
        (alone,) = race(CARS, [lane], steps=12)
        np.testing.assert_array_equal(record.points, alone.points)
        np.testing.assert_array_equal(record.losses, alone.losses)


def test_many_lanes_end_where_their_runs_do():
    rates = np.array([0.001, 0.05, 0.4])
    loss = sampled(CARS, 8, steps=25, seed=0)
    start = np.zeros((3, 2))
    ends = finish("adam", loss, start, steps=25, dials={"lr": rates})
    whole = simulate("adam", loss, start, steps=25, dials={"lr": rates})
    np.testing.assert_array_equal(ends.points, whole.points[-1])
    np.testing.assert_array_equal(ends.losses, whole.losses[-1])
    np.testing.assert_array_equal(ends.best, whole.losses.min(axis=0))


def test_full_batches_reach_the_least_squares():
    u, v = (TABLES["cars"].column(name) / 10 for name in ("speed", "distance"))
    answer = np.linalg.lstsq(np.stack([u, np.ones_like(u)], axis=1), v, rcond=None)[0]
    (record,) = race(CARS, [Lane(RULES["gd"], (0.0, 0.0), {"lr": 0.2})], steps=4000)
    np.testing.assert_allclose(record.points[-1], answer, rtol=0, atol=1e-10)


def test_a_sum_over_a_batch_estimates_the_sum_over_all_rows():
    total = parse_loss("sum((w*speed - distance)^2)", table=TABLES["cars"])
    mean = parse_loss("mean((w*speed - distance)^2)", table=TABLES["cars"])
    rows = [3, 1, 4]
    np.testing.assert_allclose(
        total.of_rows(rows).gradient([2.0]), 50 * mean.of_rows(rows).gradient([2.0]), rtol=1e-15
    )
