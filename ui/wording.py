"""Names and numbers as the page writes them: every panel asks here."""

from collections.abc import Sequence

from experiment import Run
from language.wording import listed, readable
from losses import Loss
from optimizers import RULES

__all__ = ["axis_names", "harmless", "listed", "number", "run_name", "spoken"]

number = readable


def run_name(run: Run) -> str:
    """Return the name of a run: its optimizer and its learning rate."""
    return f"{RULES[run.rule].title} {number(run.rate)}"


def spoken(name: str) -> str:
    """Return the name of a dial as a label: `weight_decay` is "weight decay"."""
    return {"lr": "learning rate"}.get(name, name.replace("_", " "))


def axis_names(loss: Loss | None, count: int = 2) -> Sequence[str]:
    """Return the variables' names where they are plain letters and digits, else x and y.

    Labels are Markdown: nothing that a visitor typed goes there unless it cannot mean anything.
    """
    names = loss.variables if loss else "xy"[:count]
    return names if all(harmless(name) for name in names) else "xy"[: len(names)]


def harmless(name: str) -> bool:
    """Return whether a name is short and made of nothing but letters and digits."""
    return name.isalnum() and len(name) <= 12
