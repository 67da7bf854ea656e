"""Names and numbers as the page writes them: every panel asks here."""

from collections.abc import Iterable, Sequence

from experiment import Trajectory, Verdict, run_names
from language.wording import listed, readable
from losses import Loss

__all__ = [
    "axis_names",
    "capitalised",
    "ending",
    "harmless",
    "listed",
    "names_of",
    "number",
    "spoken",
]

number = readable


def names_of(trajectories: Iterable[Trajectory]) -> tuple[str, ...]:
    """Return the names of all runs of an experiment."""
    return run_names([path.run for path in trajectories])


def ending(verdict: Verdict) -> str:
    """Return how a run ended in one word, or two: most of the sentences begin with them."""
    return verdict.word


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


def harmless(name: str) -> bool:
    """Return whether a name is short and made of nothing but letters and digits."""
    return name.isalnum() and len(name) <= 12
