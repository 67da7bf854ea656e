"""What is shown where nobody chose: learning rates that suit the loss, and the opening page."""

from experiment.model import Experiment, Run
from landscape import entry
from landscape.lookup import What
from optimizers import RULES

LOSS = "bounded_saddle"
RULES_SHOWN = ("gd", "adagrad", "rmsprop", "adam")


def default_rate(what: What, rule: str) -> float:
    """Return the catalogue's learning rate of a rule on a loss, else the rule's own default."""
    known = entry(what)
    if known and rule in known.rates:
        return known.rates[rule]
    return float(RULES[rule].defaults["lr"])  # type: ignore[arg-type]


def opening_runs(what: What) -> tuple[Run, ...]:
    """Return the four rules with rates that suit the loss, each from the loss's own start."""
    return tuple(Run(rule, {"lr": default_rate(what, rule)}) for rule in RULES_SHOWN)


DEFAULT = Experiment(LOSS, runs=opening_runs((LOSS, {})))
