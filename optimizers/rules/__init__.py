"""The rules, in the order of menus. A new rule is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from optimizers.rule import Rule
from optimizers.rules import (
    adabelief,
    adadelta,
    adagrad,
    adam,
    adamax,
    article,
    gd,
    lion,
    momentum,
    nadam,
    radam,
    rmsprop,
    yogi,
)

ALL = (
    gd.RULE,
    momentum.RULE,
    momentum.NESTEROV,
    adagrad.RULE,
    rmsprop.RULE,
    adam.RULE,
    adam.ADAMW,
    nadam.RULE,
    radam.RULE,
    adamax.RULE,
    adadelta.RULE,
    lion.RULE,
    adabelief.RULE,
    yogi.RULE,
    article.RULE,
)

RULES: Mapping[str, Rule] = {rule.name: rule for rule in ALL}
