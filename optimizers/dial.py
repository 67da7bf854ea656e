"""A dial: one hyperparameter of a rule or of a schedule, with everything a screen must know of it.

Menus, cards, links, inspectors and tests are all made from dials; no limit is written twice.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np

from language.errors import Refusal
from language.wording import listed, setting
from language.words import GREEK_LETTERS

Kind = Literal["number", "switch", "choice", "list"]
Value = float | bool | str | tuple[float, ...]
V = TypeVar("V")

WORDS = {"on": True, "off": False}  # how a switch is written in a link
LETTERS = {name: letters[0] for name, letters in GREEK_LETTERS.items()} | {"eps": "ε"}
SPELLED = {"lr": "learning rate", "amsgrad": "AMSGrad"}
INDICES = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class DialError(Refusal):
    """A setting that cannot be used; `str(error)` is one sentence for the person who chose it."""


class Frozen(Mapping[str, V]):
    """Names and values in a fixed order that cannot change, so that they can be hashed."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, V]) -> None:
        self._pairs = dict(pairs)

    def __getitem__(self, name: str) -> V:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs.items()))

    def __repr__(self) -> str:
        return repr(self._pairs)


@dataclass(frozen=True)
class Dial:
    """One hyperparameter. `default` fills it in; a `required` one must be given in a link."""

    name: str
    symbol: str  # LaTeX, as in the equation
    default: Value
    meaning: str
    kind: Kind = "number"
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    logarithmic: bool = False
    whole: bool = False
    choices: tuple[str, ...] = ()
    convention: bool = False  # a point on which libraries and papers differ
    zero_is_off: bool = False  # 0 leaves its part of the rule out, state included
    required: bool = False
    needs: str = ""  # name of the dial that must be on, or not 0, for this one to matter

    @property
    def label(self) -> str:
        """Its name on the screen: "weight decay"; a letter of the paper as that letter: "β₁"."""
        return " ".join(map(_spoken, self.name.split("_")))

    @property
    def span(self) -> str:
        """What is allowed, in words: "at least 0 and below 1"."""
        if self.kind == "switch":
            return "on or off"
        if self.kind == "choice":
            return listed(self.choices)
        low = f"{'above' if self.low_open else 'at least'} {show(self.low)}"
        high = f"{'below' if self.high_open else 'at most'} {show(self.high)}"
        bounds = [low] * math.isfinite(self.low) + [high] * math.isfinite(self.high)
        return " and ".join(bounds)

    @property
    def allowed(self) -> str:
        """The allowed values with their kind: "a whole number at least 1"."""
        if self.kind in ("switch", "choice"):
            return self.span
        span = f" {self.span}" if self.span else ""
        if self.kind == "list":
            return f"numbers{span}, with commas between them and no spaces"
        return f"a {'whole ' if self.whole else ''}number{span}"

    def check(self, value: Any) -> Value:
        """Return `value` as this dial keeps it; raise DialError with one sentence otherwise."""
        checked = READERS[self.kind](self, value)
        if checked is None:
            found = show(value)
            raise DialError(f"`{self.name}` is {found}, but it must be {self.allowed}.")
        return checked

    def holds(self, number: float) -> bool:
        """Whether a number is finite, within the range, and whole where it must be."""
        above = number > self.low if self.low_open else number >= self.low
        below = number < self.high if self.high_open else number <= self.high
        return above and below and math.isfinite(number) and (not self.whole or number % 1 == 0)


def _number(dial: Dial, value: Any) -> float | None:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return None
    number = float(value)
    return number if dial.holds(number) else None


def _switch(dial: Dial, value: Any) -> bool | None:
    if isinstance(value, bool | np.bool_):
        return bool(value)
    return WORDS.get(value) if isinstance(value, str) else None


def _choice(dial: Dial, value: Any) -> str | None:
    return value if isinstance(value, str) and value in dial.choices else None


def _list(dial: Dial, value: Any) -> tuple[float, ...] | None:
    if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray):
        return None
    numbers = [_number(dial, item) for item in value]
    kept = tuple(number for number in numbers if number is not None)
    return kept if kept and len(kept) == len(numbers) else None


READERS = {"number": _number, "switch": _switch, "choice": _choice, "list": _list}


def _spoken(word: str) -> str:
    """A word of a name: a Greek letter by itself, its index below."""
    letters = word.rstrip("0123456789")
    letter = LETTERS.get(letters)
    index = word[len(letters) :].translate(INDICES)
    return letter + index if letter else SPELLED.get(word, word)


def show(value: Any) -> str:
    """A value in a sentence: as a link writes it, and text in quotes."""
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    plain = isinstance(value, bool | int | float | list | tuple)
    return setting(value) or "empty" if plain else repr(str(value))
