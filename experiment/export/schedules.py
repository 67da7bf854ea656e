"""Every schedule as the lines of a Python function of the step k, counted from 0."""

from collections.abc import Callable, Mapping
from typing import Any

from experiment.model import ScheduleChoice
from language.wording import exact

Dials = Mapping[str, Any]
Lines = tuple[str, ...]


def literal(value: Any) -> str:
    """Return a value as Python writes it: whole numbers without a point, lists as tuples."""
    if isinstance(value, bool | str):
        return repr(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))},)"
    return exact(value)


def periods(d: Dials) -> str:
    return f"k {'//' if d['staircase'] else '/'} {d['decay_steps']}"


def exponential(d: Dials) -> Lines:
    return (f"return {d['decay_rate']} ** ({periods(d)})",)


def inverse_time(d: Dials) -> Lines:
    return (f"return 1 / (1 + {d['decay_rate']} * ({periods(d)}))",)


def piecewise(d: Dials) -> Lines:
    below = "<=" if d["switch"] == "'after'" else "<"
    return (
        f"factors = {d['factors']}",
        f"for boundary, factor in zip({d['boundaries']}, factors):",
        f"    if k {below} boundary:",
        "        return factor",
        "return factors[-1]",
    )


def faded(left: str, d: Dials) -> str:
    """Return what is left of the way to end_factor, along a power."""
    power, end = d["power"], d["end_factor"]
    raised = left if power == "1" else f"{left} ** {power}"
    return raised if end == "0" else f"(1 - {end}) * {raised} + {end}"


def polynomial(d: Dials) -> Lines:
    lines = [f"k = max(k - {d['begin']}, 0)"] if d["begin"] != "0" else []
    length = d["decay_steps"]
    if d["cycle"]:
        lines.append(f"length = {length} * max(math.ceil(k / {length}), 1)")
        length = "length"
    return (*lines, f"left = 1 - min(k / {length}, 1)", f"return {faded('left', d)}")


def cosine(d: Dials) -> Lines:
    length = d["decay_steps"]
    done = {
        "'hold'": (f"done = min(k / {length}, 1)",),
        "'rise'": (f"done = k / {length}",),
        "'restart'": (
            f"length = {length}",
            "while k >= length:  # the next cycle",
            f"    k, length = k - length, length * {d['cycle_factor']}",
            "done = k / length",
        ),
    }[d["then"]]
    wave = "0.5 * (1 + math.cos(math.pi * done))"
    return (*done, f"return {faded(wave if d['power'] == '1' else f'({wave})', d)}")


def step(d: Dials) -> Lines:
    return (f"return {d['gamma']} ** (k // {d['step_size']})",)


def one_cycle(d: Dials) -> Lines:
    total, peak, part = d["total_steps"], d["peak_factor"], d["peak_at"]
    pytorch = d["counting"] == "'pytorch'"
    last = f"{total} - 1" if pytorch else total
    top = f"{part} * {total} - 1" if pytorch else f"math.floor({part} * {total})"
    return (
        f"last, top = {last}, {top}",
        "if k <= top:",
        f"    first, final, part = 1, {peak}, min(k / top, 1)",
        "else:",
        f"    first, final = {peak}, {d['end_factor']}",
        "    part = min((k - top) / (last - top), 1)",
        "return final + (first - final) * 0.5 * (1 + math.cos(math.pi * part))",
    )


def constant(d: Dials) -> Lines:
    return ("return 1.0",)


BODIES: Mapping[str, Callable[[Dials], Lines]] = {
    "exponential": exponential,
    "piecewise": piecewise,
    "polynomial": polynomial,
    "inverse_time": inverse_time,
    "cosine": cosine,
    "step": step,
    "one_cycle": one_cycle,
    "constant": constant,
}


def warm_up(dials: Mapping[str, Any]) -> Lines:
    """Return the lines before a schedule that begins with a warm-up; none without one."""
    if not dials["warmup_steps"]:
        return ()
    count, low = literal(dials["warmup_steps"]), dials["warmup_from"]
    rising = f"{literal(low)} + {literal(1 - low)} * k / {count}" if low else f"k / {count}"
    return (f"if k < {count}:  # warm-up", f"    return {rising}", f"k = k - {count}")


def factor_lines(choice: ScheduleChoice) -> Lines:
    """Return the body of `factor(k)`: what the learning rate is multiplied by at step k."""
    # Switches stay as they are, so that an "off" is false; all else is text.
    texts = {
        name: value if isinstance(value, bool) else literal(value)
        for name, value in choice.dials.items()
    }
    return warm_up(choice.dials) + BODIES[choice.name](texts)
