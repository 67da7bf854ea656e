"""Names and numbers as the page writes them."""

from collections.abc import Sequence

from losses import Loss


def axis_names(loss: Loss | None, count: int = 2) -> Sequence[str]:
    """The variables' names where they are plain letters and digits, else x and y.

    Labels are Markdown: nothing that a visitor typed goes there unless it cannot mean anything.
    """
    names = loss.variables if loss else "xy"[:count]
    return names if all(harmless(name) for name in names) else "xy"[: len(names)]


def harmless(name: str) -> bool:
    """Whether a name is short and made of letters and digits alone."""
    return name.isalnum() and len(name) <= 12


def number(value: float) -> str:
    """Four significant digits at most, with a minus sign that is one."""
    return f"{value:.4g}".replace("-", "−")


def spoken(name: str) -> str:
    """The name of a dial as a label: `weight_decay` is "weight decay"."""
    return {"lr": "learning rate"}.get(name, name.replace("_", " "))
