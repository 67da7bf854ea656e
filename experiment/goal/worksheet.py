"""A worksheet: tasks one after the other, each the query string of its link."""

from collections.abc import Iterable

from experiment.limits import ExperimentError
from language.wording import shown

MAX_TASKS = 20  # that follow
MAX_LENGTH = 4000  # characters of all of them: a link has room for them


def tasks(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the query strings of tasks. Raises ExperimentError where they do not fit a link."""
    kept = tuple(texts)
    if len(kept) > MAX_TASKS:
        raise ExperimentError(f"There are {len(kept)} tasks to follow; at most {MAX_TASKS} fit.")
    length = sum(map(len, kept))
    if length > MAX_LENGTH:
        most = f"at most {MAX_LENGTH:,} fit into a link"
        raise ExperimentError(
            f"The links of the tasks to follow have {length:,} characters; {most}."
        )
    for text in kept:
        if "goal=" not in text:
            raise ExperimentError(f"{shown(text)} is no task; a task is a link with a goal.")
    return kept
