"""What the page shows before anybody chose anything."""

from experiment.defaults import default_rate
from experiment.model import Experiment, Run

LOSS = "bounded_saddle"
RULES_SHOWN = ("gd", "adagrad", "rmsprop", "adam")


def opening_runs(loss: str) -> tuple[Run, ...]:
    """Return the four rules with rates that suit the loss, each from the loss's own start."""
    return tuple(Run(rule, {"lr": default_rate(loss, rule)}) for rule in RULES_SHOWN)


DEFAULT = Experiment(LOSS, runs=opening_runs(LOSS))
