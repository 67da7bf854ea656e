"""What the runs of a class did: each is run again from its link, many at a time."""

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiment.classroom.entries import Roll
from experiment.classroom.readable import Entry, Refused
from experiment.goal.progress import GONE, Measure, counts, done_at, measure_of
from experiment.limits import MAX_STEPS
from experiment.model import Experiment
from experiment.naming import run_names
from experiment.run import Trajectory, thinned, trajectory
from experiment.verdicts import judge
from landscape import Landscape, look_at
from losses.catalogue import Point
from optimizers import race

Array = NDArray[np.float64]
CHUNK = 400_000  # rows that are kept at a time: some 30 MB
BUDGET = 15_000_000  # lanes times steps: some ten seconds
OVERHEAD = 60  # what a step of one text costs beside its lanes, in lanes
HEAVY = 100  # operations of a loss that cost as much as the rest of a lane
VERTICES = 400  # of a path


@dataclass(frozen=True, eq=False)
class Row:
    """What a link came to: by its best run, where it has several.

    reached  the step at which the goal was done; None where it was not, or there is no goal
    loss     at the end of the run; None where it is not finite at the start
    gap      above the lowest loss known; None without one
    path     (m, d + 1) some of its points in order, the first and the last among them, and the
             loss there
    """

    entry: Entry
    reached: int | None
    steps: int
    loss: float | None
    gap: float | None
    ending: str
    lost: bool
    run: str
    rate: float
    start: Point
    path: Array


@dataclass(frozen=True, eq=False)
class Result:
    """A class that has run, the best first.

    task, given   as in Roll
    floor         the lowest loss known, or infinite
    """

    task: Experiment | None
    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    floor: float = math.inf
    given: bool = True

    @property
    def done(self) -> int:
        """How many have reached the goal."""
        return sum(row.reached is not None for row in self.rows)


def results(roll: Roll) -> Result:
    """Run a class. Never raises; links beyond what a class may cost are listed, not run."""
    if roll.task is None or not roll.entries:
        return Result(roll.task, (), roll.refused, given=roll.given)
    land = look_at(roll.task.what)
    kept, beyond = _within(roll.entries, land)
    rows = [row for chunk in _chunks(kept) for row in _rows(chunk, land)]
    lowest = min((float(row.path[:, -1].min()) for row in rows if len(row.path)), default=math.inf)
    floor = min(land.floor, lowest) if land.floor < math.inf else math.inf
    measured = (_with_gap(row, floor) for row in rows)
    refused = tuple(sorted((*roll.refused, *beyond)))
    return Result(roll.task, tuple(sorted(measured, key=_rank)), refused, floor, roll.given)


def _within(entries: Sequence[Entry], land: Landscape) -> tuple[list[Entry], list[Refused]]:
    """Return the entries that fit the budget, and the others with the reason."""
    heavy = 1 + land.loss.work / HEAVY
    kept, beyond, spent = [], [], 0.0
    known: set[Hashable] = set()  # texts whose lanes run together: a further one costs no more
    for entry in entries:
        e = entry.experiment
        texts = {(run.update.graph(run.dials), e.batch(run), e.steps) for run in e.runs}
        cost = e.steps * (OVERHEAD * len(texts - known) + e.work * heavy)
        if spent + cost <= BUDGET:
            spent, known = spent + cost, known | texts
            kept.append(entry)
        else:
            reason = "not run, because the links before it are all that a class may compute"
            beyond.append(Refused(entry.number, entry.name, reason))
    return kept, beyond


def _chunks(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield entries that run together: of the same numbers of steps, not too many at a time."""
    alike: dict[object, list[Entry]] = {}
    for entry in entries:
        e = entry.experiment
        alike.setdefault((e.steps, e.noise, e.seed, e.order), []).append(entry)
    for some in alike.values():
        chunk: list[Entry] = []
        lanes = 0
        most = CHUNK // (some[0].experiment.steps + 1)
        for entry in some:
            lanes += len(entry.experiment.runs)
            if chunk and lanes > most:
                yield chunk
                chunk, lanes = [], len(entry.experiment.runs)
            chunk.append(entry)
        yield chunk


def _rows(chunk: Sequence[Entry], land: Landscape) -> Iterator[Row]:
    """Run some entries together; yield a row for each. A run is the same whatever runs beside."""
    first = chunk[0].experiment
    runs = [(entry.experiment, run) for entry in chunk for run in entry.experiment.runs]
    records = iter(
        race(
            land.loss,
            [e.lane(run) for e, run in runs],
            steps=first.steps,
            noise=first.noise,
            seed=first.seed,
            order=first.order,
        )
    )
    measure = measure_of(first.goal, land) if first.goal else None
    for entry in chunk:
        walked = []
        for run in entry.experiment.runs:
            record = next(records)
            walked.append(trajectory(run, record, judge(record, land, run=run)))
        yield _row(entry, walked, measure)


def _row(entry: Entry, walked: Sequence[Trajectory], measure: Measure | None) -> Row:
    e = entry.experiment
    goal = e.goal
    done = [
        done_at(goal, measure, t, steps=e.steps) if goal and counts(goal, t.run) else None
        for t in walked
    ]
    place = min(range(len(walked)), key=lambda place: _merit(done[place], walked[place]))
    if goal and goal.kind == "stay":  # then no run at all may diverge
        place = next((k for k, step in enumerate(done) if step is None), place)
    best = walked[place]
    return Row(
        entry=entry,
        reached=done[place],
        steps=e.steps,
        loss=float(best.losses[-1]) if len(best.losses) else None,
        gap=None,
        ending=best.verdict.word,
        lost=best.verdict.kind in GONE,
        run=run_names(e.runs)[place],
        rate=best.run.rate,
        start=best.run.start,
        path=_path(best),
    )


def _merit(done: int | None, t: Trajectory) -> tuple[float, ...]:
    """Return what runs are ordered by, the best first."""
    end = float(t.losses[-1]) if len(t.losses) and t.verdict.kind not in GONE else math.inf
    return MAX_STEPS + 1 if done is None else done, end


def _path(t: Trajectory) -> Array:
    return thinned(np.column_stack([t.points, t.losses]), VERTICES)


def _with_gap(row: Row, floor: float) -> Row:
    if row.loss is None or floor == math.inf:
        return row
    return replace(row, gap=row.loss - floor)


def _rank(row: Row) -> tuple[float, ...]:
    end = math.inf if row.loss is None or row.lost else row.loss
    return (*((0, row.reached) if row.reached is not None else (1, 0)), end, row.entry.number)
