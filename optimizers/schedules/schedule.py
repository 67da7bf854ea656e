"""What a schedule is: a factor on the learning rate, as a text of the step counted from 0."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from language.dialect import SCHEDULE
from language.operations import Graph
from language.program import Program, read_program
from optimizers.dial import Dial, Value, complete
from optimizers.formulas.evaluate import Array, Leaves, evaluate
from optimizers.formulas.latex import aligned, equation, symbols
from optimizers.schedules.shapes import warmed_up

WARMUP = (
    Dial("warmup_steps", "w", 0.0, "steps of rising before the schedule begins",
         low=0.0, high=1e4, whole=True),
    Dial("warmup_from", "w_0", 0.0, "factor that the rising begins with",
         low=0.0, high=1.0, needs="warmup_steps"),
)  # fmt: skip


def no_conflict(dials: Mapping[str, Value]) -> None:
    """The check of a schedule whose dials never contradict each other."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """A factor on the learning rate. The first update sees step 0; after a warm-up, 0 again."""

    name: str
    title: str
    own: tuple[Dial, ...]
    text: Callable[[Mapping[str, Any]], str]  # lines that assign `factor` from k and the dials
    meaning: str
    check: Callable[[Mapping[str, Value]], None] = no_conflict

    @property
    def dials(self) -> tuple[Dial, ...]:
        """The schedule's own dials and the two of the warm-up."""
        return self.own + WARMUP

    def complete(self, given: Mapping[str, Any]) -> dict[str, Value]:
        """Every dial with its value, the given ones checked; raises DialError."""
        dials = complete(self.name, self.dials, given)
        self.check(dials)
        return dials

    def program(self, dials: Mapping[str, Any]) -> Program:
        """The lines of the factor for these dials, warm-up included."""
        return self._graph(dials).program

    @property
    def equation(self) -> str:
        """The factor in LaTeX, with every dial at its default."""
        defaults = {dial.name: dial.default for dial in self.dials}
        symbol = symbols({dial.name: dial.symbol for dial in self.dials})
        return aligned(tuple(equation(line, symbol) for line in self.program(defaults).lines))

    def factor(self, k: Any, **given: Any) -> Array:
        """The factors at the steps `k`, any shape; raises DialError for unusable dials."""
        dials = self.complete(given)
        graph, k = self._graph(dials), np.asarray(k, float)
        leaves = Leaves({**dials, "k": k}, lambda base: base)
        with np.errstate(all="ignore"):  # both branches of a choice are computed
            values = evaluate(graph, graph.lines, leaves, {})
        return np.array(np.broadcast_to(values[graph.lines[-1]], k.shape))

    def _graph(self, dials: Mapping[str, Any]) -> Graph:
        text = self.text(dials)
        return _graph(warmed_up(text) if dials["warmup_steps"] else text, self.dials)


@lru_cache(maxsize=128)
def _graph(text: str, dials: tuple[Dial, ...]) -> Graph:
    return Graph(read_program(text, [dial.name for dial in dials], SCHEDULE), SCHEDULE.given)
