"""The schedules, as Keras defines them where Keras has them; exact in their counting.

Keras: https://keras.io/api/optimizers/learning_rate_schedules
PyTorch: https://docs.pytorch.org/docs/stable/optim.html
Optax: https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers.common import choice, switch
from optimizers.dial import Dial, DialError, Value, show
from optimizers.rule import Array
from optimizers.schedule import Schedule


def steps(name: str, default: float, meaning: str, *, required: bool = True) -> Dial:
    """A dial that counts steps."""
    return Dial(
        name, r"\mathrm{" + name.replace("_", r"\_") + "}", default, meaning,
        low=1.0, high=1e5, whole=True, required=required,
    )  # fmt: skip


def portion(name: str, symbol: str, default: float, meaning: str, **more: Any) -> Dial:
    return Dial(name, symbol, default, meaning, **{"low": 0.0, "high": 1.0, **more})


def stairs(k: Array, dials: Any) -> Array:
    """Steps in units of decay_steps; whole units only on a staircase."""
    periods = k / dials["decay_steps"]
    return np.asarray(np.floor(periods) if dials["staircase"] else periods)


def constant(k: Array, dials: Any) -> Array:
    return np.ones_like(k)


def exponential(k: Array, dials: Any) -> Array:
    return np.asarray(dials["decay_rate"] ** stairs(k, dials))


def inverse_time(k: Array, dials: Any) -> Array:
    return np.asarray(1 / (1 + dials["decay_rate"] * stairs(k, dials)))


def piecewise(k: Array, dials: Any) -> Array:
    # Keras keeps the old value at the boundary itself, Optax and PyTorch switch there.
    edges, factors = np.asarray(dials["boundaries"]), np.asarray(dials["factors"])
    after = edges < k[..., None] if dials["switch"] == "after" else edges <= k[..., None]
    return np.asarray(factors[after.sum(axis=-1)])


def polynomial(k: Array, dials: Any) -> Array:
    length = dials["decay_steps"]
    k = np.maximum(k - dials["begin"], 0.0)
    if dials["cycle"]:
        length = length * np.maximum(np.ceil(k / length), 1.0)
    left = 1 - np.minimum(k / length, 1.0)
    end = dials["end_factor"]
    return np.asarray((1 - end) * left ** dials["power"] + end)


def cosine(k: Array, dials: Any) -> Array:
    length, end = dials["decay_steps"], dials["end_factor"]
    done = {"hold": np.minimum(k / length, 1.0), "rise": k / length}
    part = done[dials["then"]] if dials["then"] in done else restarted(k, dials)
    return np.asarray((1 - end) * (0.5 * (1 + np.cos(np.pi * part))) ** dials["power"] + end)


def restarted(k: Array, dials: Any) -> Array:
    """Part of the current cycle that is done; each is cycle_factor times as long as the last."""
    starts, length = [0.0], dials["decay_steps"]
    while starts[-1] + length <= k.max(initial=0.0):
        starts.append(starts[-1] + length)
        length *= dials["cycle_factor"]
    cycle = np.searchsorted(starts, k, side="right") - 1
    return np.asarray(
        (k - np.asarray(starts)[cycle]) / (dials["decay_steps"] * dials["cycle_factor"] ** cycle)
    )


def step(k: Array, dials: Any) -> Array:
    return np.asarray(dials["gamma"] ** np.floor(k / dials["step_size"]))


def one_cycle(k: Array, dials: Any) -> Array:
    total, peak, end = dials["total_steps"], dials["peak_factor"], dials["end_factor"]
    # PyTorch's last step is the one before total_steps; Optax cuts the rise to whole steps.
    pytorch = dials["counting"] == "pytorch"
    last = total - 1 if pytorch else total
    top = dials["peak_at"] * total - 1 if pytorch else np.floor(dials["peak_at"] * total)
    up, down = k / np.maximum(top, 1e-12), np.clip((k - top) / (last - top), 0.0, 1.0)
    return np.where(k <= top, between(1.0, peak, np.minimum(up, 1.0)), between(peak, end, down))


def between(first: float, last: float, part: Array) -> Array:
    """From the first to the last value along half a cosine."""
    return np.asarray(last + (first - last) * 0.5 * (1 + np.cos(np.pi * part)))


def check_pieces(dials: Mapping[str, Value]) -> None:
    """One more factor than boundaries, and boundaries in order."""
    edges, factors = np.atleast_1d(dials["boundaries"]), np.atleast_1d(dials["factors"])
    if len(factors) != len(edges) + 1:
        raise DialError(
            f"`factors` is {show(factors)}, but it must be {len(edges) + 1} numbers, "
            f"one more than `boundaries` has."
        )
    if not np.all(np.diff(edges) > 0):
        raise DialError(f"`boundaries` is {show(edges)}, but its numbers must increase.")


def check_cycle(dials: Mapping[str, Value]) -> None:
    """The peak must come before the end, after the start."""
    total, part = float(dials["total_steps"]), float(dials["peak_at"])  # type: ignore[arg-type]
    if part * total < 2 or total - part * total < 1:
        raise DialError(
            f"`peak_at` is {show(part)}, but with `total_steps` {show(total)} the peak must come "
            "at least 2 steps after the start and 1 before the end."
        )


STAIRCASE = switch("staircase", False, "change only after whole decay_steps", convention=False)
DECAY_STEPS = steps("decay_steps", 50.0, "steps in which the rate decays once")
END = portion("end_factor", r"f_{\mathrm{end}}", 0.0, "factor at the end")
POWER = Dial("power", "p", 1.0, "exponent of the decay", low=0.0, high=100.0, low_open=True)
RATE = portion("decay_rate", "r", 0.9, "factor of one decay", low_open=True, required=True)

ALL = (
    Schedule(
        "exponential", "Exponential", (RATE, DECAY_STEPS, STAIRCASE), exponential,
        r"r^{k / \mathrm{decay\_steps}}", "the same share is lost in each decay_steps",
    ),
    Schedule(
        "piecewise", "Piecewise constant",
        (
            Dial("boundaries", "b", (100.0,), "steps at which the factor changes", kind="list",
                 low=0.0, high=1e5, required=True),
            Dial("factors", "f", (1.0, 0.1), "factors, one more than boundaries", kind="list",
                 low=0.0, high=1e3, required=True),
            choice("switch", "after", ("after", "at"),
                   "after: the boundary step keeps the old factor, as in Keras; "
                   "at: it has the new one, as in Optax and PyTorch"),
        ),
        piecewise, r"f_i, \quad b_i < k \le b_{i+1}", "a factor for each stretch of steps",
        check_pieces,
    ),
    Schedule(
        "polynomial", "Polynomial",
        (
            DECAY_STEPS, END, POWER,
            switch("cycle", False, "begin again with a longer decay", convention=False),
            Dial("begin", "k_0", 0.0, "steps at the full rate", low=0.0, high=1e5, whole=True),
        ),
        polynomial,
        r"(1 - f_{\mathrm{end}}) (1 - k / \mathrm{decay\_steps})^p + f_{\mathrm{end}}",
        "falls to end_factor along a power",
    ),
    Schedule(
        "inverse_time", "Inverse time",
        (
            Dial("decay_rate", "r", 0.5, "how fast the rate falls", low=0.0, high=1e3,
                 required=True),
            DECAY_STEPS, STAIRCASE,
        ),
        inverse_time, r"\frac{1}{1 + r\, k / \mathrm{decay\_steps}}", "falls ever more slowly",
    ),
    Schedule(
        "cosine", "Cosine",
        (
            DECAY_STEPS, END, POWER,
            choice("then", "hold", ("hold", "rise", "restart"),
                   "after decay_steps: hold, as in Keras and Optax; rise again, as in PyTorch's "
                   "CosineAnnealingLR; restart, as in its CosineAnnealingWarmRestarts"),
            Dial("cycle_factor", "c", 1.0, "how much longer each restarted cycle is",
                 low=1.0, high=10.0, whole=True),
        ),
        cosine,
        r"(1 - f_{\mathrm{end}}) \left(\tfrac12 + \tfrac12 \cos\frac{\pi k}"
        r"{\mathrm{decay\_steps}}\right)^p + f_{\mathrm{end}}",
        "falls along half a cosine",
    ),
    Schedule(
        "step", "Step",
        (
            steps("step_size", 50.0, "steps between two drops"),
            portion("gamma", r"\gamma", 0.5, "factor of each drop", low_open=True, required=True),
        ),
        step, r"\gamma^{\lfloor k / \mathrm{step\_size} \rfloor}", "drops every step_size steps",
    ),
    Schedule(
        "one_cycle", "One cycle",
        (
            steps("total_steps", 200.0, "length of the cycle"),
            Dial("peak_factor", r"f_{\mathrm{max}}", 25.0, "factor at the peak", low=1.0, high=1e3),
            portion("peak_at", "q", 0.3, "part of the cycle before the peak", low_open=True,
                    high_open=True),
            portion("end_factor", r"f_{\mathrm{end}}", 1e-4, "factor at the end"),
            choice("counting", "pytorch", ("pytorch", "optax"),
                   "whether the cycle ends before total_steps (pytorch) or at it (optax)"),
        ),
        one_cycle,
        r"1 \to f_{\mathrm{max}} \to f_{\mathrm{end}} \text{ along cosines}",
        "rises to a peak, then falls far below the start", check_cycle,
    ),
    Schedule("constant", "Constant", (), constant, "1", "no change, after the warm-up if any"),
)  # fmt: skip

SCHEDULES: Mapping[str, Schedule] = {schedule.name: schedule for schedule in ALL}
