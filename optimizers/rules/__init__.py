"""The rules, in the order of menus. A new rule is one file and one line here."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

from optimizers.rule import Rule, Term
from optimizers.wrappers import DIALS, QUANTITIES

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
    # No learning rate to choose.
    "no_rate",
    "averaging",
    # Line search and second order.
    "line_search",
    "polyak",
    "barzilai_borwein",
    "conjugate_gradients",
    "newton",
    "bfgs",
    "sophia",
    "full_adagrad",
    # In no menu.
    "article",
)


def _rules(file: str) -> tuple[Rule, ...]:
    """The rules of a file, in its order, each with the dials of the wrappers."""
    names = vars(import_module(f"optimizers.rules.{file}")).values()
    terms = {name: Term(told, latex=sign) for name, (told, sign) in QUANTITIES.items()}
    return tuple(
        replace(value, dials=value.dials + DIALS, terms={**value.terms, **terms})
        for value in names
        if isinstance(value, Rule)
    )


RULES: Mapping[str, Rule] = {rule.name: rule for file in FILES for rule in _rules(file)}
