"""Means over rows: the rule of derivatives, and an order of adding that nothing changes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from losses.functions.rows import Column, mean, mean_of_rows, over_rows
from losses.symbolic.calculus import Derivative

U, V = Column("v2", real=True), Column("v3", real=True)


@given(st.integers(1, 300), st.integers(1, 9), st.integers(0, 99))
def test_rows_are_added_in_their_order_whatever_stands_beside(rows, lanes, seed):
    u = np.random.default_rng(seed).normal(size=(rows, lanes)) * 1e3
    for lane in range(lanes):
        total = 0.0
        for number in u[:, lane].tolist():
            total += number
        assert mean_of_rows(u)[lane] == mean_of_rows(u[:, lane : lane + 1])[0] == total / rows


def test_what_no_row_changes_is_its_own_mean():
    assert over_rows(U / U) == 1
    assert over_rows(3 * U * V) == 3 * mean(U * V)


def test_the_derivative_goes_inside():
    x = Column("v0", real=True)  # any symbol will do
    assert Derivative(x).of(mean((x * U - V) ** 2)) == 2 * mean(U * (x * U - V))
