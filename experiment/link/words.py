"""The words of a link's parts, read one by one; a part that cannot be read keeps its default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiment.problems import Part
from experiment.synonyms import DIAL_NAMES, same_name
from language.wording import looks_like_number, read_list, read_number, shown
from optimizers import Dial, DialError
from optimizers.dial import show
from optimizers.wrappers import DIALS as WRAPPERS

NO_WORD = ""  # the word that stands where a value is missing


class Words:
    """The words of one part, taken from the left."""

    def __init__(self, text: str) -> None:
        self._words = text.split()
        self._next = 0

    def __bool__(self) -> bool:
        return self._next < len(self._words)

    def peek(self) -> str:
        """Return the next word without taking it, nothing at the end."""
        return self._words[self._next] if self else NO_WORD

    def take(self) -> str:
        word = self.peek()
        self._next += bool(self)
        return word

    def rest(self) -> list[str]:
        return self.take_until(())

    def take_until(self, names: Sequence[str]) -> list[str]:
        """Take all words before the next one that is a name."""
        taken = []
        while self and self.peek() not in names:
            taken.append(self.take())
        return taken


@dataclass(frozen=True)
class Panel:
    """The dials that a part may set, and the values that stand where it sets none."""

    dials: Mapping[str, Dial]
    defaults: Mapping[str, Any]
    ends: Sequence[str]  # words that end the list of dials

    @property
    def synonyms(self) -> Mapping[str, str]:
        """Other names of the dials; where there is a rho, alpha may be one."""
        taken = {"alpha"} if "rho" in self.dials else set()
        return {name: ours for name, ours in DIAL_NAMES.items() if name not in taken}


def read_dials(words: Words, part: Part, panel: Panel) -> dict[str, Any]:
    """Read `name value` pairs; what cannot be read is noted and left out."""
    given: dict[str, Any] = {}
    while words and words.peek() not in panel.ends:
        typed = words.take()
        name = same_name(typed, panel.dials, panel.synonyms)
        if name not in panel.dials:
            known = [f"`{name}`" for name, dial in panel.dials.items() if dial not in WRAPPERS]
            part.unknown("dial", typed, panel.dials, so="it is left out", known=known)
            _skip_value(words)
            continue
        value = _read_dial(_value_of(panel, name, words), part, panel, name)
        if name in given:
            part.note(f"`{name}` is set twice, so only its first value counts.")
        elif value is not None:
            given[name] = value
    return given


def _value_of(panel: Panel, name: str, words: Words) -> str:
    """Take the word after a dial's name; nothing where the next name follows at once."""
    next_word = words.peek()
    chosen = next_word in panel.dials[name].choices  # `switch at`: a choice may be spelled so
    missing = next_word in panel.dials or next_word in panel.ends
    return NO_WORD if missing and not chosen else words.take()


def _read_dial(word: str, part: Part, panel: Panel, name: str) -> Any:
    """Return the value that the word gives a dial, None where it gives none."""
    dial = panel.dials[name]
    value = _read(dial.kind, word)
    try:
        if value is not None:
            return dial.check(value)
    except DialError:
        pass  # the sentence below says the same, with the word as it was typed
    found = f"is {shown(word)}" if word else "has no value"
    used = f", so {show(panel.defaults[name])} is used" if name in panel.defaults else ""
    part.note(f"`{name}` {found}, but it must be {dial.allowed}{used}.")
    return None


def _read(kind: str, word: str) -> Any:
    """Return the value of a word for a dial of that kind, unchecked; None where it has none."""
    if kind == "number":
        return read_number(word)
    if kind == "list":
        return read_list(word, read_number)
    return {"true": "on", "false": "off"}.get(word.lower(), word.lower())


def _skip_value(words: Words) -> None:
    """Leave out the value of an unknown dial too, where there plainly is one."""
    if looks_like_number(words.peek()) or words.peek() in ("on", "off"):
        words.take()
