"""The rules, in the order of menus. A new rule is one file and one line here."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

from optimizers.rule import Rule, Term
from optimizers.wrappers import DIALS, QUANTITIES

CLASSICS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")  # come first
FILES: Mapping[str, tuple[str, ...]] = {  # of each group
    "First order": (
        "gd",
    ),
    "Momentum": (
        "momentum",
        "qhm",
        "aggmo",
    ),
    "Adaptive": (
        "adagrad",
        "rmsprop",
        "adam",
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
    ),
    "By sign": (
        "lion",
        "signum",
        "rprop",
    ),
    "No learning rate to choose": (
        "no_rate",
        "averaging",
    ),
    "Line search and curvature": (
        "line_search",
        "polyak",
        "barzilai_borwein",
        "conjugate_gradients",
        "newton",
        "bfgs",
        "sophia",
        "full_adagrad",
    ),
    "In no menu": (
        "article",
    ),
}  # fmt: skip


def _rules(file: str) -> tuple[Rule, ...]:
    """The rules of a file, in its order, each with the dials of the wrappers."""
    names = vars(import_module(f"optimizers.rules.{file}")).values()
    terms = {name: Term(told, latex=sign) for name, (told, sign) in QUANTITIES.items()}
    return tuple(
        replace(value, dials=value.dials + DIALS, terms={**value.terms, **terms})
        for value in names
        if isinstance(value, Rule)
    )


_FOUND = {
    rule.name: (rule, group)
    for group, files in FILES.items()
    for file in files
    for rule in _rules(file)
}
_ORDER = dict.fromkeys((*CLASSICS, *_FOUND))
RULES: Mapping[str, Rule] = {name: _FOUND[name][0] for name in _ORDER}
GROUPS: Mapping[str, str] = {name: _FOUND[name][1] for name in _ORDER}  # of each rule
