"""The rules, in the order of menus. A new rule is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from optimizers import adagrad, adam, gd, momentum, rmsprop
from optimizers.rule import Rule

ALL = (
    gd.RULE,
    momentum.RULE,
    momentum.NESTEROV,
    adagrad.RULE,
    rmsprop.RULE,
    adam.RULE,
    adam.ADAMW,
)

RULES: Mapping[str, Rule] = {rule.name: rule for rule in ALL}
