"""The limits of an experiment, and the sentences that refuse what lies outside them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from experiment.numerals import write_number
from experiment.problems import did_you_mean, listed, shown
from experiment.views import VIEWS

STEPS = 200  # what a link without `steps` means; old links rest on it, so it never changes
MOST_STEPS = 10_000
MOST_RUNS = 12
LEAST = 1e-30  # of a learning rate or a noise above 0: less moves no point
FARTHEST = 1e6  # largest coordinate of a start
LOUDEST = 1e6  # largest standard deviation of the gradient noise
LAST_SEED = 2**32 - 1
LONGEST_TEXT = 4096  # a loss of more than 400 characters cannot be read, yet is kept to be cut
CONSTANT = (1e-30, 1e6)  # sizes of a constant of a loss, besides 0
Window = tuple[tuple[float, float], ...]
HIDEABLE = ("title", "controls", "curves", "inspector", "text")

_LESSON = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


class ExperimentError(ValueError):
    """A value outside the limits; the message is one sentence."""


def known(name: str, names: Iterable[str], kind: str) -> None:
    names = tuple(names)
    if name not in names:
        raise ExperimentError(
            f"There is no {kind} {shown(name)}{did_you_mean(name, names)}; "
            f"there are {listed(names, 'and')}."
        )


def rate(number: Any) -> None:
    """Refuse a learning rate too small to move any point: the dial only asks for more than 0."""
    if number < LEAST:
        raise ExperimentError(
            f"`lr` is {write_number(number)}, but it must be a number of at least 1e-30."
        )


def start(point: Iterable[float]) -> tuple[float, ...]:
    point = tuple(float(number) for number in point)
    for number in point:
        if not abs(number) <= FARTHEST:
            raise ExperimentError(
                f"A start is {number!r}; its numbers lie from -1,000,000 to 1,000,000."
            )
    if len(point) > 2:
        raise ExperimentError(f"A start has {len(point)} numbers; it needs 1 or 2.")
    return point


def wrong_start(point: Sequence[float], variables: Sequence[str]) -> str:
    found = " ".join(write_number(number) for number in point)
    return f"A start is {found}; the loss needs {_numbers(len(variables), variables)}."


def window(pairs: Iterable[Iterable[float]]) -> tuple[tuple[float, float], ...]:
    done: list[tuple[float, float]] = []
    for pair in pairs:
        low, high = (float(edge) for edge in pair)
        if not (low < high and math.isfinite(high - low)):
            raise ExperimentError(
                f"The window runs from {low!r} to {high!r}; it needs two finite numbers, low first."
            )
        done.append((low, high))
    if len(done) > 2:
        raise ExperimentError(f"The window has {len(done)} axes; a loss has 1 or 2 variables.")
    return tuple(done)


def wrong_window(pairs: Sequence[Sequence[float]], variables: Sequence[str]) -> str:
    return (
        f"The window has {2 * len(pairs)} numbers; "
        f"the loss needs {_numbers(2 * len(variables), variables)}."
    )


def _numbers(count: int, variables: Sequence[str]) -> str:
    return f"{count} number{'s' if count > 1 else ''} ({', '.join(variables)})"


def text(loss: str) -> str:
    if len(loss) > LONGEST_TEXT or loss.encode("utf-8", "replace").decode() != loss:
        raise ExperimentError("The loss is not a text that a link can carry.")
    return loss


def is_constant(number: float) -> bool:
    """Say whether a loss can hold the number as the value of a constant."""
    return number == 0 or CONSTANT[0] <= abs(number) <= CONSTANT[1]


def constants(given: Mapping[str, float]) -> dict[str, float]:
    for name, number in given.items():
        if not is_constant(number):
            raise ExperimentError(
                f"The constant {name} is {number!r}; it is 0 or between 1e-30 and 1000000 in size."
            )
    return {name: float(number) for name, number in given.items()}


def count(runs: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(runs) > MOST_RUNS:
        raise ExperimentError(f"There are {len(runs)} runs; at most {MOST_RUNS} fit.")
    return runs


def places(numbers: Iterable[int], count: int) -> None:
    """Refuse places of runs beyond the last of `count`."""
    for place in numbers:
        if place >= count:
            raise ExperimentError(f"There is no run {place + 1} that could be left out.")


def whole(number: int, name: str, low: int, high: int) -> int:
    if number != int(number) or not low <= number <= high:
        raise ExperimentError(
            f"{name} is {number!r}; it is a whole number from {low:,} to {high:,}."
        )
    return int(number)


def steps(number: int) -> int:
    return whole(number, "The number of steps", 1, MOST_STEPS)


def seed(number: int) -> int:
    return whole(number, "The seed", 0, LAST_SEED)


def step(number: int, last: int) -> int:
    return whole(number, "The step shown", 0, last)


def is_noise(scale: float) -> bool:
    """Say whether the number can be a standard deviation of the gradient noise."""
    return scale == 0 or LEAST <= scale <= LOUDEST


def noise(scale: float) -> float:
    if not is_noise(scale):
        raise ExperimentError(f"The noise is {scale!r}; it is 0 or from 1e-30 to 1,000,000.")
    return float(scale)


def view(name: str) -> str:
    known(name, VIEWS, "view")
    return name


def is_lesson(name: str) -> bool:
    """Say whether the text can be the name of a lesson; whether there is one, lessons know."""
    return bool(_LESSON.fullmatch(name))


def lesson(name: str) -> str:
    if name and not is_lesson(name):
        raise ExperimentError(
            f"The lesson is {shown(name)}; its name has at most 40 of a-z, 0-9 and -."
        )
    return name


def hide(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts in the order of HIDEABLE, each once."""
    parts = tuple(parts)
    for part in parts:
        known(part, HIDEABLE, "part called")
    return tuple(part for part in HIDEABLE if part in parts)
