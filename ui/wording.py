"""Names and numbers as the page writes them: every panel asks here."""

from collections.abc import Iterable, Sequence

from experiment import Trajectory, run_names
from language.wording import listed, readable
from losses import Loss
from optimizers import RULES
from optimizers.rules import CLASSICS, GROUPS

__all__ = [
    "axis_names",
    "capitalised",
    "harmless",
    "listed",
    "names_of",
    "number",
    "optimizer",
    "pointed",
    "spoken",
]

LINE_CHARACTERS = 34  # of the sidebar's monospaced line

number = readable


def names_of(trajectories: Iterable[Trajectory]) -> tuple[str, ...]:
    """Return the names of all runs of an experiment."""
    return run_names([path.run for path in trajectories])


def optimizer(name: str) -> str:
    """Return a rule as menus call it: the classics come first, others are told with their group."""
    title = RULES[name].title
    return title if name in CLASSICS else f"{title} · {GROUPS[name].lower()}"


def spoken(name: str) -> str:
    """Return a name as words: `heavy_ball` is "heavy ball"."""
    return name.replace("_", " ")


def capitalised(text: str) -> str:
    """Return the text with a capital in front; a letter of mathematics stays as it is."""
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


def axis_names(loss: Loss | None, count: int = 2) -> Sequence[str]:
    """Return the variables' names where they are plain letters and digits, else x and y.

    Labels are Markdown: nothing that a visitor typed goes there unless it cannot mean anything.
    """
    names = loss.variables if loss else "xy"[:count]
    return names if all(harmless(name) for name in names) else "xy"[: len(names)]


def pointed(text: str, position: int) -> str:
    """Return the text around `position`, and a caret under it."""
    start = max(0, position - LINE_CHARACTERS // 2)
    cut = ("…" if start else "") + text[start : start + LINE_CHARACTERS]
    plain = "".join(letter if letter.isprintable() else " " for letter in cut)
    return f"{plain}\n{' ' * (position - start + bool(start))}^"


def harmless(name: str) -> bool:
    """Return whether a name is short and made of nothing but letters and digits."""
    return name.isalnum() and len(name) <= 12
