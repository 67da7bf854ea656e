"""Links that were given away once keep their meaning, whatever becomes of the defaults."""

import json
from pathlib import Path

import pytest

from experiment import HIDEABLE, Experiment, Run, ScheduleChoice, decode, encode, load
from optimizers import RULES

OLD = json.loads((Path(__file__).parents[2] / "data" / "links.json").read_text("utf-8"))
EVERY = pytest.mark.parametrize("old", OLD, ids=[old["name"] for old in OLD])


def plain(dials):
    return {name: list(v) if isinstance(v, tuple) else v for name, v in dials.items()}


def means(e):
    """Everything that an experiment says, spelled out, with the loss by its value at a point."""
    return {
        "constants": dict(e.constants),
        "window": [list(pair) for pair in e.window],
        "runs": [
            {
                "rule": run.rule,
                "dials": plain(run.dials),
                "schedule": [run.schedule.name, plain(run.schedule.dials)] if run.schedule else [],
                "start": list(run.start),
                "loss": float(load(e).value(run.start)),
            }
            for run in e.runs
        ],
        "plain": [e.steps, e.noise, e.seed, e.view, e.step, list(e.hide)],
    }


@EVERY
def test_an_old_link_is_read_without_a_problem_and_written_as_it_was(old):
    e, problems = decode(old["link"])
    assert problems == ()
    assert encode(e) == old["canonical"]
    assert decode(old["canonical"]) == (e, ())


@EVERY
def test_an_old_link_means_what_it_meant(old):
    found, wanted = means(decode(old["link"])[0]), old["means"]
    losses = [[run.pop("loss") for run in meaning["runs"]] for meaning in (found, wanted)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-12, abs=1e-12)
    # A dial added since then may stand at a default that changes nothing.
    for new, then in zip(found["runs"], wanted["runs"], strict=True):
        new["dials"] = {name: new["dials"].get(name) for name in then["dials"]}
    assert found == wanted


def test_the_old_links_hold_every_rule_schedule_view_and_part_of_their_time():
    experiments = [decode(old["link"])[0] for old in OLD]
    runs = [run for e in experiments for run in e.runs]
    assert len({run.rule for run in runs}) >= 15
    assert len({run.schedule.name for run in runs if run.schedule}) >= 8
    assert {e.view for e in experiments} >= {"overlay", "side", "surface"}
    assert {part for e in experiments for part in e.hide} >= set(HIDEABLE)
    assert any(e.noise for e in experiments)
    assert any(e.constants for e in experiments)


def test_four_runs_with_every_dial_set_fit_into_2000_characters():
    longest = sorted(RULES.values(), key=lambda rule: -len(rule.own))[:4]
    schedule = ScheduleChoice("polynomial", {
        "decay_steps": 123.0, "power": 1.23, "end_factor": 0.123, "cycle": True, "begin": 12.0,
        "warmup_steps": 12.0, "warmup_from": 0.123,
    })  # fmt: skip
    runs = tuple(
        Run(rule.name, {dial.name: other(dial) for dial in rule.own}, schedule, (-1.234, 2.345))
        for rule in longest
    )
    e = Experiment(
        "(a-x)^2 + b(y-x^2)^2", {"a": 1.5, "b": 99.5}, ((-3, 3), (-2, 4)), runs, steps=1234,
        noise=0.123, seed=1234, view="side", step=123, hide=HIDEABLE,
    )  # fmt: skip
    assert all(run.dials[d.name] != d.default for run in e.runs for d in RULES[run.rule].own)
    assert len("https://switchback.example/?" + encode(e)) < 2000


def other(dial):
    """A value that is not the default."""
    if dial.kind == "switch":
        return not dial.default
    if dial.kind == "choice":
        return next(choice for choice in dial.choices if choice != dial.default)
    return 0.01234 if dial.low < 4 else 12.34
