"""The schedules, as Keras defines them where Keras has them; exact in their counting.

Keras: https://keras.io/api/optimizers/learning_rate_schedules
PyTorch: https://docs.pytorch.org/docs/stable/optim.html
Optax: https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from language.dialect import SCHEDULE
from optimizers.dial import Dial, DialError, Value
from optimizers.evaluate import Array, Leaves, evaluate
from optimizers.rule import Dials, Written
from optimizers.rules.shared import choice, switch
from optimizers.schedules import shapes

HALVINGS = 60  # of the way to an end: as many as a float has places


@dataclass(frozen=True, eq=False)
class Schedule(Written):
    """A factor on the learning rate: its lines assign `factor` from the step k and the dials.

    The first update sees step 0; after a warm-up, 0 again.
    """

    meaning: str
    dialect = SCHEDULE

    def text_of(self, dials: Dials) -> str:
        """The lines of the factor for these dials, warm-up included."""
        text = self.text(dials)
        return shapes.warmed_up(text) if dials["warmup_steps"] else text

    def general(self, dials: Dials) -> dict[str, Value]:
        """Dials whose text holds for these and for any number in place of one that is off at 0."""
        off = (dial.name for dial in self.dials if dial.zero_is_off and not dials[dial.name])
        return {**dials, **dict.fromkeys(off, 1.0)}

    def within(self, dials: Dials, name: str) -> Dial:
        """A dial that is a number, its ends where the others and the text allow it to be."""
        dial, text = self.dial(name), self.text_of(self.general(dials))

        def holds(value: float) -> bool:
            other = {**dials, name: value}
            try:
                self.check(other)
            except DialError:
                return False
            return self.text_of(self.general(other)) == text

        value = float(dials[name])  # type: ignore[arg-type]
        low, high = (_farthest(holds, value, end) for end in (dial.low, dial.high))
        low, high = (math.ceil(low), math.floor(high)) if dial.whole else (low, high)
        return replace(
            dial, low=low, high=high, low_open=dial.low_open and low == dial.low,
            high_open=dial.high_open and high == dial.high,
        )  # fmt: skip

    def factor(self, k: Any, **given: Any) -> Array:
        """The factors at the steps `k`, any shape; raises DialError for unusable dials."""
        dials = self.complete(given)
        graph, k = self.graph(dials), np.asarray(k, float)
        leaves = Leaves({**dials, "k": k}, lambda base: base)
        with np.errstate(all="ignore"):  # both branches of a choice are computed
            values = evaluate(graph, graph.lines, leaves, {})
        return np.array(np.broadcast_to(values[graph.lines[-1]], k.shape))


def _farthest(holds: Callable[[float], bool], inside: float, end: float) -> float:
    """Return the end, or where on the way there from `inside` something ceases to hold."""
    if holds(end):
        return end
    for _ in range(HALVINGS):
        middle = (inside + end) / 2
        inside, end = (middle, end) if holds(middle) else (inside, middle)
    return inside


def steps(name: str, default: float, meaning: str, *, required: bool = True) -> Dial:
    """A dial that counts steps."""
    return Dial(
        name, r"\mathrm{" + name.replace("_", r"\_") + "}", default, meaning,
        low=1.0, high=1e5, whole=True, required=required,
    )  # fmt: skip


def portion(name: str, symbol: str, default: float, meaning: str, **more: Any) -> Dial:
    """A dial from 0 to 1."""
    return Dial(name, symbol, default, meaning, **{"low": 0.0, "high": 1.0, **more})


WARMUP = (
    Dial("warmup_steps", "w", 0.0, "steps of rising before the schedule begins",
         low=0.0, high=1e4, whole=True, zero_is_off=True),
    Dial("warmup_from", "w_0", 0.0, "factor that the rising begins with",
         low=0.0, high=1.0, needs="warmup_steps"),
)  # fmt: skip
STAIRCASE = switch("staircase", False, "whole decays only", convention=False)
DECAY_STEPS = steps("decay_steps", 50.0, "steps in which the rate decays once")
END = portion("end_factor", r"f_{\mathrm{end}}", 0.0, "factor at the end")
POWER = Dial("power", "p", 1.0, "exponent of the decay", low=0.0, high=100.0, low_open=True)
RATE = portion("decay_rate", "r", 0.9, "factor of one decay", low_open=True, required=True)

ALL = (
    Schedule(
        "exponential", "Exponential", (RATE, DECAY_STEPS, STAIRCASE), shapes.exponential,
        "the same share is lost in each stretch of steps",
    ),
    Schedule(
        "piecewise", "Piecewise constant",
        (
            Dial("boundaries", "b", (100.0,), "steps at which the factor changes", kind="list",
                 low=0.0, high=1e5, required=True),
            Dial("factors", "f", (1.0, 0.1), "factors, one more than boundaries", kind="list",
                 low=0.0, high=1e3, required=True),
            choice("switch", "after", ("after", "at"),
                   "after: the boundary step keeps the old factor, as in Keras; "
                   "at: it has the new one, as in Optax and PyTorch"),
        ),
        shapes.piecewise, "a factor for each stretch of steps", check=shapes.check_pieces,
    ),
    Schedule(
        "polynomial", "Polynomial",
        (
            DECAY_STEPS, END, POWER,
            switch("cycle", False, "begin again with a longer decay", convention=False),
            Dial("begin", "k_0", 0.0, "steps at the full rate", low=0.0, high=1e5, whole=True,
                 zero_is_off=True),
        ),
        shapes.polynomial, "falls to the end factor along a power",
    ),
    Schedule(
        "inverse_time", "Inverse time",
        (
            Dial("decay_rate", "r", 0.5, "how fast the rate falls", low=0.0, high=1e3,
                 required=True),
            DECAY_STEPS, STAIRCASE,
        ),
        shapes.inverse_time, "falls ever more slowly",
    ),
    Schedule(
        "cosine", "Cosine",
        (
            DECAY_STEPS, END, POWER,
            choice("then", "hold", ("hold", "rise", "restart"),
                   "after the decay steps: hold, as in Keras and Optax; rise again, as in "
                   "PyTorch's CosineAnnealingLR; restart, as in its CosineAnnealingWarmRestarts"),
            Dial("cycle_factor", "c", 1.0, "how much longer each restarted cycle is",
                 low=1.0, high=10.0, whole=True),
        ),
        shapes.cosine, "falls along half a cosine",
    ),
    Schedule(
        "step", "Step",
        (
            steps("step_size", 50.0, "steps between two drops"),
            portion("gamma", r"\gamma", 0.5, "factor of each drop", low_open=True, required=True),
        ),
        shapes.step, "drops by the same factor again and again",
    ),
    Schedule(
        "one_cycle", "One cycle",
        (
            steps("total_steps", 200.0, "length of the cycle"),
            Dial("peak_factor", r"f_{\mathrm{max}}", 25.0, "factor at the peak", low=1.0, high=1e3),
            portion("peak_at", "q", 0.3, "part of the cycle before the peak", low_open=True,
                    high_open=True),
            portion("end_factor", r"f_{\mathrm{end}}", 1e-4, "factor at the end"),
            choice("counting", "pytorch", ("pytorch", "optax"),
                   "whether the cycle ends with its last step (pytorch) or after it (optax)"),
        ),
        shapes.one_cycle, "rises to a peak, then falls far below the start",
        check=shapes.check_cycle,
    ),
    Schedule(
        "inverse_sqrt", "Inverse square root", (DECAY_STEPS,), shapes.inverse_sqrt,
        "falls as one over the root of the steps",
    ),
    Schedule(
        "triangular", "Triangular (cyclic)",
        (
            steps("steps_up", 20.0, "steps from the rate to the peak", required=False),
            steps("steps_down", 20.0, "steps from the peak back", required=False),
            Dial("peak_factor", r"f_{\mathrm{max}}", 5.0, "factor at the peak", low=1.0, high=1e3),
            choice("then", "same", ("same", "half", "decaying"),
                   "how high later peaks are: the same, half as high each cycle (triangular2 in "
                   "PyTorch's CyclicLR), or lower at every step (exp_range)"),
            portion("decay_rate", "r", 0.99, "what a decaying peak keeps each step",
                    low_open=True),
        ),
        shapes.triangular, "rises and falls along straight lines, again and again",
    ),
    Schedule("constant", "Constant", (), shapes.constant, "no change after the warm-up"),
)  # fmt: skip

SCHEDULES: Mapping[str, Schedule] = {
    schedule.name: replace(schedule, dials=schedule.dials + WARMUP) for schedule in ALL
}
