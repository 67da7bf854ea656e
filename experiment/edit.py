"""Changes to an experiment that a person makes in one move; each returns a new experiment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from experiment.data import Data, most_steps
from experiment.model import Experiment, Run
from experiment.rates import OF_DATA, best_rate, fitting
from experiment.run import run
from landscape import load, look_at
from losses import CATALOGUE, LossError
from losses.catalogue import Point
from losses.tables import Table
from optimizers import Typed

NEW_RUNS = "The runs have new starts, and of ten learning rates each has the best one here."
NEW_OF_DATA = NEW_RUNS.replace("ten", str(len(OF_DATA)))
KEPT = "Starts and learning rates are kept: some were set by hand."
MAX_WINDOWS_AWAY = 20.0  # a point farther away is not brought into view


def default_run(e: Experiment, rule: str, typed: Typed | None = None) -> Run:
    """Return a run of the rule at its best rate, from the first run's start where there is one."""
    run = Run(rule, {}, None, e.runs[0].start if e.runs else (), typed=typed)
    try:
        run = replace(run, start=run.start or look_at(e).starts[0])
        return run.at_rate(best_rate(e, run))
    except LossError:
        return run


def with_runs(e: Experiment, runs: Iterable[Run], places: Iterable[int | None]) -> Experiment:
    """Return the experiment with these runs; what was hidden of them, or on a map, still is.

    places  where each was before, None for a new one: a run keeps its mark for its life
    """
    places = tuple(places)
    marked = (
        replace(run, mark=None if old is None else e.marks[old])
        for run, old in zip(runs, places, strict=True)
    )
    shown = e.map and e.map.at(places)
    changed = replace(e, runs=tuple(marked), look=e.look.at(places), map=shown)
    marks = (None if mark == place else mark for place, mark in enumerate(changed.marks))
    pinned = tuple(map(lambda run, mark: replace(run, mark=mark), changed.runs, marks))
    return replace(changed, runs=pinned)


def with_steps(e: Experiment, steps: int) -> Experiment:
    """Return the experiment with so many steps; a playhead beyond the last stands on the last."""
    return replace(e, steps=steps, step=min(e.step, steps))


def with_rate(e: Experiment, place: int, rate: float) -> Experiment:
    """Return the experiment with another learning rate of the run at this place, if one is."""
    runs = (run.at_rate(rate) if k == place else run for k, run in enumerate(e.runs))
    return replace(e, runs=tuple(runs))


def with_target(e: Experiment, row: int, value: float) -> Experiment:
    """Return the experiment with another target in a row of its table, counted from 0.

    There the table is one of the visitor's own. Raises ExperimentError, LossError or TableError.
    """
    if not e.data or not e.data.model or row >= e.data.count:
        return e
    table = e.data.table
    values = table.values.copy()
    values[row, table.columns.index(e.data.model.target)] = value
    own = Table("", table.columns, table.titles, values)
    return replace(e, data=replace(e.data, table=own))


def with_playback(e: Experiment, speed: float, *, loop: bool, hidden: Iterable[int]) -> Experiment:
    """Return the experiment with this playback; a run that no longer exists is not hidden."""
    without = tuple(place for place in hidden if place < len(e.runs))
    return replace(e, look=replace(e.look, speed=speed, loop=loop, without=without))


def same_start(e: Experiment, start: Point) -> Experiment:
    """Return the experiment with every run started at the same point."""
    return replace(e, runs=tuple(replace(run, start=start) for run in e.runs))


def move_start(e: Experiment, old: Point, new: Point) -> Experiment:
    """Return the experiment with every run that starts at `old` started at `new`."""
    return replace(
        e, runs=tuple(replace(run, start=new) if run.start == old else run for run in e.runs)
    )


def fit_paths(e: Experiment) -> Experiment:
    """Return the experiment with a window that its paths fill. Raises LossError.

    Points farther than 20 windows away are left out: a path that blew up has no end to show.
    """
    every = [t.points for t in run(e)]  # first of all: without a readable loss there is no window
    low, high = np.array(e.window).T
    reach = MAX_WINDOWS_AWAY * (high - low)
    points = np.concatenate([*every, [run_.start for run_ in e.runs]])
    near = points[np.all((points > low - reach) & (points < high + reach), axis=1)]
    if not len(near):
        return e
    least, most = near.min(axis=0), near.max(axis=0)
    pad = np.maximum(0.08 * (most - least), 1e-3 * (high - low))
    return replace(e, window=tuple(map(_wide, least - pad, most + pad)))


def _wide(low: float, high: float) -> tuple[float, float]:
    """Return the ends outwards to three digits of their distance: a link stays short."""
    unit = 10.0 ** np.floor(np.log10((high - low) / 100))
    return float(f"{np.floor(low / unit) * unit:.9g}"), float(f"{np.ceil(high / unit) * unit:.9g}")


def with_loss(e: Experiment, text: str) -> tuple[Experiment, str]:
    """Return the experiment on another loss, and a sentence on what was changed with it.

    The runs keep their rules, dials and schedules; starts, window and learning rates are the new
    loss's own. A text that cannot be read is kept, with everything else as it was, so that the
    last good picture can stay; the sentence is then empty. A text goes over the same table and
    stands in the place of its model; a loss of the catalogue needs no table.
    """
    kept = e.data if text.strip() not in CATALOGUE else None
    data = kept and replace(kept, model=None)
    constants = used_constants(e, text, data)
    if constants is None:
        return replace(e, loss=text, data=data), ""
    return moved(e, Experiment(text, constants, data=data))


def moved(e: Experiment, bare: Experiment) -> tuple[Experiment, str]:
    """Return the runs on the loss of another experiment, and what was changed for them.

    Raises LossError where that loss cannot be read.
    """
    runs = tuple(_at_starts(e.runs, look_at(bare).starts))
    steps = min(e.steps, most_steps(load(bare), e.work))
    if not bare.data:
        runs = tuple(replace(run, batch=None) for run in runs)
    changed = replace(
        e, loss=bare.loss, constants=bare.constants, window=bare.window, data=bare.data,
        runs=runs, steps=steps, step=0, lesson="", map=e.map and e.map.whole,
    )  # fmt: skip
    if not runs:
        return changed, "The window shows the new loss."
    return fitting(changed), NEW_OF_DATA if bare.data else NEW_RUNS


def suited(e: Experiment) -> tuple[Experiment, str]:
    """Return the experiment with the window, starts and rates that suit its own loss."""
    return moved(e, Experiment(e.loss, e.constants, data=e.data))


def with_edited_loss(e: Experiment, text: str) -> tuple[Experiment, str]:
    """As `with_loss`, but what was set by hand is kept by another loss of the same variables."""
    return by_hand(e, *with_loss(e, text))


def by_hand(e: Experiment, changed: Experiment, sentence: str) -> tuple[Experiment, str]:
    """Return the changed experiment with what was set by hand before, and what to say of it.

    A start or a rate that the loss before does not suggest was set by hand; then all of them stay.
    """
    try:
        alike, own = load(e).variables == load(changed).variables, look_at(e.what)
    except LossError:
        return changed, sentence
    if not alike or all(r.start in own.starts and r.rate == best_rate(e, r) for r in e.runs):
        return changed, sentence
    window = changed.window if e.window == own.window else e.window
    return replace(changed, runs=e.runs, window=window), KEPT


def used_constants(e: Experiment, text: str, data: Data | None) -> Mapping[str, float] | None:
    """Return the constants that the new loss has too; None where the text cannot be read."""
    table = data.scaled if data else None
    for given in (dict(e.constants), {}):
        try:
            names = load((text, given, table)).constants
        except LossError:
            continue
        return {name: value for name, value in given.items() if name in names}
    return None


def _at_starts(runs: Sequence[Run], starts: Sequence[Point]) -> Iterator[Run]:
    """Yield the runs at starts of the new loss: those that began together still do."""
    places = {start: place for place, start in enumerate(dict.fromkeys(r.start for r in runs))}
    for one in runs:
        yield replace(one, start=starts[places[one.start] % len(starts)])
