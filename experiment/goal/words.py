"""A goal in words, as a page and a table say it."""

from collections.abc import Callable, Mapping

from experiment.goal.choice import CHANGES, Goal
from language.wording import counted, listed, readable
from losses.catalogue import Point
from optimizers import RULES


def in_words(goal: Goal) -> str:
    """Return the goal as a sentence: "Reach a loss below 0.001 within 25 steps with Adam."

    A typed rule's name is a stranger's: plain text, not Markdown.
    """
    steps = "" if goal.steps is None else f" within {counted(goal.steps, 'step')}"
    rule = f" with {rule_title(goal.rule)}" if goal.rule else ""
    return f"{_TARGETS[goal.kind](goal)}{steps}{rule}{place_of(goal)}."


def allowed_in_words(goal: Goal) -> str:
    """Return what may be changed as a sentence; nothing where that is all but the loss."""
    if goal.change == tuple(CHANGES):
        return ""
    return f"Only {listed([CHANGES[name] for name in goal.change], 'and')} may be changed."


def rule_title(name: str) -> str:
    """Return what a page calls a rule by its name in a link."""
    return RULES[name].title if name in RULES else name


def place_of(goal: Goal) -> str:
    """Return ` from (3, 2)`; nothing where a run may start anywhere."""
    return f" from {_point(goal.start)}" if goal.start else ""


def _point(point: Point) -> str:
    numbers = ", ".join(map(readable, point))
    return numbers if len(point) == 1 else f"({numbers})"


def _near(goal: Goal) -> str:
    return "" if goal.within is None else f", no farther than {readable(goal.within)} from it,"


_TARGETS: Mapping[str, Callable[[Goal], str]] = {
    "loss": lambda goal: f"Reach a loss below {readable(goal.below)}",
    "reach": lambda goal: f"Reach {_point(goal.point)}{_near(goal)}",
    "minimum": lambda goal: f"Reach the global minimum{_near(goal)}",
    "stay": lambda goal: "Do not diverge",
}
