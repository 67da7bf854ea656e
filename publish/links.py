"""Paper for any list of links: each asks by its goal, by the words before it, or by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten

from experiment import Trajectory, run_names
from experiment.classroom.lines import lines_of, question_of
from experiment.classroom.readable import NOTHING, Entry, Refused, heads, read_line
from experiment.goal.choice import Goal
from experiment.goal.progress import progress
from experiment.goal.words import allowed_in_words
from experiment.goal.words import in_words as goal_in_words
from language.wording import counted, listed
from losses import LossError
from publish.blanks import chosen_steps, in_front
from publish.paper import paper
from publish.picture import Seen, seen_of
from publish.shell import alone
from publish.tasks import Question, Task
from publish.tips import Tips
from publish.where import Where

MAX_LINKS = 40  # of a sheet
MAX_WORDS = 200  # characters before a link
MAX_CHOICES = 6  # runs to choose from
SEEN = 0.01  # of all that a loss changes: a rise that its curve shows
SUCH = ", such as ?loss=x^2&run=gd+lr+0.1"

NOTE = "Comparisons of optimizers: predict what happens, then look."
GOALS = "Pupils change a comparison until it does what is asked, and say why it does."
GUESSES = "Pupils predict how runs go on, check it, and explain where they were wrong."
PLAN = (
    (3, "Everybody answers the questions and gives a reason, before a link is opened."),
    (4, "In pairs, pupils open the links, fill in the losses and mark which run is lowest."),
    (3, "Compare with the answers; each pair explains one prediction that was wrong."),
)


@dataclass(frozen=True)
class Listed:
    """A list of links as a sheet has it.

    tasks    in the order of the lines
    notes    a sentence for each line that is left out or cut, in the same order
    refused  how many are left out
    """

    tasks: tuple[Task, ...]
    notes: tuple[str, ...]
    refused: int


def read_links(text: str, where: Where) -> Listed:
    """Return the tasks of a text, a link a line, and what could not be read; never raises."""
    refused: list[Refused] = []
    cut: list[tuple[int, str]] = []
    tasks: list[Task] = []
    lines = lines_of(text, question_of)
    for head in heads(lines, refused, most=MAX_LINKS, what="a sheet"):
        entry = read_line(head.line, refused)
        if not entry:
            continue
        if len(entry.name) > MAX_WORDS:
            found = f"has {len(entry.name):,} characters before its link"
            cut.append((entry.number, f"{found}, of which at most {MAX_WORDS} are printed"))
        try:
            tasks.append(task(entry, seen_of(entry.experiment), where, len(tasks) + 1))
        except LossError as error:
            reason = f"the link cannot be run ({error.message.removesuffix('.')})"
            refused.append(Refused(entry.number, entry.name, reason))
    left_out = [
        (one.number, f"is left out: {one.reason}{SUCH * (one.reason == NOTHING)}")
        for one in refused
    ]
    notes = (f"Line {number} {said}." for number, said in sorted([*left_out, *cut]))
    return Listed(tuple(tasks), tuple(notes), len(refused))


def task(entry: Entry, seen: Seen, where: Where, number: int) -> Task:
    """Return the task of a link. Raises LossError.

    number  among the tasks, from 1: a link without words is called by it
    """
    address = where.served(entry.link)
    words = shorten(entry.name, MAX_WORDS, placeholder=" …")
    return Task(
        title=words or f"Comparison {number}",
        text=f"{seen.caption} Each run takes {counted(seen.e.steps, 'step')}.",
        question=_to_reach(seen, seen.e.goal) if seen.e.goal else _to_predict(words, seen),
        seen=seen,
        href=address,
        address=address,
        shown=address or entry.link,
    )


def page(title: str, tasks: Sequence[Task]) -> str:
    """Return the whole page: it holds all that it shows, and runs nothing."""
    return alone(title, paper(title, NOTE, tasks, tips(tasks)))


def tips(tasks: Sequence[Task]) -> Tips:
    """Return what the teacher is told; what pupils get wrong is what these runs do otherwise."""
    asked = any(one.seen.e.goal for one in tasks)
    wrong: dict[str, str] = {}
    for number, one in enumerate(tasks, start=1):
        for belief, instead in surprises(one.seen):
            wrong.setdefault(belief, f"In task {number}, {instead}")
    return Tips(GOALS if asked else GUESSES, tuple(wrong.items()), PLAN)


def surprises(seen: Seen) -> Iterator[tuple[str, str]]:
    """Yield what these runs show to be wrong, each with what they did: half a sentence."""
    names, paths = run_names(seen.e.runs), seen.paths
    steps = chosen_steps(paths)
    early, last = steps[min(1, len(steps) - 1)], steps[-1]
    first, lowest = in_front(paths, early), in_front(paths, last)
    if lowest and not set(first) & set(lowest):
        yield (
            "The run that is in front early wins.",
            f"{names[first[0]]} has the lowest loss at step {early}, but {names[lowest[0]]} at "
            f"step {last}.",
        )
    for name, path in zip(names, paths, strict=True):
        if path.verdict.kind == "converged" and (step := rise(path)):
            yield (
                "A run whose loss rises has failed.",
                f"the loss of {name} rises at step {step}, and yet the run converges.",
            )
    for place in lowest:
        if paths[place].verdict.kind != "converged":
            yield (
                "The run with the lowest loss has arrived.",
                f"{names[place]} has the lowest loss at step {last}, but it has not converged "
                f"({paths[place].verdict.word}).",
            )


def rise(path: Trajectory) -> int | None:
    """Return the first step at which the loss rises by what can be seen, None where none does."""
    losses = path.losses.tolist()
    least = SEEN * (max(losses) - min(losses))
    rises = (k for k, (a, b) in enumerate(pairwise(losses), start=1) if b - a > least)
    return next(rises, None)


def _to_reach(seen: Seen, goal: Goal) -> Question:
    """Return the goal as a question, and how far the runs of the link come."""
    asked = f"{goal_in_words(goal)} {allowed_in_words(goal)}".strip()
    so_far = progress(seen.e, seen.paths, seen.e.steps).sentence
    answer = f"With the runs of the link: {so_far} {endings(seen)}"
    return Question(asked, answer, fields=("I change", "because"))


def _to_predict(words: str, seen: Seen) -> Question:
    """Return what the words before a link ask, else which run is lowest in the end."""
    names, last = run_names(seen.e.runs), chosen_steps(seen.paths)[-1]
    if words.endswith("?"):
        return Question("", endings(seen), fields=("Answer", "because"))
    if not 2 <= len(names) <= MAX_CHOICES:
        asked = f"How {'does the run' if len(names) == 1 else 'do the runs'} end?"
        return Question(asked, endings(seen), fields=("Answer", "because"))
    lowest = [names[place] for place in in_front(seen.paths, last)]
    asked = f"Which run has the lowest loss at step {last}?"
    return Question(asked, endings(seen), listed(lowest, "and") or "None", names)


def endings(seen: Seen) -> str:
    """Return how every run ended, a sentence each."""
    return " ".join(map(_ending, run_names(seen.e.runs), seen.paths))


def _ending(name: str, path: Trajectory) -> str:
    return f"{name}: {path.verdict.sentence}"
