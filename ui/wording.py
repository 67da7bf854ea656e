"""Names and numbers as the page writes them."""

from collections.abc import Sequence

from experiment import Verdict
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


def number(value: float, digits: int = 4) -> str:
    """So many significant digits at most, with a minus sign and a power of ten as in print."""
    plain, _, power = f"{value:.{digits}g}".partition("e")
    raised = f" × 10{str(int(power)).translate(_RAISED)}" if power else ""
    return f"{plain}{raised}".replace("-", "−")


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def ending(verdict: Verdict) -> str:
    """The one word, or two, for how a run ended: that with which most of the sentences begin."""
    return STUCK if verdict.sentence.lower().startswith(STUCK) else ENDINGS[verdict.kind]


STUCK = "stuck"  # what keeps moving by its rule, but not by its numbers


ENDINGS = {
    "converged": "converged",
    "stationary": "stationary",
    "plateau": "crawling",
    "cycling": "cycling",
    "moving": "still moving",
    "diverged": "diverged",
    "left_domain": "left the domain",
    "unbounded": "unbounded below",
}


def spoken(name: str) -> str:
    """The name of a dial as a label: `weight_decay` is "weight decay"."""
    return {"lr": "learning rate"}.get(name, name.replace("_", " "))
