"""The chapters and their lessons, read once from the files beside this module.

A new lesson is one more [[lesson]] in a chapter's file: the tests run it and check its claims, and
that each number of its prose stands in a claim or in its link.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from experiment import Experiment, decode, load, run
from lessons.claims import Claim, check, read_claim
from lessons.quantities import ClaimError

FILES = (
    "article",
    "rate",
    "adaptive",
    "momentum",
    "landscapes",
    "schedules",
    "noise",
    "conventions",
)  # in this order


@dataclass(frozen=True, eq=False)  # one of each, so that a cache may key on it
class Lesson:
    """A comparison with what to look at in it; all texts are plain, for students.

    key       short and lasting: a link may name it
    text      what to look at, shown beside the picture
    question  to be answered before the paths are shown
    answer    one sentence
    link      a query string, the experiment of the lesson
    claims    what text and answer state, checkable
    """

    key: str
    title: str
    text: str
    question: str
    answer: str
    link: str
    claims: tuple[Claim, ...]

    @cached_property
    def experiment(self) -> Experiment:
        """What the link stands for."""
        return decode(self.link)[0]

    def failures(self) -> tuple[str, ...]:
        """Run the lesson and return a sentence for every claim that does not hold."""
        loss = load(self.experiment)
        lengths = {claim.steps or self.experiment.steps for claim in self.claims}
        runs = {steps: run(replace(self.experiment, steps=steps, step=0)) for steps in lengths}
        found = (check(c, loss, runs[c.steps or self.experiment.steps]) for c in self.claims)
        return tuple(filter(None, found))


@dataclass(frozen=True, eq=False)
class Chapter:
    """Lessons that belong together, in the order to take them."""

    key: str
    title: str
    note: str
    lessons: tuple[Lesson, ...]


def _lesson(row: Mapping[str, Any]) -> Lesson:
    try:
        claims = tuple(map(read_claim, row["claims"]))
    except ClaimError as error:
        raise ClaimError(f"{row['key']}: {error}") from error
    words = {name: " ".join(row[name].split()) for name in ("text", "question", "answer")}
    link = "".join(row["link"].split())
    return Lesson(key=row["key"], title=row["title"], link=link, claims=claims, **words)


def _chapter(name: str) -> Chapter:
    path = Path(__file__).with_name(f"{name}.toml")
    # Decimals keep the digits as written, which is how exact a claim is.
    row = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Chapter(name, row["title"], row["note"], tuple(map(_lesson, row["lesson"])))


CHAPTERS: tuple[Chapter, ...] = tuple(map(_chapter, FILES))
LESSONS: Mapping[str, Lesson] = MappingProxyType(
    {lesson.key: lesson for chapter in CHAPTERS for lesson in chapter.lessons}
)
_ORDER = tuple(LESSONS)


def lesson(key: str) -> Lesson | None:
    """Return the lesson of that key; None where there is none, as a link may name anything."""
    return LESSONS.get(key)


def chapter_of(lesson: Lesson) -> Chapter:
    """Return the chapter that the lesson belongs to."""
    return next(chapter for chapter in CHAPTERS if lesson in chapter.lessons)


def next_lesson(lesson: Lesson) -> Lesson | None:
    """Return the lesson after this one, over the ends of chapters; None after the last."""
    place = _ORDER.index(lesson.key) + 1
    return LESSONS[_ORDER[place]] if place < len(_ORDER) else None


def previous_lesson(lesson: Lesson) -> Lesson | None:
    """Return the lesson before this one; None before the first."""
    place = _ORDER.index(lesson.key)
    return LESSONS[_ORDER[place - 1]] if place else None
