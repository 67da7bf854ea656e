"""Factors of schedules in the browser against those in Python, for other dials than were sent."""

import random
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from experiment import Experiment, Run, ScheduleChoice, live
from optimizers import SCHEDULES, Dial
from tests.player.node import evaluate

STEPS = 150
SAME = 1e-12  # powers and cosines are rounded otherwise in the browser


def kinds(name: str) -> list[dict[str, Any]]:
    """The default dials of a schedule with every choice and switch, off and on at 0."""
    schedule, chance = SCHEDULES[name], random.Random(name)
    options = {dial.name: dial.choices or (False, True) for dial in schedule.dials
               if dial.kind in ("choice", "switch")}  # fmt: skip
    tried = [dict(zip(options, some, strict=True)) for some in product(*options.values())]
    more: dict[str, Any] = {"warmup_steps": 7.0, "warmup_from": chance.uniform(0, 1)}
    more |= {"cycle_factor": 2.0} if name == "cosine" else {}
    return [schedule.defaults | some | extra for some in tried for extra in ({}, more)]


def another(dial: Dial, chance: random.Random) -> float:
    """A number that the dial can have, its lowest now and then."""
    low, high = dial.low, min(dial.high, 100.0)
    if not dial.low_open and chance.random() < 0.25:
        return low
    number = chance.uniform(low, high)
    return float(round(number)) if dial.whole else number


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_browser_has_the_factors_of_any_dials_from_one_code(name: str) -> None:
    schedule, chance, given, wanted = SCHEDULES[name], random.Random(name), [], []
    for dials in kinds(name):
        run = Run("gd", {"lr": 0.1}, ScheduleChoice(name, dials), start=(1.0,))
        able = live(Experiment("x^2", runs=(run,), steps=STEPS))
        assert able
        sent = able["runs"][0]["schedule"]
        assert sent
        for turn in range(6):
            other = dials
            for one in sent["code"]["dials"] if turn else ():
                other = {**other, one: another(schedule.within(other, one), chance)}
            given.append({**sent, "dials": {n: other[n] for n in sent["code"]["dials"]}})
            wanted.append(schedule.factor(np.arange(STEPS + 1.0), **other))
    expression = f"given.map((one) => [...schedule.factorsOf(one, {STEPS + 1})])"
    found = evaluate(expression, "engine/schedule", given=given)
    for there, here in zip(found, wanted, strict=True):
        np.testing.assert_allclose(np.array(there, float), here, rtol=SAME, atol=SAME)


def test_one_code_serves_a_drag_of_steps_and_dials_together() -> None:
    choice = ScheduleChoice("polynomial", {"decay_steps": 20})
    run = Run("gd", {"lr": 0.1}, choice, start=(1.0,))
    short, long = (live(Experiment("x^2", runs=(run,), steps=steps)) for steps in (10, 1000))
    assert short
    assert long
    assert short["runs"] == long["runs"]  # nothing of it counts steps
    other = replace(run, schedule=ScheduleChoice("polynomial", {"decay_steps": 20, "begin": 5}))
    changed = live(Experiment("x^2", runs=(other,), steps=10))
    assert changed
    codes = [able["runs"][0]["schedule"]["code"] for able in (short, changed)]  # type: ignore[index]
    assert codes[0] == codes[1]
