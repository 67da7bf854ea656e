"""The texts of the schedules: dials in, lines out that give the factor at step k, from 0."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers.dial import DialError, show

Dials = Mapping[str, Any]
TO_END = "factor = (1 - end_factor) ({})^power + end_factor"


def stairs(dials: Dials) -> str:
    """Steps in units of decay_steps; whole units only on a staircase."""
    return "floor(k / decay_steps)" if dials["staircase"] else "(k / decay_steps)"


def exponential(dials: Dials) -> str:
    return f"factor = decay_rate^{stairs(dials)}"


def inverse_time(dials: Dials) -> str:
    return f"factor = 1 / (1 + decay_rate {stairs(dials)})"


def inverse_sqrt(dials: Dials) -> str:
    return "factor = sqrt(decay_steps / (decay_steps + k))"


def triangular(dials: Dials) -> str:
    height = {
        "same": "(peak_factor - 1)",
        "half": "(peak_factor - 1) / 2^begun",
        "decaying": "(peak_factor - 1) decay_rate^k",
    }[dials["then"]]
    return f"""
        length = steps_up + steps_down
        begun = floor(k / length)
        now = k - begun length
        way = where(now <= steps_up, now / steps_up, (length - now) / steps_down)
        factor = 1 + {height} way
    """


def step(dials: Dials) -> str:
    return "factor = gamma^floor(k / step_size)"


def constant(dials: Dials) -> str:
    return "factor = 1"


def piecewise(dials: Dials) -> str:
    # Keras keeps the old value at the boundary itself, Optax and PyTorch switch there.
    before = "<=" if dials["switch"] == "after" else "<"
    edges, factors = (np.atleast_1d(dials[name]).tolist() for name in ("boundaries", "factors"))

    def pieces(low: int, high: int) -> str:
        """The factors from `low` to `high`, halved again and again: no list nests too deep."""
        if low == high:
            return show(factors[low])
        middle = (low + high) // 2
        first, second = pieces(low, middle), pieces(middle + 1, high)
        return f"where(k {before} {show(edges[middle])}, {first}, {second})"

    return f"factor = {pieces(0, len(edges))}"


def polynomial(dials: Dials) -> str:
    longer = "length = decay_steps max(ceil(k / decay_steps), 1)" if dials["cycle"] else ""
    return f"""
        {"k = max(k - begin, 0)" if dials["begin"] else ""}
        {longer}
        {TO_END.format(f"1 - min(k / {'length' if longer else 'decay_steps'}, 1)")}
    """


def cosine(dials: Dials) -> str:
    # A cycle that is cycle_factor times as long as the last begins after a geometric sum of steps;
    # a little is added so that rounding starts none too late.
    restart = """
        cycle = floor(log(1 + k (cycle_factor - 1) / decay_steps) / log(cycle_factor) + 1e-9)
        began = decay_steps (cycle_factor^cycle - 1) / (cycle_factor - 1)
        done = (k - began) / (decay_steps cycle_factor^cycle)
    """
    if dials["cycle_factor"] == 1:
        restart = "done = (k - decay_steps floor(k / decay_steps)) / decay_steps"
    done = {"hold": "done = min(k / decay_steps, 1)", "rise": "done = k / decay_steps"}
    return f"""
        {done.get(dials["then"], restart)}
        {TO_END.format("0.5 (1 + cos(pi done))")}
    """


def one_cycle(dials: Dials) -> str:
    # PyTorch's last step is the one before total_steps; Optax cuts the rise to whole steps.
    pytorch = dials["counting"] == "pytorch"
    return f"""
        last = {"total_steps - 1" if pytorch else "total_steps"}
        top = {"peak_at total_steps - 1" if pytorch else "floor(peak_at total_steps)"}
        up = 0.5 (1 + cos(pi min(k / top, 1)))
        down = 0.5 (1 + cos(pi min(max((k - top) / (last - top), 0), 1)))
        rise = peak_factor + (1 - peak_factor) up
        fall = end_factor + (peak_factor - end_factor) down
        factor = where(k <= top, rise, fall)
    """


def warmed_up(text: str) -> str:
    """The schedule after a warm-up."""
    return f"""
        now = k
        k = max(k - warmup_steps, 0)
        {text}
        rising = warmup_from + (1 - warmup_from) now / warmup_steps
        factor = where(now < warmup_steps, rising, factor)
    """


def check_pieces(dials: Dials) -> None:
    """One more factor than boundaries, and boundaries in order."""
    edges, factors = np.atleast_1d(dials["boundaries"]), np.atleast_1d(dials["factors"])
    if len(factors) != len(edges) + 1:
        raise DialError(
            f"`factors` is {show(factors)}, but it must be {len(edges) + 1} numbers, "
            f"one more than `boundaries` has."
        )
    if not np.all(np.diff(edges) > 0):
        raise DialError(f"`boundaries` is {show(edges)}, but its numbers must increase.")


def check_cycle(dials: Dials) -> None:
    """The peak must come before the end, after the start."""
    total, part = dials["total_steps"], dials["peak_at"]
    if part * total < 2 or total - part * total < 1:
        raise DialError(
            f"`peak_at` is {show(part)}, but with `total_steps` {show(total)} the peak must come "
            "at least 2 steps after the start and 1 before the end."
        )
