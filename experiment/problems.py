"""What could not be read in a link, one sentence each."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHOWN = 24  # characters of a foreign text that a sentence repeats
MOST = 12  # problems named one by one before the rest is only counted


@dataclass(frozen=True)
class Problem:
    """One part of a link that could not be read: `key` is the part's name in the link."""

    key: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def shown(text: str) -> str:
    """Return the text in quotes, cut to 24 characters, with nothing in it that does not print."""
    cut = text[:SHOWN]
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
    return f"“{plain}{'…' if len(text) > SHOWN else ''}”"


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return ` (did you mean adam?)` for a near miss, else nothing."""
    close = difflib.get_close_matches(word[:SHOWN].lower(), list(names), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Return `a`, `a or b`, `a, b or c`."""
    *head, tail = names
    return f"{', '.join(head)} {last} {tail}" if head else tail


class Notes:
    """Collects problems; after the twelfth it only counts, so that a flood stays readable."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._more = 0

    def add(self, key: str, sentence: str) -> None:
        if len(self._problems) < MOST:
            self._problems.append(Problem(key[:SHOWN], sentence))
        else:
            self._more += 1

    def __iter__(self) -> Iterator[Problem]:
        yield from self._problems
        if self._more:
            parts = "part" if self._more == 1 else "parts"
            yield Problem("link", f"{self._more} more {parts} of the link could not be read.")
