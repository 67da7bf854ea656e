"""The part of a link about its goal: `goal=loss < 0.001 in 25 with gd from 3 2 change rates`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from experiment.goal.choice import CHANGES, WITHIN, WITHIN_STEPS, Goal
from experiment.limits import ExperimentError
from experiment.link.words import Words
from experiment.model import Experiment
from experiment.problems import Part
from experiment.synonyms import built_in, same_name
from language.wording import (
    did_you_mean,
    exact,
    listed,
    looks_like_number,
    read_number,
    read_whole,
    shown,
)
from losses.catalogue import Point
from optimizers import RULES

EXAMPLES = ("loss < 0.001", "reach (1, 1)", "reach the global minimum", "do not diverge")
_BRACKETS = re.compile(r"[(),;]")
_BELOW = re.compile(r"\s*(?:<=?|≤)\s*|\s+(?:below|under)\s+")
_IDLE = frozenset({"the", "a", "global", "steps", "step", "optimizer", "only"})
_FILL = ("the", "only", "and")  # between what may be changed
_TARGETS: Mapping[str, tuple[str, ...]] = {
    "minimum": ("reach", "the", "global", "minimum"),
    "stay": ("do", "not", "diverge"),
}


def write_goal(goal: Goal) -> tuple[str, ...]:
    """Return the words of a goal; what is as usual is left out."""
    words = [*_TARGETS.get(goal.kind, ())]
    words += ["loss", "<", exact(goal.below)] if goal.kind == "loss" else []
    words += ["reach", *map(exact, goal.point)] if goal.kind == "reach" else []
    words += [] if goal.within is None else ["within", exact(goal.within)]
    words += [] if goal.steps is None else ["in", str(goal.steps)]
    words += ["with", goal.rule] if goal.rule else []
    words += ["from", *map(exact, goal.start)] if goal.start else []
    return (*words, *([] if goal.change == tuple(CHANGES) else ["change", ",".join(goal.change)]))


def read_goal(text: str, part: Part, e: Experiment) -> Goal | None:
    """Return the goal that the text spells; None, and a sentence noted, where it spells none.

    e   the experiment without it
    """
    words = Words(_BELOW.sub(" < ", _BRACKETS.sub(" ", text)))
    try:
        said = _target(words, text)
        while word := _take(words):
            name = same_name(word.lower(), _CLAUSES)
            if name not in _CLAUSES:
                known = listed([f"`{clause}`" for clause in _CLAUSES])
                raise ExperimentError(
                    f"{shown(word)} says nothing; after the goal may stand {known}."
                )
            said |= _CLAUSES[name](words, e)
        goal = Goal(**said)
        fitting(goal, e)
    except ExperimentError as error:
        why = str(error).removesuffix(".")
        part.note(f"{why[:1].lower()}{why[1:]}, so there is no goal.")
        return None
    return goal


def fitting(goal: Goal, e: Experiment) -> None:
    """Raise ExperimentError where a point of the goal has not a number for each variable."""
    count = len(e.window)
    for point in goal.points if count else ():
        if len(point) != count:
            numbers = "1 number" if count == 1 else f"{count} numbers"
            found = " ".join(map(exact, point))
            raise ExperimentError(f"the point {found} of the goal must have {numbers}")


def _take(words: Words) -> str:
    """Take the next word that says something; nothing at the end."""
    while words.peek().lower() in _IDLE:
        words.take()
    return words.take()


def _target(words: Words, text: str) -> dict[str, Any]:
    first = _take(words).lower()
    if first == "loss" and words.take() == "<":
        below = read_number(word := words.take())
        if below is None:
            raise ExperimentError(
                f"the loss must fall below a number, but {shown(word)} is not one"
            )
        return {"kind": "loss", "below": below}
    if first == "reach" and looks_like_number(words.peek()):
        return {"kind": "reach", "point": _point(words)}
    rest = _take(words).lower() if first in ("reach", "do") else ""
    if (first, rest) == ("reach", "minimum"):
        return {"kind": "minimum"}
    if (first, rest) == ("do", "not") and words.take().lower() == "diverge":
        return {"kind": "stay"}
    raise ExperimentError(f"{shown(text)} begins with none of {listed(EXAMPLES, 'and')}")


def _point(words: Words) -> Point:
    found = []
    while looks_like_number(words.peek()):
        found.append(read_number(words.take()))
    if None in found or len(found) not in (1, 2):
        raise ExperimentError(f"a point of the goal has {len(found)} numbers, but it needs 1 or 2")
    return tuple(number for number in found if number is not None)


def _steps(words: Words, e: Experiment) -> dict[str, Any]:
    number = read_whole(word := words.take())
    if number is None or not WITHIN_STEPS.holds(number):
        raise ExperimentError(f"`in` is {shown(word)}, but it must be {WITHIN_STEPS.allowed}")
    return {"steps": number}


def _within(words: Words, e: Experiment) -> dict[str, Any]:
    number = read_number(word := words.take())
    if number is None or not WITHIN.holds(number):
        allowed = f"a number from {exact(WITHIN.low)} to {exact(WITHIN.high)}"
        raise ExperimentError(f"`within` is {shown(word)}, but it must be {allowed}")
    return {"within": number}


def _rule(words: Words, e: Experiment) -> dict[str, Any]:
    word = _take(words)
    own = {typed.name for typed in e.typed}
    if word in own:
        return {"rule": word}
    if not (name := built_in(word)) and (name := built_in(word + words.peek())):
        words.take()  # `gradient descent`
    if not name:
        near = did_you_mean(word, (*RULES, *own))
        raise ExperimentError(f"there is no optimizer {shown(word)}{near}")
    return {"rule": name}


def _start(words: Words, e: Experiment) -> dict[str, Any]:
    if looks_like_number(words.peek()):
        return {"start": _point(words)}
    if (words.take().lower(), words.take().lower()) == ("this", "start") and e.runs:
        return {"start": e.runs[0].start}
    raise ExperimentError("`from` must be followed by the numbers of a point, or by `this start`")


def _change(words: Words, e: Experiment) -> dict[str, Any]:
    names = {name.removesuffix("s"): name for name in CHANGES}
    found: list[str] = []
    while (name := same_name(words.peek().lower(), CHANGES, names)) in (*CHANGES, *_FILL):
        words.take()
        found += [name] if name in CHANGES else []
    if not found:
        allowed = listed([f"`{name}`" for name in CHANGES])
        raise ExperimentError(f"`change` is {shown(words.peek())}, but it must be {allowed}")
    return {"change": tuple(found)}


_CLAUSES: Mapping[str, Callable[[Words, Experiment], dict[str, Any]]] = {
    "in": _steps, "within": _within, "with": _rule, "from": _start, "change": _change,
}  # fmt: skip
