"""Runs of every rule with every dial moved, under every schedule, with and without noise."""

import importlib.util
import random
import warnings
from dataclasses import replace
from itertools import cycle

import numpy as np

from experiment import Experiment, Run, ScheduleChoice, run
from optimizers import RULES, DialError

# Smooth and well conditioned, so that rounding stays rounding; the gradients change sign.
LOSS = "x^2/2 + 2y^2 + sin(x) + a x y"
CONSTANTS = {"a": 0.25}
STEPS = 40
INSTALLED = {"numpy": "numpy", "pytorch": "torch", "keras": "keras", "optax": "optax"}
RUNNABLE = [name for name, module in INSTALLED.items() if importlib.util.find_spec(module)]

SCHEDULES_TRIED = (
    None,
    ("exponential", {"decay_rate": 0.9, "decay_steps": 7.0}),
    ("exponential", {"decay_rate": 0.5, "decay_steps": 7.0, "staircase": True}),
    ("piecewise", {"boundaries": (5.0, 20.0), "factors": (1.0, 0.5, 0.1)}),
    ("piecewise", {"boundaries": (5.0,), "factors": (1.0, 0.5), "switch": "at"}),
    None,
    ("polynomial", {"decay_steps": 11.0, "power": 2.0, "end_factor": 0.1, "cycle": True}),
    ("polynomial", {"decay_steps": 30.0, "begin": 4.0, "warmup_steps": 5.0, "warmup_from": 0.2}),
    ("inverse_time", {"decay_rate": 0.5, "decay_steps": 6.0}),
    ("inverse_time", {"decay_rate": 0.5, "decay_steps": 6.0, "staircase": True}),
    ("cosine", {"decay_steps": 15.0, "end_factor": 0.05}),
    ("cosine", {"decay_steps": 15.0, "then": "rise", "power": 2.0}),
    ("cosine", {"decay_steps": 6.0, "then": "restart", "cycle_factor": 2.0}),
    ("step", {"step_size": 8.0, "gamma": 0.5}),
    ("one_cycle", {"total_steps": 35.0, "peak_factor": 4.0}),
    ("one_cycle", {"total_steps": 35.0, "peak_factor": 4.0, "counting": "optax"}),
    ("constant", {"warmup_steps": 10.0}),
)  # fmt: skip


def moved(dial):
    """Values of a dial other than its default."""
    if dial.kind == "switch":
        return [not dial.default]
    if dial.kind == "choice":
        return [choice for choice in dial.choices if choice != dial.default]
    return (
        [0.05]
        if dial.name == "lr"
        else [20.0]
        if dial.whole
        else [1.5 * dial.low]
        if dial.low >= 1
        else [0.3]
    )


def settings(rule):
    """The defaults, the presets, and each dial moved, together with what it needs."""
    names = {dial.name for dial in rule.own}
    lr = {"lr": 1.0 if rule.name == "adadelta" else 0.05}
    yield "defaults", lr
    for label, preset in rule.presets.items():
        decay = {"weight_decay": 0.1} if "weight_decay" in names - set(preset) else {}
        yield label, {**preset, **decay, **lr}
    for dial in rule.own:
        needed = {"momentum": 0.5, "weight_decay": 0.1, "amsgrad": True}
        others = {name: needed[name] for name in (dial.needs,) if name in needed}
        if dial.name == "momentum_decay":
            others["momentum_schedule"] = True
        if dial.name == "nesterov":
            others["momentum"] = 0.5
        for value in moved(dial):
            yield f"{dial.name} {value}", {**lr, **others, dial.name: value}


def cases():
    """(name, experiment of one run): noise in every second, a schedule in most."""
    schedule, noise = cycle(SCHEDULES_TRIED), cycle((0.0, 0.2))
    for rule in RULES.values():
        for label, dials in settings(rule):
            choice = next(schedule)
            run = Run(rule.name, dials, ScheduleChoice(*choice) if choice else None, (1.5, -1.0))
            e = Experiment(LOSS, CONSTANTS, runs=(run,), steps=STEPS, noise=next(noise), seed=7)
            yield f"{rule.name}: {label}, {choice[0] if choice else 'no schedule'}", e


def steady_cases():
    """The same runs without schedule and noise, where most of the libraries' optimizers fit."""
    for name, e in cases():
        run = e.runs[0]
        bare = Run(run.rule, run.dials, None, run.start)
        yield name.rpartition(",")[0], Experiment(LOSS, CONSTANTS, runs=(bare,), steps=STEPS)


def mixed_cases(count):
    """Runs with about half of their dials moved, each under a schedule or none."""
    chance = random.Random(1)
    while count:
        rule = chance.choice(list(RULES.values()))
        dials = {d.name: chance.choice([d.default, *moved(d)]) for d in rule.own}
        dials["lr"] = 1.0 if rule.name == "adadelta" else 0.05
        choice = chance.choice(SCHEDULES_TRIED)
        # Both together leave only rounding of the first variance, which no two machines share.
        if dials.get("centered") and dials.get("bias_correction"):
            continue
        try:
            run = Run(rule.name, dials, ScheduleChoice(*choice) if choice else None, (1.5, -1.0))
        except DialError:  # dials that contradict each other
            continue
        count -= 1
        noise = chance.choice([0.0, 0.2])
        yield Experiment(LOSS, CONSTANTS, runs=(run,), steps=STEPS, noise=noise, seed=7)


def amplified(e):
    """How far a path moves when its start does by the last bit."""
    (one,) = e.runs
    near = replace(one, start=tuple(np.nextafter(one.start, np.inf).tolist()))
    return gap(run(replace(e, runs=(near,)))[0].points, run(e)[0].points)


def left_by(text):
    """`points` as a script leaves them."""
    names = {"print": lambda *_: None, "__name__": "script"}
    with np.errstate(all="ignore"), warnings.catch_warnings():
        # Of Keras's own code, where it turns PyTorch's tensors into arrays.
        warnings.filterwarnings("ignore", "__array__", DeprecationWarning)
        exec(compile(text, "script.py", "exec"), names)
    return names["points"]


def gap(found, wanted):
    """The largest difference, relative where numbers are above 1."""
    assert np.shape(found) == np.shape(wanted)
    return np.max(np.abs(found - wanted) / np.maximum(1, np.abs(wanted)), initial=0.0)
