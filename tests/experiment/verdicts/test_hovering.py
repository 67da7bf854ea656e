"""Runs that noise keeps in motion around a minimum, and those that only seem to be."""

import re

import numpy as np
import pytest

from experiment import Experiment, Run, load, run
from landscape import look_at
from losses import CATALOGUE
from optimizers import race
from tests.experiment.verdicts.judged import verdict
from tests.optimizers.lanes_tried import ELEMENTWISE

BOWL = "loss=x^2%2By^2&window=-5+5+-5+5"
STEPS, MORE = 300, 1500
RULES = [rule for rule in ELEMENTWISE if rule.listed]
RATES = {"momentum": 0.01, "nesterov": 0.01, "adadelta": 10.0, "lion": 0.05}


def told(sentence: str) -> float:
    """The distance that a verdict says."""
    found = re.match(r"Settled into noise of about ([\d.]+) around ", sentence)
    assert found, sentence
    return float(found[1])


def test_a_run_that_hovers_says_how_far_around_which_minimum_and_since_when() -> None:
    found = verdict(f"{BOWL}&run=gd+lr+0.3+at+4+3&noise=0.05&seed=1")
    assert found.sentence == (
        f"Settled into noise of about {told(found.sentence)} around the minimum at (0, 0) from "
        f"step {found.step} on."
    )
    assert 3 <= found.step <= 60
    assert found.minimum == look_at(Experiment("x^2 + y^2", window=((-5, 5), (-5, 5)))).minima[0]


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5, 0.8])
def test_the_noise_told_is_that_of_the_closed_form(rate: float) -> None:
    # x <- (1 - 2 r) x - r s n has the variance r^2 s^2 / (1 - (1 - 2 r)^2) in each coordinate.
    wanted = rate * 0.5 * np.sqrt(2 / (1 - (1 - 2 * rate) ** 2))
    for seed in range(3):
        link = f"{BOWL}&run=gd+lr+{rate}+at+4+3&steps=4000&noise=0.5&seed={seed}"
        assert told(verdict(link).sentence) == pytest.approx(wanted, rel=0.2)


@pytest.mark.parametrize("noise", [0.1, 1, 4])
@pytest.mark.parametrize(
    "rule", ["gd+lr+0.05", "gd+lr+0.3", "momentum+lr+0.03", "nesterov+lr+0.03", "newton+lr+0.5"]
)
def test_a_run_that_has_settled_is_said_to_have(rule: str, noise: float) -> None:
    for seed in range(3):
        link = f"{BOWL}&run={rule}+at+2+1&steps=1000&noise={noise}&seed={seed}"
        assert verdict(link).kind == "hovering", seed


@pytest.mark.parametrize(
    "run",
    [
        "gd+lr+0.002+at+4+3&noise=1",  # on its way
        "gd+lr+0.002+at+0.01+3&noise=1",  # ... along one axis
        "gd+lr+0.3+at+4+3+schedule+inverse_time+decay_rate+1+decay_steps+10&noise=1",
        "momentum+lr+0.05+momentum+0.99+at+4+3&noise=0.01",  # a swing that dies out
        "averaged_sgd+lr+0.1+at+4+3&noise=1",  # a mean that comes nearer and nearer
        "gd+lr+0.3+at+4+3&noise=1&steps=60",  # too short to tell
    ],
)
def test_a_run_still_on_its_way_is_not(run: str) -> None:
    assert verdict(f"{BOWL}&run={run}&seed=3").kind == "moving"


def test_a_run_between_two_wells_is_around_neither() -> None:
    wells = "loss=x^4/4-x^2/2&window=-2+2&run=gd+lr+0.3+at+1&seed=1&steps=1000"
    assert verdict(f"{wells}&noise=0.1").kind == "hovering"
    assert verdict(f"{wells}&noise=1.6").kind == "moving"


# How many runs are said to have settled at least, and how much farther a run may go later on: on
# himmelblau noise throws some into another well in the end.
SURVEYED = {"sphere": (8, 2.5), "booth": (5, 2.5), "ravine": (0, 2.5), "himmelblau": (8, 100)}


@pytest.mark.parametrize("key", SURVEYED)
def test_whatever_the_rule_one_that_comes_nearer_is_never_said_to_have_settled(key: str) -> None:
    """Judged by five times as many steps: what was told must not have been on its way down."""
    known, slope, (least, most) = CATALOGUE[key], look_at(Experiment(key)).slope, SURVEYED[key]
    usual = {rule.name: known.rates.get(rule.name, RATES.get(rule.name, 0.05)) for rule in RULES}
    runs = [
        Run(rule.name, {"lr": factor * usual[rule.name]}, None, known.starts[0])
        for rule in RULES for factor in (0.1, 1.0)
    ]  # fmt: skip
    parts = [tuple(runs[i : i + 12]) for i in range(0, len(runs), 12)]
    settled = 0
    for noise, seed in ((0.01, 0), (0.1, 1), (0.5, 2)):
        given = {"steps": STEPS, "noise": noise * slope, "seed": seed}
        short = [t for part in parts for t in run(Experiment(key, runs=part, **given))]
        given["steps"] = MORE
        long = race(load((key, {})), [one.lane for one in runs], **given)
        for t, later in zip(short, long, strict=True):
            if t.verdict.kind != "hovering":
                continue
            settled += 1
            now = usual_distance(t.points[STEPS // 2 :], t.verdict.minimum.point)
            then = usual_distance(later.points[2 * STEPS :], t.verdict.minimum.point)
            assert told(t.verdict.sentence) == pytest.approx(now, rel=0.05)
            assert 0.6 * now <= then <= most * now, (t.run.rule, now, then)
    assert settled >= least


def usual_distance(points: np.ndarray, place: tuple[float, ...]) -> float:
    return float(np.sqrt(((points - np.array(place)) ** 2).sum(axis=1).mean()))
