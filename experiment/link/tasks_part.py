"""The parts of a link that name the next tasks of a worksheet, each a link within the link."""

from collections.abc import Iterator, Sequence
from typing import Any

from experiment.goal.worksheet import MAX_LENGTH, MAX_TASKS
from experiment.link.draft import Draft
from experiment.link.query import FORMULAS, VERSIONS, join, split
from experiment.problems import Notes, Part
from language.wording import shown

NEXT = "next"


def task(link: str) -> str:
    """Return the query string of a task as a worksheet keeps it; nothing where it has no goal.

    link   an address or a query string; the tasks that follow it are left out, and a place on the
           screen is not part of a task
    """
    pairs = [(key, text) for key, text in split(link, Notes()) if key not in (NEXT, "step")]
    if not any(key == "goal" and text.strip() for key, text in pairs):
        return ""
    # What was read has its spaces for certain: without a version they would be plus signs.
    spaced = any(key in FORMULAS and " " in text for key, text in pairs)
    sure = [pair for pair in pairs if pair[0] != "v"]
    return join([*sure, ("v", VERSIONS[-1])] if spaced else sure)


def read_tasks(texts: Sequence[str], part: Part, draft: Draft) -> dict[str, Any]:
    """Return the tasks that follow; what is none is noted and left out."""
    if len(texts) > MAX_TASKS:
        part.note(f"there are {len(texts)} tasks, so only the first {MAX_TASKS} are kept.")
    found = tuple(_tasks(texts[:MAX_TASKS], part))
    while sum(map(len, found)) > MAX_LENGTH:
        part.note(f"its links have more than {MAX_LENGTH:,} characters, so the last is left out.")
        found = found[:-1]
    return {"following": found}


def _tasks(texts: Sequence[str], part: Part) -> Iterator[str]:
    for text in texts:
        if found := task(text):
            yield found
        else:
            part.note(f"{shown(text)} is no link with a goal, so it is left out.")
