"""The rules, in the order of menus. A new rule is one file and one line here."""

from collections.abc import Mapping
from importlib import import_module

from optimizers.rule import Rule

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
    "In no menu": (
        "article",
    ),
}  # fmt: skip


def _rules(file: str) -> tuple[Rule, ...]:
    """The rules of a file, as they stand in it."""
    names = vars(import_module(f"optimizers.rules.{file}")).values()
    return tuple(value for value in names if isinstance(value, Rule))


_FOUND = {
    rule.name: (rule, group)
    for group, files in FILES.items()
    for file in files
    for rule in _rules(file)
}
_ORDER = dict.fromkeys((*CLASSICS, *_FOUND))
RULES: Mapping[str, Rule] = {name: _FOUND[name][0] for name in _ORDER}
GROUPS: Mapping[str, str] = {name: _FOUND[name][1] for name in _ORDER}  # of each rule
