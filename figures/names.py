"""What the pictures call a run, a variable, a number. Nothing here is text that a visitor typed,
except a variable's name, and that is escaped: a Plotly label reads HTML."""

from html import escape

from experiment import Run
from losses import Loss
from optimizers import RULES


def run(one: Run) -> str:
    """Return the name of a run: its rule and its learning rate."""
    return f"{RULES[one.rule].title} {number(float(one.dials['lr']))}"  # type: ignore[arg-type]


def variable(loss: Loss, place: int) -> str:
    """Return the name of a variable of the loss, safe in a label."""
    return escape(loss.variables[place]).replace("%{", "%&#123;")


def number(value: float, digits: int = 4) -> str:
    """Return a number in significant digits, with a minus sign instead of a hyphen."""
    return f"{value:.{digits}g}".replace("-", "−")
