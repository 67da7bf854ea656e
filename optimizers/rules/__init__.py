"""The rules, in the order of menus. A new rule is one file and one line here."""

from collections.abc import Mapping
from importlib import import_module

from optimizers.rule import Rule

FILES = (
    # The classics.
    "gd",
    "momentum",
    "adagrad",
    "rmsprop",
    "adam",
    # Momentum.
    "qhm",
    "aggmo",
    # Adaptive.
    "nadam",
    "radam",
    "adamax",
    "adadelta",
    "adabelief",
    "yogi",
    "qhadam",
    "adan",
    "adopt",
    "ademamix",
    # By sign.
    "lion",
    "signum",
    "rprop",
    # In no menu.
    "article",
)


def _rules(file: str) -> tuple[Rule, ...]:
    """The rules of a file, as they stand in it."""
    names = vars(import_module(f"optimizers.rules.{file}")).values()
    return tuple(value for value in names if isinstance(value, Rule))


RULES: Mapping[str, Rule] = {rule.name: rule for file in FILES for rule in _rules(file)}
