"""What a link may leave out: starts, window and learning rates that suit the loss."""

from landscape.loading import HasLoss, entry, view
from optimizers import RULES

Point = tuple[float, ...]


def default_starts(what: HasLoss) -> tuple[Point, ...]:
    """Return good starts for the loss, the best first. Raises LossError."""
    known = entry(what.loss)
    return known.starts if known else view(what).starts


def default_start(what: HasLoss) -> Point:
    """Return the point where a run starts that names none. Raises LossError."""
    return default_starts(what)[0]


def default_window(what: HasLoss) -> tuple[tuple[float, float], ...]:
    """Return the axis limits, low and high for each variable. Raises LossError."""
    known = entry(what.loss)
    return known.window if known else view(what).window


def default_rate(loss: str, rule: str) -> float:
    """Return the catalogue's learning rate of a rule on a loss, else the rule's own default."""
    known = entry(loss)
    if known and rule in known.rates:
        return known.rates[rule]
    return float(RULES[rule].defaults["lr"])  # type: ignore[arg-type]
