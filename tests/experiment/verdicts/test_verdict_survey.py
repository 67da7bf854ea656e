"""Verdicts of every listed rule on every loss of the catalogue, judged again by other means.

Each run is repeated with four times as many steps; minima are probed at random around the point,
curvatures are differences of the loss, and nothing of the code under test is used to judge.
"""

from functools import cache

import numpy as np
import pytest

from experiment import Experiment, Run, load, outlook, run
from losses import CATALOGUE
from optimizers import race
from tests.optimizers.lanes_tried import ELEMENTWISE

STEPS, MORE = 150, 600
LISTED = [rule for rule in ELEMENTWISE if rule.listed]
# Where the catalogue has no rate of its own for a rule: a rate for a loss of ordinary size.
OTHERS = {"momentum": 0.01, "nesterov": 0.01, "adadelta": 10.0, "lion": 0.05}
FACTORS = (0.1, 1.0, 100.0)  # of a fitting rate: slow, fitting, mostly unstable
STEADY = {
    "gd",
    "momentum",
    "nesterov",
    "adagrad",
}  # their effective rates do not grow by themselves


def rate(known, rule):
    return known.rates.get(rule.name, OTHERS.get(rule.name, known.rates.get("adam", 0.1)))


LEAVES = {}  # what the outlook says of each trajectory, by its identity


def ran(e):
    paths = run(e)
    LEAVES.update(zip(map(id, paths), outlook(e, paths), strict=True))
    return paths


@cache
def surveyed(key):
    """(trajectory, long record) of every run on a loss; boundary rates of gd among them."""
    known = CATALOGUE[key]
    runs = [
        Run(rule.name, {"lr": min(factor * rate(known, rule), 999.0)}, None, known.starts[0])
        for rule in LISTED for factor in FACTORS
    ]  # fmt: skip
    runs += [
        Run("gd", {"lr": factor * known.limit}, None, known.starts[0])
        for factor in (0.98, 1.0, 1.02) * bool(known.limit)
    ]
    parts = [runs[i : i + 12] for i in range(0, len(runs), 12)]
    short = [t for part in parts for t in ran(Experiment(key, runs=tuple(part), steps=STEPS))]
    long = race(load((key, {})), [r.lane for r in runs], steps=MORE)
    return list(zip(short, long, strict=True))


def cases(*kinds):
    """(loss, its entry, trajectory, long record) of the runs with these verdicts."""
    for key, known in CATALOGUE.items():
        loss = load((key, {}))
        for trajectory, long in surveyed(key):
            if trajectory.verdict.kind in kinds:
                yield loss, known, trajectory, long


def diagonal_of(known):
    return float(np.linalg.norm(np.diff(known.window, axis=1)))


def around(point, reach):
    """Points (400, d) about a point, at random, up to that far away."""
    rng = np.random.default_rng(0)
    return np.asarray(point) + reach * rng.uniform(-1, 1, (400, len(point)))


def slopes(loss, points):
    return np.linalg.norm(loss.gradient(points), axis=-1)


def test_the_survey_meets_every_kind_of_verdict() -> None:
    kinds = [t.verdict.kind for key in CATALOGUE for t, _ in surveyed(key)]
    assert len(kinds) > 61 * 42
    assert set(kinds) >= {
        "converged", "stationary", "plateau", "cycling", "moving", "diverging", "diverged",
        "unbounded",
    }  # fmt: skip


def test_a_converged_run_stays_at_a_minimum() -> None:
    for loss, known, t, long in cases("converged"):
        diagonal = diagonal_of(known)
        place = np.array(t.verdict.minimum.point)
        gaps = np.linalg.norm(t.points - place, axis=1) / diagonal
        first = t.verdict.step
        assert gaps[first:].max() <= 1.0001e-4
        assert first == 0 or gaps[first - 1] > 0.9999e-4
        value = float(loss.value(place))
        grain = 1e-9 * max(1.0, abs(value))  # the catalogue's minima have ten digits
        assert (loss.value(around(place, 1e-3 * diagonal)) >= value - grain).all()
        later = np.linalg.norm(long.points[first:] - place, axis=1) / diagonal
        if t.run.rule in STEADY:
            assert later.max() <= 3e-4
        beyond = np.flatnonzero(later[: 2 * STEPS + 1 - first] > 1e-3)
        assert LEAVES[id(t)] == (beyond[0] + first if beyond.size else None)


def test_a_run_that_has_settled_at_a_catalogued_minimum_is_said_to_have_converged() -> None:
    for key, known in CATALOGUE.items():
        width = np.linalg.norm(np.diff(known.window, axis=1))
        for t, _ in surveyed(key):
            if len(t.points) != STEPS + 1:
                continue
            for minimum in known.minima:
                gaps = np.linalg.norm(t.points[-20:] - minimum.point, axis=1)
                if gaps.max() <= 0.9e-4 * width:
                    assert t.verdict.kind in ("converged", "cycling")


def test_a_cycling_run_comes_round_again() -> None:
    for _, known, t, long in cases("cycling"):
        diagonal = diagonal_of(known)
        period, tail = t.verdict.period, t.points[t.verdict.step :]
        size = np.ptp(tail, axis=0).max()
        assert size > 1e-7 * diagonal
        assert np.abs(tail[period:] - tail[:-period]).max() <= 2e-3 * size
        assert long.ended == ""
        late = long.points[-10 * period :]
        assert np.abs(late[period:] - late[:-period]).max() <= 0.05 * size
        assert np.ptp(late, axis=0).max() >= 0.3 * size


def test_a_diverged_run_overflows_at_the_very_step() -> None:
    for loss, _, t, long in cases("diverged"):
        step = t.verdict.step
        if len(t.points) == STEPS + 1:
            state = np.concatenate([long.internals[name][step] for name in long.internals])
            assert not np.isfinite(state).all()
            continue
        assert (long.kept, len(t.points)) == (step, step)
        after = loss.value(long.stop_point)
        assert not (np.isfinite(long.stop_point).all() and np.isfinite(after))
        assert abs(t.losses[-1]) > max(1e30, 1e6 * abs(t.losses[0]))


def test_the_loss_of_a_diverging_run_goes_on_growing() -> None:
    for _, _, t, long in cases("diverging"):
        assert t.losses[-1] > t.losses[0]
        assert long.ended or long.losses[-1] > t.losses[-1]


def test_a_run_on_a_plateau_is_on_flat_ground_and_gets_nowhere() -> None:
    for loss, known, t, long in cases("plateau"):
        diagonal, size = diagonal_of(known), (2000, len(loss.variables))
        grid = np.random.default_rng(1).uniform(*np.transpose(known.window), size)
        usual = np.nanmedian(slopes(loss, grid))
        crawl = np.linalg.norm(np.ptp(t.points[-STEPS // 4 :], axis=0))
        slope, minima = slopes(loss, t.points[-1]), known.minima
        height = t.losses[-1] - min([m.value for m in minima], default=np.inf)
        # Straight down at this slope the window ends long before the height of the minimum.
        high = slope * diagonal <= 0.3 * height
        assert high or slope <= 0.1 * max(usual, slopes(loss, t.points[0]))
        assert crawl <= 0.02 * diagonal
        assert long.ended == ""
        for minimum in minima:
            assert np.linalg.norm(t.points[-1] - minimum.point) > 0.04 * diagonal


def test_a_stationary_run_rests_where_the_differences_of_the_loss_say_so() -> None:
    for loss, known, t, long in cases("stationary"):
        diagonal = diagonal_of(known)
        here = t.points[-1]
        assert np.linalg.norm(long.points[-1] - here) <= 1e-4 * diagonal
        step = 1e-3 * diagonal
        lower = loss.value(around(here, step)) < loss.value(here) - 1e-12
        if "no gradient" in t.verdict.sentence:
            assert not np.isfinite(loss.gradient(here)).all()
            continue
        if "weight decay" in t.verdict.sentence:
            assert t.run.dials["weight_decay"] > 0
            assert lower.any()
            continue
        assert slopes(loss, here) <= 1e-6 * max(1.0, slopes(loss, around(here, 1.0)).max())
        assert lower.any() or "a flat point" in t.verdict.sentence
        assert lower.all() == ("a maximum" in t.verdict.sentence)


def test_an_unbounded_loss_goes_on_falling_below_every_minimum() -> None:
    for loss, known, t, long in cases("unbounded"):
        assert t.losses[-1] == t.losses.min()
        far = t.points[-1] + np.outer(2.0 ** np.arange(3, 40), t.points[-1] - t.points[0])
        falls = loss.value(far)[np.isfinite(loss.value(far))]
        assert long.losses[-1] < t.losses[-1] or long.ended or (np.diff(falls) < 0).all()
        for minimum in known.minima:
            assert long.losses[-1] < minimum.value or falls.min() < minimum.value


def test_a_moving_run_moves_and_is_nowhere_said_to_be() -> None:
    for _, known, t, long in cases("moving"):
        diagonal = diagonal_of(known)
        assert len(t.points) == STEPS + 1
        still = bool((t.points[-5:] == t.points[-1]).all())
        assert still == t.verdict.sentence.startswith("Stuck")
        for minimum in known.minima:
            gaps = np.linalg.norm(t.points[-5:] - minimum.point, axis=1)
            assert gaps.max() > 0.9e-4 * diagonal
        if t.run.rule == "qhadam":  # its mean square still fills up, so no cycle is sure to last
            continue
        for period in range(2, 9 * (not still)):
            # Lion's points may repeat for a while to the last digit, until a sign turns.
            rows = long.points if t.run.rule == "lion" else t.points
            tail = rows[STEPS + 1 - 12 * period :]
            gap = np.abs(tail[period:] - tail[:-period]).max()
            assert gap > 1e-5 * np.ptp(tail, axis=0).max() or np.ptp(tail) < 1e-6 * diagonal


def test_a_moving_run_is_not_at_rest_where_the_loss_is_level() -> None:
    for loss, known, t, long in cases("moving"):
        diagonal = diagonal_of(known)
        end = t.points[-1]
        if t.verdict.sentence.startswith("Stuck") or long.ended:
            continue
        gaps = np.linalg.norm(long.points[STEPS:] - end, axis=1)
        usual = np.nanmedian(slopes(loss, around(end, 0.1 * diagonal)))
        assert gaps.max() > 1e-5 * diagonal or slopes(loss, end) > 1e-6 * usual


NAMED = {"maximum": "a maximum", "saddle": "a saddle", "inflection": "a flat point"}


def test_a_run_from_a_catalogued_saddle_or_maximum_rests_there_and_is_told_so() -> None:
    told = 0
    for key, known in CATALOGUE.items():
        diagonal = diagonal_of(known)
        for landmark in known.others:
            named = [what for kind, what in NAMED.items() if kind in landmark.kind]
            if not named:
                continue  # a minimum
            slow = Run("gd", {"lr": 1e-6 * diagonal}, None, landmark.point)
            (t,) = run(Experiment(key, runs=(slow,), steps=6))
            if np.linalg.norm(t.points[-1] - landmark.point) > 1e-10 * diagonal:
                continue  # it goes: the catalogue has ten digits
            told += 1
            starts = tuple(f"Stationary at {what}, " for what in named)
            assert t.verdict.sentence.startswith(starts), (key, landmark, t.verdict)
    assert told >= 15


QUADRATICS = ["quadratic_1d", "sphere", "ravine", "matyas", "booth"]


@pytest.mark.parametrize("key", QUADRATICS)
def test_the_rate_2_over_the_largest_curvature_parts_converging_from_diverging(key: str) -> None:
    limit = CATALOGUE[key].limit
    rates = (0.9 * limit, 1.1 * limit)
    runs = tuple(Run("gd", {"lr": rate}, None, CATALOGUE[key].starts[0]) for rate in rates)
    below, above = run(Experiment(key, runs=runs, steps=10_000))
    assert (below.verdict.kind, above.verdict.kind) == ("converged", "diverged")
