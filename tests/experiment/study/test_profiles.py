"""Comparisons of rules against what was computed by hand."""

import numpy as np
import pytest

from experiment.study.profiles import (
    Range,
    good_range,
    near_best,
    profile,
    ratios,
    widest,
    winners,
)

INF = np.inf
# Three losses, three rules: steps to the goal.
STEPS = np.array([[10.0, 20.0, INF], [30.0, 15.0, 15.0], [INF, INF, INF]])


def test_everybody_in_a_tie_wins_and_nobody_where_all_failed() -> None:
    gaps = np.array([[1e-9, 1e-9, 1e-3], [0.2, 0.2 * (1 + 1e-9), 0.1], [INF, INF, np.nan]])
    assert winners(gaps).tolist() == [
        [True, True, False], [False, False, True], [False, False, False],
    ]  # fmt: skip


def test_ratios_are_over_the_fastest_rule_of_each_loss() -> None:
    assert ratios(STEPS).tolist() == [[1, 2, INF], [2, 1, 1], [INF, INF, INF]]


def test_a_profile_is_the_share_of_losses_within_a_factor() -> None:
    found = profile(ratios(STEPS), (1.0, 1.99, 2.0, 100.0))
    assert found == pytest.approx(np.array([[1, 1, 2, 2], [1, 1, 2, 2], [1, 1, 1, 1]]) / 3)
    assert profile(np.zeros((0, 2)), (1.0,)).tolist() == [[0.0], [0.0]]


def test_a_profile_never_falls_and_its_left_ends_sum_to_one_without_ties() -> None:
    costs = np.random.default_rng(1).uniform(1, 50, (40, 5))
    found = profile(ratios(costs), np.linspace(1, 50, 30).tolist())
    assert (np.diff(found, axis=1) >= 0).all()
    assert found[:, 0].sum() == pytest.approx(1.0)
    assert found[:, -1] == pytest.approx(1.0)


RATES = (0.01, 0.1, 1.0, 10.0, 100.0)


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        ([0, 0, 0, 0, 0], None),
        ([0, 1, 1, 0, 0], Range(2.0, 0.1, 1.0, False)),
        ([1, 0, 1, 1, 0], Range(2.0, 1.0, 10.0, False)),
        ([1, 1, 0, 1, 1], Range(2.0, 0.01, 0.1, True)),
        ([0, 0, 0, 0, 1], Range(1.0, 100.0, 100.0, True)),
        ([1, 1, 1, 1, 1], Range(5.0, 0.01, 100.0, True)),
    ],
)
def test_the_widest_unbroken_range_counts(good: list[int], expected: Range | None) -> None:
    assert good_range(np.array(good, bool), RATES, (1.0,) * 5) == expected


def test_near_is_within_ten_times_the_best() -> None:
    gaps = np.array([INF, 0.01, 0.001, 0.0099, np.nan])
    assert near_best(gaps, (1.0, 0.5, 0.5, 0.25, 1.0)) == 0.5 + 0.5 + 0.25
    assert near_best(np.full(5, INF), (1.0,) * 5) == 0.0


def test_those_that_are_equally_wide_are_named_together() -> None:
    assert widest([1.0, 2.0, 0.5, 2.0 - 1e-9]) == [1, 3]
    assert widest([0.0, 0.0]) == []
    assert widest([]) == []
