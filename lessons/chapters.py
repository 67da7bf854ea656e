"""The chapters and their lessons, read once from the files beside this module.

A new lesson is one more [[lesson]] in a chapter's file: the tests run it and check its claims, and
that each number in its prose stands in a claim or in its link. A lesson may have variants to
compare with, the first of which is itself: `variants = {"Squared" = "", "Huber" = "measure=huber"}`
replaces these parts of its link. What a chapter tells a teacher holds no number of its own: of what
pupils get wrong, the answer of a lesson says what is so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from experiment import Experiment, decode, load, run
from lessons.claims import Claim, Seen, check, read_claim
from lessons.quantities import ClaimError

FILES = (  # the chapters in their order
    "article", "rate", "adaptive", "momentum", "landscapes", "schedules", "noise", "curvature",
    "ideas", "data", "maps", "conventions",
)  # fmt: skip


@dataclass(frozen=True, eq=False)  # one of each, so that a cache may key on it
class Lesson:
    """A comparison with what to look at in it; all texts are plain, for students."""

    key: str  # short and lasting: a link may name it
    title: str
    text: str  # what to look at, shown beside the picture
    question: str  # to be answered before the paths are shown ...
    choices: tuple[str, ...]  # ... by one of these
    right: int  # the place of the true one, from 1
    answer: str  # one sentence
    link: str  # a query string, the experiment of the lesson
    claims: tuple[Claim, ...]  # what text and answer state, checkable
    variants: Mapping[str, str]  # links to compare, by their labels; the first is the lesson's

    @cached_property
    def experiment(self) -> Experiment:
        """What the link stands for."""
        return decode(self.link)[0]

    def query(self, variant: str = "") -> str:
        """Return the link that opens the lesson or a variant: its experiment, and its name."""
        return f"{self.variants.get(variant, self.link)}&lesson={self.key}"

    def failures(self) -> tuple[str, ...]:
        """Run the lesson and return a sentence for every claim that does not hold."""
        cases = {(claim.variant, claim.steps) for claim in self.claims}
        seen = {case: self.seen(*case) for case in cases}
        found = (check(claim, seen[claim.variant, claim.steps]) for claim in self.claims)
        return tuple(filter(None, found))

    @property
    def on_map(self) -> bool:
        """Whether it is about a map, which its answer leads to."""
        return self.experiment.map is not None

    def seen(self, variant: str, steps: int | None) -> Seen:
        """Return what a claim is about."""
        e = decode(self.variants[variant])[0] if variant else self.experiment
        e = replace(e, steps=steps or e.steps, step=0)
        return Seen(e, load(e), run(e))


class Belief(NamedTuple):
    """What pupils get wrong, and the key of the lesson whose answer says what is so."""

    text: str
    lesson: str


@dataclass(frozen=True, eq=False)
class Chapter:
    """Lessons that belong together, in the order to take them."""

    key: str
    title: str
    note: str
    goal: str  # what pupils can do in the end
    beliefs: tuple[Belief, ...]
    plan: tuple[tuple[int, str], ...]  # of ten minutes: how many, and what is done in them
    lessons: tuple[Lesson, ...]


def _lesson(row: Mapping[str, Any]) -> Lesson:
    try:
        claims = tuple(map(read_claim, row["claims"]))
    except ClaimError as error:
        raise ClaimError(f"{row['key']}: {error}") from error
    words = {name: " ".join(row[name].split()) for name in ("text", "question", "answer")}
    link = "".join(row["link"].split())
    variants = {label: _with(link, parts) for label, parts in row.get("variants", {}).items()}
    return Lesson(
        key=row["key"],
        title=row["title"],
        choices=tuple(row["choices"]),
        right=row["right"],
        link=link,
        claims=claims,
        variants=MappingProxyType(variants),
        **words,
    )


def _with(link: str, parts: str) -> str:
    """Return the link with other parts: they replace those of the same keys."""
    if not parts:
        return link
    changed = {part.partition("=")[0] for part in parts.split("&")}
    kept = (part for part in link.split("&") if part.partition("=")[0] not in changed)
    return "&".join((*kept, parts))


def _chapter(name: str) -> Chapter:
    path = Path(__file__).with_name(f"{name}.toml")
    # Decimals keep the digits as written, which is how exact a claim is.
    row = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Chapter(
        name,
        row["title"],
        row["note"],
        goal=row["goal"],
        beliefs=tuple(Belief(one["belief"], one["lesson"]) for one in row["wrong"]),
        plan=tuple((one["minutes"], one["do"]) for one in row["plan"]),
        lessons=tuple(map(_lesson, row["lesson"])),
    )


CHAPTERS: tuple[Chapter, ...] = tuple(map(_chapter, FILES))
LESSONS: Mapping[str, Lesson] = MappingProxyType(
    {lesson.key: lesson for chapter in CHAPTERS for lesson in chapter.lessons}
)


@dataclass(frozen=True)
class Place:
    """Where a lesson stands: its chapter, its number in it, and its neighbours in all chapters."""

    chapter: Chapter
    number: int  # from 1
    before: Lesson | None
    after: Lesson | None


def place(lesson: Lesson) -> Place:
    """Return where the lesson stands."""
    chapter = next(chapter for chapter in CHAPTERS if lesson in chapter.lessons)
    order = (None, *LESSONS.values(), None)
    here = order.index(lesson)
    number = chapter.lessons.index(lesson) + 1
    return Place(chapter, number, order[here - 1], order[here + 1])
