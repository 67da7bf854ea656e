"""The parts of a link other than its runs: how each is read, and how each is written.

A reader returns None, having noted why, where the part cannot be read.
"""

from collections.abc import Callable, Mapping
from typing import Any

from experiment import limits
from experiment.link.look_part import read_look
from experiment.link.words import Part, Words
from experiment.look import Look
from experiment.numerals import read_number, read_whole, write_number
from experiment.problems import did_you_mean, listed, shown
from experiment.views import DEFAULT_VIEW, VIEWS

Reader = Callable[[str, Part], Any]


def whole(low: int, high: int, used: int) -> Reader:
    """Return the reader of a whole number within limits."""

    def read(text: str, part: Part) -> int | None:
        number = read_whole(text.strip())
        if number is not None and low <= number <= high:
            return number
        part.note(f"{shown(text)} is not a whole number from {low} to {high}, so {used} is used.")
        return None

    return read


def read_noise(text: str, part: Part) -> float | None:
    number = read_number(text.strip())
    if number is not None and limits.is_noise(number):
        return number
    part.note(f"{shown(text)} is not 0 or a number from 1e-30 to 1000000, so 0 is used.")
    return None


def read_view(text: str, part: Part) -> tuple[str, Look] | None:
    words = Words(text)
    name = words.take()
    if name not in VIEWS:
        part.note(
            f"there is no view {shown(name)}{did_you_mean(name, VIEWS)}, so "
            f"{DEFAULT_VIEW} is shown; there are {listed(VIEWS, 'and')}."
        )
        return None
    return name, read_look(words, part, name)


def read_lesson(text: str, part: Part) -> str | None:
    name = text.strip()
    if limits.is_lesson(name):
        return name
    part.note(f"{shown(name)} is not the name of a lesson, so none is shown.")
    return None


def read_hide(text: str, part: Part) -> tuple[str, ...]:
    words, parts = Words(text), []
    while words:
        name = words.take()
        if name in limits.HIDEABLE:
            parts.append(name)
            continue
        part.note(
            f"there is no part {shown(name)}{did_you_mean(name, limits.HIDEABLE)}, so nothing is "
            f"hidden for it; there are {listed(limits.HIDEABLE, 'and')}."
        )
    return tuple(parts)


def read_window(text: str, part: Part, variables: tuple[str, ...]) -> limits.Window | None:
    """Return low and high of each variable; any of two or four numbers where none are known."""
    found = list(Words(text).take_until(()))
    edges = [number for word in found if (number := read_number(word)) is not None]
    counts = (2 * len(variables),) if variables else (2, 4)
    if len(edges) == len(found) and len(edges) in counts:
        try:
            return limits.window(zip(edges[::2], edges[1::2], strict=True))
        except limits.ExperimentError:
            pass
    axes = f" ({', '.join(variables)})" if variables else ""
    part.note(
        f"{shown(text)} is not a low and a higher number for each variable{axes}, "
        "so the loss's own window is used."
    )
    return None


def read_constants(text: str, part: Part) -> dict[str, float]:
    """Return names and values; a pair that cannot be read is left out."""
    words, given = Words(text), dict[str, float]()
    while words:
        name, word = words.take(), words.take()
        number = read_number(word)
        if number is None or not limits.is_constant(number):
            part.note(
                f"the constant {shown(name)} is {shown(word)}, but it must be 0 or a number from "
                "1e-30 to 1000000 in size, so it is left out."
            )
        elif name in given:
            part.note(f"{shown(name)} is set twice, so only its first value counts.")
        else:
            given[name] = number
    return given


def write_constants(constants: Mapping[str, float]) -> str:
    return " ".join(f"{name} {write_number(number)}" for name, number in constants.items())


def write_window(window: limits.Window) -> str:
    return " ".join(write_number(edge) for pair in window for edge in pair)
