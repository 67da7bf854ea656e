"""The words beside the view's name in a link: how the picture is drawn, played and presented."""

from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any, NamedTuple

from experiment.limits import MOST_RUNS
from experiment.link.words import NOTHING, Part, Words
from experiment.look import CHARTS, MOST_APART, SPEEDS, Look
from experiment.numerals import read_number, read_whole, write_number
from experiment.problems import listed, shown


class Option(NamedTuple):
    """A word of the link that a value follows: `read` returns None for what is none."""

    read: Callable[[str], Any]
    allowed: str


def read_look(words: Words, part: Part, view: str) -> Look:
    """Read the options that follow the name of a view; what is none is noted and left out."""
    given: dict[str, Any] = {}
    while words:
        name = words.take()
        if name in _FLAGS:
            given[name] = True
        elif name in _OPTIONS:
            value = _read_option(name, words, part)
            given |= {} if value is None else {name: value}
        else:
            part.note(f"{shown(name)} is not an option of {view}, so it is left out.")
    return Look(**given)


def _read_option(name: str, words: Words, part: Part) -> Any:
    """Return what the next word gives the option, None where it gives nothing."""
    word = NOTHING if words.peek() in (*_FLAGS, *_OPTIONS) else words.take()
    value = _OPTIONS[name].read(word)
    if value is None:
        found = f"is {shown(word)}" if word else "has no value"
        allowed = _OPTIONS[name].allowed
        part.note(f"`{name}` {found}, but it must be {allowed}, so it is left out.")
    return value


def _among(names: Collection[str]) -> Option:
    return Option(lambda word: word if word in names else None, listed(names))


def _read_marks(word: str) -> int | None:
    number = read_whole(word)
    return number if number is not None and number <= MOST_APART else None


def _read_speed(word: str) -> float | None:
    number = read_number(word)
    return number if number in SPEEDS else None


def _read_places(word: str) -> tuple[int, ...] | None:
    numbers = [read_whole(piece) for piece in word.split(",")]
    places = tuple(n - 1 for n in numbers if n is not None and 1 <= n <= MOST_RUNS)
    return places if len(places) == len(numbers) else None


_FLAGS = frozenset(field.name for field in fields(Look) if isinstance(field.default, bool))
_OPTIONS = {
    **{name: _among(names) for name, names in CHARTS.items()},
    "marks": Option(_read_marks, f"a whole number from 0 to {MOST_APART}"),
    "speed": Option(_read_speed, listed(map(write_number, SPEEDS))),
    "without": Option(_read_places, f"numbers of runs from 1 to {MOST_RUNS}, such as 2,3"),
}
