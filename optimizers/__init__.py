"""Update rules, schedules, and the one engine that runs them."""

from optimizers.conventions import convention_sentence, follows
from optimizers.dial import Dial, DialError, Value
from optimizers.engine import Loss
from optimizers.explain import Explanation, Quantity, explain, trace
from optimizers.finish import Finish, finish
from optimizers.lanes import Lane
from optimizers.record import Record
from optimizers.rule import Rule, Term
from optimizers.rules import RULES
from optimizers.schedule import Schedule
from optimizers.schedules import SCHEDULES
from optimizers.simulate import race, simulate
from optimizers.stability import rate_limit

__all__ = [
    "RULES",
    "SCHEDULES",
    "Dial",
    "DialError",
    "Explanation",
    "Finish",
    "Lane",
    "Loss",
    "Quantity",
    "Record",
    "Rule",
    "Schedule",
    "Term",
    "Value",
    "convention_sentence",
    "explain",
    "finish",
    "follows",
    "race",
    "rate_limit",
    "simulate",
    "trace",
]
