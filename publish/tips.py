"""The tip sheet: what a teacher is told of tasks, and the links to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from publish.tasks import Task, code, titled


@dataclass(frozen=True)
class Tips:
    """What a teacher is told; all texts are plain.

    wrong  what pupils get wrong, each with what is so instead
    plan   minutes, and what is done in them
    """

    goal: str
    wrong: Sequence[tuple[str, str]]
    plan: Sequence[tuple[int, str]]


def tipped(tips: Tips) -> str:
    """Return the goal, what pupils get wrong, and the plan with its minutes."""
    wrong = "".join(f"<li><b>{escape(a)}</b> {escape(b)}</li>\n" for a, b in tips.wrong)
    mistakes = f"<h3>What pupils get wrong</h3>\n<ul>\n{wrong}</ul>\n" if wrong else ""
    rows, at = "", 0
    for minutes, done in tips.plan:
        rows += f'<tr><th scope="row">{at} to {at + minutes} min</th><td>{escape(done)}</td></tr>\n'
        at += minutes
    return (
        f"<h3>Goal</h3>\n<p>{escape(tips.goal)}</p>\n{mistakes}"
        f'<h3>Plan for {at} minutes</h3>\n<table class="plan">{rows}</table>\n'
    )


def links(tasks: Sequence[Task]) -> str:
    """Return all links, with their codes where their addresses are known."""
    rows = "".join(
        f"<li>{code(one)}{titled(one)}<br><code>{escape(one.shown)}</code></li>\n" for one in tasks
    )
    return f'<h3>Links</h3>\n<ol class="links">\n{rows}</ol>\n'
