"""A study as a value: rules x dials x rates x starts x seeds x losses, and how much that is.

A value that exists is valid; what it asks for is bounded before any of it is computed.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import mul

from experiment.limits import Limit
from experiment.model import Run
from experiment.study.fields import StudyError
from landscape import load
from landscape.landscape import EQUAL
from losses import Loss
from losses.catalogue import Point, Window
from losses.tables import Table
from optimizers.engine.simulate import sampled

FORMAT = 1  # of rows and fingerprints: a change makes older directories those of another study
MAX_RUNS = 10**7  # with at most 10^4 steps each: 10^11 of all together
MAX_TERMS = 10**12  # steps of all runs, each once for every row of a table
MAX_GROUP = 10**6  # runs of one rule on one loss, which the report holds at once
MAX_SEEN = 2_000_000  # rows that all updates of a run see in their batches, which are kept at hand
MOVED = 0.01  # of the window: a run that stands nearer to its start has not moved yet ...
STILL = 0.9  # ... unless no more than this share of its height is left
GOAL = Limit("The goal", 1e-12, 0.5)  # of the height above the lowest value at the start


@dataclass(frozen=True)
class Objective:
    """A loss of a study.

    name     in rows and report; the key of a catalogued one
    what     as `landscape.look_at` takes it
    batch    rows that an update sees, 0 for all; order as in experiment.Data
    starts   where runs begin
    lowest   value known; infinite where the loss has no minimum that is known
    rows, work   as of its loss: what each step takes
    """

    name: str
    what: tuple[str, Mapping[str, float], Table | None]
    batch: int
    order: str
    window: Window
    starts: tuple[Point, ...]
    lowest: float
    rows: int = 0
    work: int = 1

    @property
    def known(self) -> bool:
        """Whether a lowest value is known, above which a gap can be measured."""
        return math.isfinite(self.lowest)

    @property
    def resolution(self) -> float:
        """The height above the lowest value up to which losses differ by rounding."""
        return EQUAL * max(1.0, abs(self.lowest)) if self.known else 0.0

    @property
    def loss(self) -> Loss:
        """The loss over all rows."""
        return load(self.what)

    def sampled(self, steps: int, seed: int) -> Loss:
        """Return the loss as updates see it."""
        found: Loss = sampled(self.loss, self.batch, steps=steps, seed=seed, order=self.order)
        return found


@dataclass(frozen=True)
class Method:
    """A rule of a study: a run for each combination of its dials, all at each of the rates."""

    name: str
    runs: tuple[Run, ...]
    rates: tuple[float, ...]

    @property
    def settings(self) -> int:
        """How many settings are tried of it: dials x rates."""
        return len(self.runs) * len(self.rates)

    @property
    def widths(self) -> tuple[float, ...]:
        """The decades of learning rate that each rate stands for: half the way to both sides.

        At the ends the outer half is as wide as the inner one; a rate alone stands for none.
        """
        logs = [math.log10(rate) for rate in self.rates]
        gaps = [after - before for before, after in pairwise(logs)]
        if not gaps:
            return (0.0,)
        return tuple((a + b) / 2 for a, b in zip(gaps[:1] + gaps, gaps + gaps[-1:], strict=True))


@dataclass(frozen=True)
class Study:
    """All that is asked for.

    budgets   numbers of steps after which runs are looked at, rising, the last is `steps`
    goal      the share of the height at the start that a run is to come down to
    Raises StudyError where it is too much.
    """

    title: str
    losses: tuple[Objective, ...]
    methods: tuple[Method, ...]
    steps: int
    budgets: tuple[int, ...]
    goal: float
    noise: float = 0.0
    seeds: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        for objective in self.losses:
            _check_batches(objective, self.steps)
        counts = [self.group(o, m) for o in self.losses for m in self.methods]
        if (runs := sum(counts)) > MAX_RUNS:
            raise StudyError(f"The study has {runs:,} runs, but it must be at most {MAX_RUNS:,}.")
        if (group := max(counts)) > MAX_GROUP:
            raise StudyError(
                f"One rule has {group:,} runs on one loss, but it must be at most {MAX_GROUP:,}."
            )
        rows = [max(1, o.rows) for o in self.losses for _ in self.methods]
        terms = self.steps * sum(map(mul, counts, rows))
        if terms > MAX_TERMS:
            raise StudyError(
                f"The study takes {terms:,} steps of all runs together, each counted once for "
                f"every row of a table, but it must be at most {MAX_TERMS:,}."
            )

    def seeds_of(self, objective: Objective) -> tuple[int, ...]:
        """Return the seeds for a loss: the first where nothing is drawn."""
        return self.seeds if self.noise or objective.batch else self.seeds[:1]

    def group(self, objective: Objective, method: Method) -> int:
        """Return how many runs a rule has on a loss."""
        return method.settings * len(objective.starts) * len(self.seeds_of(objective))

    @cached_property
    def runs(self) -> int:
        """How many runs there are."""
        return sum(self.group(o, m) for o in self.losses for m in self.methods)

    @property
    def lane_steps(self) -> int:
        """How many steps all runs take together."""
        return self.runs * self.steps

    def fingerprint_of(self, objective: Objective) -> str:
        """Return 12 hexadecimal digits for all that rows of one loss depend on."""
        text, constants, table = objective.what
        asked = [
            *(FORMAT, self.steps, self.budgets, self.goal, self.noise, self.seeds_of(objective)),
            *(objective.name, text, dict(constants), table.fingerprint if table else ""),
            *(objective.loss.plain, objective.batch, objective.order, objective.window),
            *(objective.starts, repr(objective.lowest)),
            [[method.name, method.rates, [*map(_told, method.runs)]] for method in self.methods],
        ]
        return _digest(asked)

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits for all that its rows depend on."""
        return _digest([self.fingerprint_of(objective) for objective in self.losses])


def _told(run: Run) -> list[object]:
    schedule = [run.schedule.name, dict(run.schedule.dials)] if run.schedule else []
    return [run.update.text_of(run.dials), dict(run.dials), schedule]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def _check_batches(objective: Objective, steps: int) -> None:
    seen = objective.batch * steps
    if seen > MAX_SEEN:
        raise StudyError(
            f"{steps:,} steps on batches of {objective.batch} see {seen:,} rows of "
            f"{objective.name}, but it must be at most {MAX_SEEN:,}."
        )
