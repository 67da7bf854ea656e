"""Update rules, schedules, and the one engine that runs them."""

from optimizers.dial import Dial, DialError, Value
from optimizers.engine.beside import Beside
from optimizers.engine.final_points import Finish, finish
from optimizers.engine.lanes import Lane
from optimizers.engine.loop import Loss
from optimizers.engine.record import Record
from optimizers.engine.simulate import race, simulate
from optimizers.explain import Explanation, Quantity, explain, trace
from optimizers.rule import Rule, Term
from optimizers.rules import RULES
from optimizers.schedules import SCHEDULES, Schedule
from optimizers.typed import Typed

__all__ = [
    "RULES",
    "SCHEDULES",
    "Beside",
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
    "Typed",
    "Value",
    "explain",
    "finish",
    "race",
    "simulate",
    "trace",
]
