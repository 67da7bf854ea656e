"""Names and numbers as the page writes them."""

from collections.abc import Sequence

from experiment import Verdict
from language.wording import readable
from losses import Loss

number = readable


def axis_names(loss: Loss | None, count: int = 2) -> Sequence[str]:
    """The variables' names where they are plain letters and digits, else x and y.

    Labels are Markdown: nothing that a visitor typed goes there unless it cannot mean anything.
    """
    names = loss.variables if loss else "xy"[:count]
    return names if all(harmless(name) for name in names) else "xy"[: len(names)]


def harmless(name: str) -> bool:
    """Whether a name is short and made of letters and digits alone."""
    return name.isalnum() and len(name) <= 12


def ending(verdict: Verdict) -> str:
    """The one word, or two, for how a run ended: that with which most of the sentences begin."""
    return verdict.word


def spoken(name: str) -> str:
    """The name of a dial as a label: `weight_decay` is "weight decay"."""
    return {"lr": "learning rate"}.get(name, name.replace("_", " "))
