"""The shapes of the schedules: steps since the warm-up and dials in, factors out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers.dial import DialError, Value, show
from optimizers.formulas.evaluate import Array


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
