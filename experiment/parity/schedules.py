"""What a library calls a schedule and its settings, in this project's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from operator import mul
from typing import Any

from experiment.parity.libraries import Dials, Entry, Settings, translated

Schedule = tuple[str, Dials]


def ratio(settings: Settings, part: str, whole: str) -> float:
    return float(settings[part] / settings[whole])


def picked(settings: Settings, **names: str) -> Dials:
    return {ours: settings[theirs] for ours, theirs in names.items()}


def warmed(steps: float, name: str = "constant", **dials: Any) -> Schedule:
    return name, {"warmup_steps": steps, **dials}


def one_cycle(settings: Settings, total: float, counting: str) -> Schedule:
    end = 1 / settings["final_div_factor"]
    return "one_cycle", {"total_steps": total, "peak_factor": settings["div_factor"],
                         "peak_at": settings["pct_start"], "end_factor": end,
                         "counting": counting}  # fmt: skip


def transition(settings: Settings, **power: float) -> tuple[float, Schedule]:
    steps = picked(settings, decay_steps="transition_steps", begin="transition_begin")
    end = ratio(settings, "end_value", "init_value")
    return settings["init_value"], ("polynomial", {**steps, **power, "end_factor": end})


DECAY = {"decay_rate": "decay_rate", "decay_steps": "decay_steps"}

# Each library schedule: its settings -> (learning rate, (our name, our dials)).
SCHEDULE_WORDS: Mapping[str, Callable[[Settings], tuple[float, Schedule]]] = {
    "ExponentialDecay": lambda s: (
        s["initial_learning_rate"],
        ("exponential", {**picked(s, **DECAY), "staircase": s.get("staircase", False)}),
    ),
    "InverseTimeDecay": lambda s: (
        s["initial_learning_rate"],
        ("inverse_time", {**picked(s, **DECAY), "staircase": s["staircase"]}),
    ),
    "PiecewiseConstantDecay": lambda s: (
        1.0,
        ("piecewise", {"boundaries": s["boundaries"], "factors": s["values"]}),
    ),
    "PolynomialDecay": lambda s: (
        s["initial_learning_rate"],
        ("polynomial", {**picked(s, decay_steps="decay_steps", power="power", cycle="cycle"),
                        "end_factor": ratio(s, "end_learning_rate", "initial_learning_rate")}),
    ),
    "CosineDecay": lambda s: (
        s["initial_learning_rate"],
        ("cosine", picked(s, decay_steps="decay_steps", end_factor="alpha")),
    ),
    "piecewise_constant_schedule": lambda s: (
        s["init_value"],
        ("piecewise", {
            "boundaries": [float(step) for step in s["boundaries_and_scales"]],
            "factors": list(accumulate(s["boundaries_and_scales"].values(), mul, initial=1.0)),
            "switch": "at",
        }),
    ),
    "polynomial_schedule": lambda s: transition(s, power=s["power"]),
    "linear_schedule": transition,
    "cosine_decay_schedule": lambda s: (
        s["init_value"],
        ("cosine", picked(s, decay_steps="decay_steps", end_factor="alpha", power="exponent")),
    ),
    "warmup_constant_schedule": lambda s: (s["peak_value"], warmed(s["warmup_steps"])),
    "warmup_cosine_decay_schedule": lambda s: (
        s["peak_value"],
        # Optax counts the warm-up among decay_steps.
        warmed(s["warmup_steps"], "cosine", decay_steps=s["decay_steps"] - s["warmup_steps"],
               end_factor=ratio(s, "end_value", "peak_value"), power=s.get("exponent", 1.0)),
    ),
    "warmup_exponential_decay_schedule": lambda s: (
        s["peak_value"],
        warmed(s["warmup_steps"], "exponential", decay_steps=s["transition_steps"],
               decay_rate=s["decay_rate"], staircase=s["staircase"]),
    ),
    "cosine_onecycle_schedule": lambda s: (
        s["peak_value"] / s["div_factor"],
        one_cycle(s, s["transition_steps"], "optax"),
    ),
    "ExponentialLR": lambda s: (
        s["lr"],
        ("exponential", {"decay_rate": s["gamma"], "decay_steps": 1}),
    ),
    "StepLR": lambda s: (s["lr"], ("step", picked(s, step_size="step_size", gamma="gamma"))),
    "MultiStepLR": lambda s: (
        s["lr"],
        ("piecewise", {"boundaries": s["milestones"], "switch": "at",
                       "factors": [s["gamma"] ** i for i in range(len(s["milestones"]) + 1)]}),
    ),
    "LinearLR": lambda s: (s["lr"], warmed(s["total_iters"], warmup_from=s["start_factor"])),
    "CosineAnnealingLR": lambda s: (
        s["lr"],
        ("cosine", {"decay_steps": s["T_max"], "end_factor": ratio(s, "eta_min", "lr"),
                    "then": "rise"}),
    ),
    "CosineAnnealingWarmRestarts": lambda s: (
        s["lr"],
        ("cosine", {"decay_steps": s["T_0"], "cycle_factor": s["T_mult"],
                    "end_factor": ratio(s, "eta_min", "lr"), "then": "restart"}),
    ),
    "CyclicLR": lambda s: (
        s["base_lr"],
        ("triangular", {"steps_up": s["step_size_up"], "steps_down": s["step_size_down"],
                        "peak_factor": ratio(s, "max_lr", "base_lr"),
                        "then": {"triangular": "same", "triangular2": "half"}[s["mode"]]}),
    ),
    "OneCycleLR": lambda s: (
        s["max_lr"] / s["div_factor"],
        one_cycle(s, s["total_steps"], "pytorch"),
    ),
}  # fmt: skip


def scheduled(name: str, settings: Settings) -> tuple[float, Schedule]:
    """Return the learning rate and (our schedule, its dials) of a library's schedule."""
    return SCHEDULE_WORDS[name](settings)


def with_schedule(entry: Entry) -> tuple[str, Dials, Schedule | None]:
    """Return rule, dials and schedule of a reference trajectory, its schedule in our words."""
    rule, dials = translated(entry)
    if not entry.get("schedule"):
        return rule, dials, None
    settings = {"lr": dials.get("lr"), **entry["schedule"]}
    lr, schedule = scheduled(settings.pop("name"), settings)
    # PyTorch reports the rate that its schedule has already multiplied.
    first = entry["rates"][0] / settings["start_factor"] if "start_factor" in settings else lr
    return rule, {**dials, "lr": first}, schedule
