"""What the browser is told that can be changed, against the limits and the dials."""

import numpy as np
import pytest

from experiment import Experiment, decode
from experiment.knobs import Knob
from experiment.limits import MAX_STEPS, NOISE, SEED
from experiment.live import live
from optimizers import SCHEDULES, DialError


def knobs_of(e: Experiment) -> list[Knob]:
    able = live(e)
    assert able
    return able["knobs"]


def test_what_can_be_changed_is_named_with_its_limits() -> None:
    e, _ = decode(
        "loss=a*x^2&where=a+3&run=adam+lr+0.1+weight_decay+0.1&run=gd+lr+1&steps=9&noise=1"
    )
    found = {(knob["kind"], knob["place"], knob["name"]): knob for knob in knobs_of(e)}
    assert [key[:2] for key in found] == [
        ("rate", 0), *[("dial", 0)] * (len(found) - 8), ("start", 0), ("rate", 1), ("start", 1),
        ("constant", 0), ("noise", 0), ("seed", 0), ("steps", 0),
    ]  # fmt: skip
    start = found["start", 1, "0"]
    assert (start["label"], start["value"]) == ("start x", e.runs[1].start[0])
    beta = found["dial", 0, "beta1"]
    assert (beta["label"], beta["value"], beta["low"]) == ("β₁", 0.9, 0)
    assert beta["high"] == np.nextafter(1, 0)
    assert found["constant", 0, "a"]["value"] == 3
    noise, seed, steps = (found[name, 0, name] for name in ("noise", "seed", "steps"))
    assert (noise["value"], noise["low"], noise["high"]) == (1, 0, NOISE.high)
    assert (seed["value"], seed["low"], seed["high"]) == (0, SEED.low, SEED.high)
    assert (steps["value"], steps["low"], steps["high"]) == (9, 1, MAX_STEPS)
    shared = [knob for knob in found.values() if not knob["of"]]
    assert [knob["kind"] for knob in shared] == ["constant", "noise", "seed", "steps"]


def test_noise_can_come_from_0() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1")
    (noise,) = (knob for knob in knobs_of(e) if knob["kind"] == "noise")
    assert (noise["value"], noise["low"]) == (0, 0)


def factors(schedule: str) -> dict[str, Knob]:
    """The knobs of a run's schedule, by their names."""
    e, problems = decode(f"loss=x^2&run=gd+lr+0.1+schedule+{schedule}")
    assert not problems
    return {knob["name"]: knob for knob in knobs_of(e) if knob["kind"] == "factor"}


def test_the_numbers_of_a_schedule_can_be_changed() -> None:
    found = factors("step+step_size+20+gamma+0.5")
    assert list(found) == ["step_size", "gamma", "warmup_steps", "warmup_from"]
    assert (found["step_size"]["value"], found["step_size"]["whole"]) == (20, True)
    assert found["gamma"]["low"] == np.nextafter(0, 1)
    assert found["warmup_steps"]["label"] == "warmup steps"


def test_a_number_that_makes_another_text_is_left_to_the_server() -> None:
    restart = "cosine+decay_steps+20+then+restart+cycle_factor+{}"
    assert factors(restart.format(2))["cycle_factor"]["low"] == 2  # at 1 it has another formula
    assert "cycle_factor" not in factors(restart.format(1))
    assert "boundaries" not in factors("piecewise+boundaries+20+factors+1,0.1")


def test_no_dial_goes_where_others_forbid_it() -> None:
    found = factors("one_cycle+total_steps+100+peak_at+0.3")
    cycle = {"total_steps": 100.0, "peak_at": 0.3}
    for name in cycle:
        for end in ("low", "high"):
            inside = found[name][end]  # type: ignore[literal-required]
            SCHEDULES["one_cycle"].complete({**cycle, name: inside})
    assert found["total_steps"]["low"] == 7  # 0.3 of 6 are less than 2
    with pytest.raises(DialError):
        SCHEDULES["one_cycle"].complete({**cycle, "total_steps": 6.0})
