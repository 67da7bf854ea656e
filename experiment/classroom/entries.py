"""From lines to the entries of a class: what counts, and why the rest does not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from experiment.classroom.lines import MAX_LINES, MAX_LINK, Line, lines_of
from experiment.goal.choice import CHANGES
from experiment.goal.task import NAMES, spelled, what_changed
from experiment.link import decode, portable
from experiment.link.keys import KEYS
from experiment.link.query import PLUS, split
from experiment.model import Experiment, Run
from experiment.problems import Notes
from landscape import load
from language.wording import listed, read_number
from losses import LossError

MAX_GROUPS = 20  # different tasks that are told apart where nobody names one
# What a link may say badly without saying another comparison.
_OF_THE_SCREEN = ("window", "view", "step", "hide", "lesson", "map", "next", "v")
_OF_THE_LOSS = ("loss", "where", "data", "model", "target", "measure", "scale")
_NOTHING = "the line holds no link of a comparison"


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


@dataclass(frozen=True)
class Roll:
    """A class as its text says it, in the order of the lines; nothing has run yet.

    task   None where no line holds a comparison
    given  whether somebody named it; else only what it keeps is known, not what was changed
    """

    task: Experiment | None
    entries: tuple[Entry, ...] = ()
    refused: tuple[Refused, ...] = ()
    given: bool = True


class _Head(NamedTuple):
    line: Line
    loss: object  # equal for two spellings of one loss


def read_class(text: str, task: Experiment | None = None) -> Roll:
    """Return the class that a text holds; never raises.

    task   what everybody was given; None for what most of the links have in common
    Only links to the loss of the task are read in full: another loss costs no derivative.
    """
    refused: list[Refused] = []
    heads = list(_heads(text, refused))
    losses = [head.loss for head in heads]
    wanted = _of_loss(task) if task else max(losses, key=losses.count, default=None)
    read = []
    for head in heads:
        if head.loss != wanted:
            refused.append(_refused(head.line, "it has another loss"))
        elif found := _read(head.line, refused):
            read.append(found)
    common = task or _most_common([entry.experiment for entry in read])
    kept = tuple(_once(list(_on_task(common, read, refused)), refused)) if common else ()
    return Roll(common, kept, tuple(sorted(refused)), given=task is not None)


def _refused(what: Line | Entry, reason: str) -> Refused:
    return Refused(what.number, what.name, reason)


def _heads(text: str, refused: list[Refused]) -> Iterator[_Head]:
    """Yield the lines with a link, and what loss it is about; nothing is parsed in full."""
    for place, line in enumerate(lines_of(text)):
        if place == MAX_LINES:
            reason = f"a class has at most {MAX_LINES} lines, so this and all after it are left out"
            refused.append(_refused(line, reason))
            return
        if len(line.link) > MAX_LINK:
            found = f"the link has {len(line.link):,} characters"
            refused.append(_refused(line, f"{found}, but at most {MAX_LINK:,} are read"))
        elif loss := _loss_in(line.link):
            yield _Head(line, loss)
        else:
            refused.append(_refused(line, _NOTHING))


def _loss_in(link: str) -> object:
    pairs: dict[str, str] = {}
    for key, text in split(link, Notes()) if link else ():
        pairs.setdefault(key, text)
    if not pairs.keys() & KEYS.keys():
        return None
    said = {key: " ".join(pairs[key].split()) for key in _OF_THE_LOSS if pairs.get(key)}
    return _key(said)


def _of_loss(e: Experiment) -> object:
    """Return of an experiment what `_loss_in` returns of its link."""
    return _loss_in(portable(e))


def _key(said: dict[str, str]) -> object:
    if "data" in said:
        return tuple(sorted(said.items()))
    words = said.get("where", "").split()
    where = {name: read_number(word) for name, word in zip(words[::2], words[1::2], strict=False)}
    return spelled(said.get("loss", ""), tuple(sorted(where))), frozenset(where.items())


def _read(line: Line, refused: list[Refused]) -> Entry | None:
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
        refused.append(_refused(line, f"the link cannot be read ({reason})"))
        return None
    return Entry(line.number, line.name, e)


def _most_common(experiments: Iterable[Experiment]) -> Experiment | None:
    """Return the first of those that most have all in common with that a task keeps."""
    groups: list[list[Experiment]] = []
    for e in experiments:
        for group in groups:
            task = group[0]
            if e.goal == task.goal and not _broken(task, what_changed(task, e)):
                group.append(e)
                break
        else:
            if len(groups) < MAX_GROUPS:
                groups.append([e])
    return max(groups, key=len)[0] if groups else None


def _broken(task: Experiment, changed: Iterable[str]) -> list[str]:
    """Return those of the changed keys of NAMES that the task keeps."""
    free = task.goal.change if task.goal else CHANGES
    return [name for name in changed if name not in free]


def _on_task(task: Experiment, read: Sequence[Entry], refused: list[Refused]) -> Iterator[Entry]:
    """Yield the entries that change what the task allows, each with the goal of the task."""
    for entry in read:
        e, changed = entry.experiment, what_changed(task, entry.experiment)
        reason = ""
        if e.goal not in (None, task.goal):
            reason = "it has another goal" if task.goal else "it has a goal, but most have none"
        elif broken := [NAMES[name] for name in _broken(task, changed)]:
            reason = f"{listed(broken, 'and')} changed, which the task keeps"
        if reason:
            refused.append(_refused(entry, reason))
            continue
        mine = e if e.goal == task.goal else replace(e, goal=task.goal)
        yield replace(entry, experiment=mine, changed=changed)


def _once(entries: Sequence[Entry], refused: list[Refused]) -> Iterator[Entry]:
    """Yield each comparison once for each name; one that another name has too is noted."""
    first: dict[tuple[tuple[Run, ...], int], list[Entry]] = {}
    for entry in entries:
        e = entry.experiment
        same = first.setdefault((tuple(run.walk for run in e.runs), e.steps), [])
        twin = next((one for one in same if one.name in ("", entry.name)), None)
        twin = twin or (same[0] if same and not entry.name else None)
        if twin:
            refused.append(_refused(entry, f"the same comparison as in line {twin.number}"))
            continue
        note = f"the same comparison as in line {same[0].number}" if same else ""
        same.append(entry)
        yield replace(entry, note=note)
