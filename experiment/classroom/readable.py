"""From a pasted text to the comparisons in it, and why a line holds none that can be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from experiment.classroom.lines import MAX_LINK, Line
from experiment.goal.task import spelled
from experiment.link import decode, portable
from experiment.link.keys import KEYS
from experiment.link.query import PLUS, split
from experiment.model import Experiment
from experiment.problems import Notes
from landscape import load
from language.wording import read_number
from losses import LossError

# What a link may say badly without saying another comparison.
_OF_THE_SCREEN = ("window", "view", "step", "hide", "lesson", "map", "next", "v")
_OF_THE_LOSS = ("loss", "where", "data", "model", "target", "measure", "scale")
NOTHING = "the line holds no link of a comparison"


class Refused(NamedTuple):
    """A line that does not count, and why: a sentence without its end."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """A link that counts.

    changed   keys of CHANGES that differ from the task
    note      what is to be said of it all the same
    """

    number: int
    name: str
    experiment: Experiment
    changed: tuple[str, ...] = ()
    note: str = ""

    @cached_property
    def link(self) -> str:
        """The query string that shows it."""
        return portable(self.experiment)


def refusal(what: Line | Entry, reason: str) -> Refused:
    """Return why a line, or what was read of it, does not count."""
    return Refused(what.number, what.name, reason)


class Head(NamedTuple):
    """A line with a link; `loss` is equal for two spellings of one loss."""

    line: Line
    loss: object


def heads(lines: Iterable[Line], refused: list[Refused], *, most: int, what: str) -> Iterator[Head]:
    """Yield the lines with a link, and what loss it is about; nothing is parsed in full.

    most   lines that are looked at
    what   they are lines of, as a sentence names it: "a class"
    """
    for place, line in enumerate(lines):
        if place == most:
            reason = f"{what} has at most {most} lines, so this and all after it are left out"
            refused.append(refusal(line, reason))
            return
        if len(line.link) > MAX_LINK:
            found = f"the link has {len(line.link):,} characters"
            refused.append(refusal(line, f"{found}, but at most {MAX_LINK:,} are read"))
        elif loss := loss_in(line.link):
            yield Head(line, loss)
        else:
            refused.append(refusal(line, NOTHING))


def loss_in(link: str) -> object:
    """Return the loss of a link as `Head` has it; None where the text is no link of ours."""
    pairs: dict[str, str] = {}
    for key, text in split(link, Notes()) if link else ():
        pairs.setdefault(key, text)
    if not pairs.keys() & KEYS.keys():
        return None
    said = {key: " ".join(pairs[key].split()) for key in _OF_THE_LOSS if pairs.get(key)}
    return _key(said)


def _key(said: dict[str, str]) -> object:
    if "data" in said:
        return tuple(sorted(said.items()))
    words = said.get("where", "").split()
    where = {name: read_number(word) for name, word in zip(words[::2], words[1::2], strict=False)}
    return spelled(said.get("loss", ""), tuple(sorted(where))), frozenset(where.items())


def read_line(line: Line, refused: list[Refused]) -> Entry | None:
    """Return the comparison of a line; what it says of the screen may be as it likes."""
    e, problems = decode(line.link)
    bad = [
        problem
        for problem in problems
        if problem.key not in _OF_THE_SCREEN
        and problem.key in (*KEYS, "link")
        and not problem.sentence.endswith(PLUS)
    ]
    reason = str(bad[0]).removesuffix(".") if bad else "it has no run" if not e.runs else ""
    if not reason:
        try:
            load(e)
        except LossError as error:
            reason = f"loss: {error.message.removesuffix('.')}"
    if reason:
        refused.append(refusal(line, f"the link cannot be read ({reason})"))
        return None
    return Entry(line.number, line.name, e)
