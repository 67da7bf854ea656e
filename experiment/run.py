"""What the runs of an experiment did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from experiment.verdicts import judge
from experiment.verdicts.evidence import Verdict
from landscape import look_at
from optimizers import Beside, Record, race
from optimizers.dial import Frozen
from optimizers.engine.record import evaluations

Array = NDArray[np.float64]
ROWS = ("points", "losses", "gradients", "rates")  # of a run: a row a step


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The rows of one run while its point and its loss are finite; all arrays are read-only.

    points     (n + 1, d)   row 0 is the start
    losses     (n + 1,)     the loss at points[k]
    gradients  (n + 1, d)   what the rule met at points[k], noise included
    rates      (n + 1, d)   effective learning rate of the update that leaves row k
    internals  {name: (n + 1, d)}  the rule's state after k updates
    verdict    how the run ended
    beside     what its updates could ask, to explain them
    batch_losses  (n + 1,) the loss of the batch that each update sees; None where it sees all rows
    spent      evaluations in an update: a number, or (n + 1,) one an update
    """

    run: Run
    points: Array
    losses: Array
    gradients: Array
    rates: Array
    internals: Mapping[str, Array]
    verdict: Verdict
    beside: Beside
    spent: Any
    batch_losses: Array | None = None

    @property
    def evaluations(self) -> Array:
        """(n + 1,) how often the loss or a derivative was evaluated up to each row."""
        return evaluations(self.spent, self.losses)

    def at_start(self) -> "Trajectory":
        """Return the run before its first step: what a picture shows that keeps the rest back."""
        first = {name: getattr(self, name)[:1] for name in ROWS}
        internals = Frozen({name: part[:1] for name, part in self.internals.items()})
        batch = None if self.batch_losses is None else self.batch_losses[:1]
        verdict = Verdict("moving", 0, "")
        return replace(self, **first, internals=internals, verdict=verdict, batch_losses=batch)


def run(e: Experiment) -> tuple[Trajectory, ...]:
    """Run the experiment and judge every run. Raises LossError, and nothing else."""
    land = look_at(e)
    lanes = [e.lane(run) for run in e.runs]
    records = race(land.loss, lanes, steps=e.steps, noise=e.noise, seed=e.seed, order=e.order)
    verdicts = [judge(record, land, run=r) for r, record in zip(e.runs, records, strict=True)]
    return tuple(map(trajectory, e.runs, records, verdicts))


def trajectory(r: Run, record: Record, verdict: Verdict) -> Trajectory:
    """Return what a run did by its record, which is read-only from then on."""
    rows = {name: _locked(getattr(record, name)) for name in ROWS}
    internals = Frozen({name: _locked(part) for name, part in record.internals.items()})
    return Trajectory(
        run=r,
        **rows,
        internals=internals,
        verdict=verdict,
        beside=record.beside,
        spent=record.spent,
        batch_losses=None if record.batch_losses is None else _locked(record.batch_losses),
    )


def thinned(rows: Array, most: int) -> Array:
    """Return rows evenly apart and the last one: at most one row more than `most`."""
    every = max(1, -(-len(rows) // most))
    return np.concatenate([rows[:-1:every], rows[-1:]])


def _locked(array: Array) -> Array:
    array.flags.writeable = False
    return array
