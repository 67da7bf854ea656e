"""From lines to the entries of a class: what counts, and why the rest does not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from experiment.classroom.lines import MAX_LINES, lines_of
from experiment.classroom.readable import Entry, Refused, heads, loss_in, read_line, refusal
from experiment.goal.choice import CHANGES
from experiment.goal.task import NAMES, what_changed
from experiment.link import portable
from experiment.model import Experiment, Run
from language.wording import listed

MAX_GROUPS = 20  # different tasks that are told apart where nobody names one


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


def read_class(text: str, task: Experiment | None = None) -> Roll:
    """Return the class that a text holds; never raises.

    task   what everybody was given; None for what most of the links have in common
    Only links to the loss of the task are read in full: another loss costs no derivative.
    """
    refused: list[Refused] = []
    found_heads = list(heads(lines_of(text), refused, most=MAX_LINES, what="a class"))
    losses = [head.loss for head in found_heads]
    wanted = _of_loss(task) if task else max(losses, key=losses.count, default=None)
    read = []
    for head in found_heads:
        if head.loss != wanted:
            refused.append(refusal(head.line, "it has another loss"))
        elif found := read_line(head.line, refused):
            read.append(found)
    common = task or _most_common([entry.experiment for entry in read])
    kept = tuple(_once(list(_on_task(common, read, refused)), refused)) if common else ()
    return Roll(common, kept, tuple(sorted(refused)), given=task is not None)


def _of_loss(e: Experiment) -> object:
    """Return of an experiment what `loss_in` returns of its link."""
    return loss_in(portable(e))


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
            refused.append(refusal(entry, reason))
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
            refused.append(refusal(entry, f"the same comparison as in line {twin.number}"))
            continue
        note = f"the same comparison as in line {same[0].number}" if same else ""
        same.append(entry)
        yield replace(entry, note=note)
