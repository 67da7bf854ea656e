"""The runs of a class: each as its own link gives it, and nothing else."""

import math

import numpy as np
import pytest

from experiment import decode, run, summary
from experiment.classroom import results as module
from experiment.classroom.entries import read_class
from experiment.classroom.results import Result, results

GOAL = "&goal=loss+%3C+1e-3"


def class_of(*links: str) -> Result:
    return results(read_class("\n".join(links)))


def test_each_row_is_what_its_own_link_does_whatever_runs_beside_it() -> None:
    links = [
        f"?loss=beale&run={rule}+at+{start}&steps={steps}{GOAL}"
        for rule in ("gd+lr+0.01", "adam+lr+0.1", "lion+lr+0.02", "newton+lr+1")
        for start in ("1+1", "3+3", "-1+2")
        for steps in (50, 80)
    ]
    rows = {row.entry.number: row for row in class_of(*links).rows}
    assert len(rows) == len(links)
    for number, link in enumerate(links, start=1):
        e, _ = decode(link)
        (t,) = run(e)
        row = rows[number]
        assert row.loss == t.losses[-1]
        np.testing.assert_array_equal(row.path[-1], [*t.points[-1], t.losses[-1]])
        below = np.flatnonzero(t.losses < 1e-3)
        assert row.reached == (int(below[0]) if below.size else None)
        assert row.gap == pytest.approx(summary(e, [t])[0].gap, abs=1e-9)


def test_the_earliest_to_reach_the_goal_comes_first_and_the_lost_last() -> None:
    # Gradient descent on x^2: 0.64^16, 0.25^5 and 0^2 are the first below 0.001.
    links = [f"?loss=x^2&run=gd+lr+{rate}+at+1{GOAL}" for rate in (0.1, 0.25, 0.5, 1.1, 0.001)]
    result = class_of(*links)
    assert [(row.rate, row.reached) for row in result.rows] == [
        (0.5, 1), (0.25, 5), (0.1, 16), (0.001, None), (1.1, None),
    ]  # fmt: skip
    assert [row.lost for row in result.rows] == [False] * 4 + [True]
    assert result.done == 3


def test_of_several_runs_the_best_counts() -> None:
    (row,) = class_of(f"?loss=x^2&run=gd+lr+0.1+at+1&run=gd+lr+0.25+at+1{GOAL}").rows
    assert (row.run, row.reached) == ("Gradient descent 0.25", 5)


def test_where_nothing_may_diverge_every_run_counts() -> None:
    good, bad = "run=gd+lr+0.1+at+1", "run=gd+lr+3+at+1"
    rows = class_of(*(f"?loss=x^2&{runs}&steps=300&goal=do+not+diverge"
                      for runs in (f"{good}&{bad}", good))).rows  # fmt: skip
    assert [(row.reached, row.run) for row in rows] == [
        (300, "Gradient descent 0.1"),
        (None, "Gradient descent 3"),
    ]


def test_without_a_known_minimum_there_is_no_gap() -> None:
    result = class_of("?loss=x&run=gd+lr+0.1+at+1")
    assert (result.rows[0].gap, result.floor) == (None, math.inf)


def test_a_start_without_a_loss_is_a_row_without_numbers() -> None:
    (row,) = class_of("?loss=log(x)&run=gd+lr+0.1+at+-1").rows
    assert (row.loss, row.gap, len(row.path), row.lost) == (None, None, 0, True)


def test_what_costs_too_much_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUDGET", 20_000)
    links = [f"?loss=x^2&run=gd+lr+{rate}+at+1&steps={n}" for rate, n in ((0.1, 200), (0.2, 9000))]
    result = class_of(*links)
    assert [row.rate for row in result.rows] == [0.1]
    assert [one.reason for one in result.refused] == [
        "not run, because the links before it are all that a class may compute"
    ]


def test_paths_are_thinned_from_start_to_end() -> None:
    (row,) = class_of("?loss=x^2&run=gd+lr+0.001+at+1&steps=10000").rows
    assert len(row.path) <= module.VERTICES + 1
    np.testing.assert_array_equal(row.path[0], [1, 1])
