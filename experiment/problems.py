"""What could not be read in a link, one sentence each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.wording import MAX_SHOWN, counted, did_you_mean, listed, shown

MAX_PROBLEMS = 12  # named one by one before the rest is only counted


@dataclass(frozen=True)
class Problem:
    """One part of a link that could not be read.

    key    the part's name in the link
    rule   name and text of a typed rule that could not be read: it can still be mended
    table  fingerprint of a table that the link names but does not carry
    """

    key: str
    sentence: str
    rule: tuple[str, str] | None = None
    table: str = ""

    def __str__(self) -> str:
        return self.sentence


class Notes:
    """Collects problems; after the twelfth it only counts, so that a flood stays readable."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._more = 0

    def add(
        self, key: str, sentence: str, rule: tuple[str, str] | None = None, table: str = ""
    ) -> None:
        if len(self._problems) < MAX_PROBLEMS:
            self._problems.append(Problem(key[:MAX_SHOWN], sentence, rule, table))
        else:
            self._more += 1

    def __iter__(self) -> Iterator[Problem]:
        yield from self._problems
        if self._more:
            parts = counted(self._more, "more part")
            yield Problem("link", f"{parts} of the link could not be read.")


@dataclass(frozen=True)
class Part:
    """Where a problem is noted: the key in the link, and what a sentence calls the place."""

    key: str
    name: str
    notes: Notes

    def note(self, sentence: str, rule: tuple[str, str] | None = None, *, table: str = "") -> None:
        self.notes.add(self.key, f"{self.name}: {sentence}", rule, table)

    def unknown(
        self, kind: str, name: str, names: Iterable[str], *, so: str, known: Iterable[str] = ()
    ) -> None:
        """Note an unknown name; the sentence lists `known`, or else all names."""
        names = list(names)
        self.note(
            f"there is no {kind} {shown(name)}{did_you_mean(name, names)}, so {so}; "
            f"there are {listed(known or names, 'and')}."
        )
