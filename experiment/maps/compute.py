"""A map in NumPy: the ends of a run at every pixel, bit for bit those of the run itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from experiment.maps.axes import panels, seeds
from experiment.maps.ending import Array, Places
from experiment.maps.plan import Plan, apart
from experiment.maps.watch import Ends, EndWatch, tail_shape
from experiment.model import Run
from landscape import load
from losses import Loss
from optimizers.engine.final_points import CHUNK, Field, watched
from optimizers.engine.simulate import disturbance, sampled


@dataclass(frozen=True, eq=False)
class Sheet:
    """The runs of one panel with one seed, a row a pixel upwards: arrays (m, n).

    place    of the run in the experiment
    codes, minima, steps, periods    as in `ending.Endings`
    losses   the final ones; nan where not even the start is finite
    points   (m, n, d)
    below    first row that comes to the goal, -1 without one
    done     pixels that are computed
    """

    place: int
    seed: int
    codes: np.ndarray[Any, np.dtype[np.int8]]
    minima: Places
    steps: Places
    periods: Places
    losses: Array
    points: Array
    below: Places
    done: np.ndarray[Any, np.dtype[np.bool_]]


class Progress(NamedTuple):
    """What is there of a map: pixels computed, of how many, the sheets so far."""

    done: int
    total: int
    sheets: tuple[Sheet, ...]


def computed(of: Plan) -> Iterator[Progress]:
    """Compute a map chunk by chunk; whoever stops asking stops it.

    The sheets are the same objects every time, and are filled in place.
    """
    e = of.experiment
    sheets = tuple(_sheet(of, place, seed) for place in panels(e) for seed in seeds(e))
    total = len(sheets) * of.size.across * of.size.up
    done = 0
    for sheet in sheets:
        for places, ends in _parts(of, e.runs[sheet.place], sheet.seed):
            _fill(sheet, places, ends)
            done += len(places)
            yield Progress(done, total, sheets)


def sheets(of: Plan, progress: Callable[[int, int], None] | None = None) -> tuple[Sheet, ...]:
    """Compute a whole map.

    progress   called with (pixels done, of how many) after every chunk; may raise to stop
    """
    found: tuple[Sheet, ...] = ()
    for step in computed(of):
        found = step.sheets
        if progress:
            progress(step.done, step.total)
    return found


def with_goal(of: Plan, found: Sequence[Sheet]) -> Plan:
    """Return the map with a goal, counted from the lowest loss that its runs came to."""
    least = min(float(np.fmin.reduce(sheet.losses, axis=None)) for sheet in found)
    return replace(of, goal=least + of.chosen.to)


def _sheet(of: Plan, place: int, seed: int) -> Sheet:
    shape = (of.size.up, of.size.across)
    minima, steps, periods, below = (np.zeros(shape, np.intp) for _ in range(4))
    return Sheet(
        place=place,
        seed=seed,
        codes=np.zeros(shape, np.int8),
        minima=minima,
        steps=steps,
        periods=periods,
        losses=np.full(shape, np.nan),
        points=np.full((*shape, len(of.frame.window)), np.nan),
        below=below,
        done=np.zeros(shape, bool),
    )


def _fill(sheet: Sheet, places: Places, ends: Ends) -> None:
    for name in ("codes", "minima", "steps", "periods"):
        getattr(sheet, name).reshape(-1)[places] = getattr(ends.endings, name)
    sheet.losses.reshape(-1)[places] = ends.losses
    sheet.below.reshape(-1)[places] = ends.below
    sheet.points.reshape(-1, len(ends.points))[places] = ends.points.T
    sheet.done.reshape(-1)[places] = True


def _parts(of: Plan, run: Run, seed: int) -> Iterator[tuple[Places, Ends]]:
    """Yield places of pixels and how the run ends there."""
    room = np.empty(tail_shape(of.frame, CHUNK))

    def watch(x: Array, places: Places) -> EndWatch:
        return EndWatch(x, of.frame, of.goal, room)

    for call in _calls(of, run):
        for chunk in watched(_field(of, run, seed, call), watch):
            for places, ends in chunk:
                yield call.pixels[places], ends


class _Call(NamedTuple):
    """Pixels that one call of the engine serves, and the settings that they share.

    apart   values by the places of their axes
    """

    apart: Mapping[int, float]
    pixels: Places


def _calls(of: Plan, run: Run) -> Iterator[_Call]:
    axes, columns = apart(of, run), of.columns
    if not axes:
        yield _Call({}, np.arange(len(columns[0])))
        return
    kinds, kind = np.unique([columns[k] for k in axes], axis=1, return_inverse=True)
    for number, settings in enumerate(kinds.T.tolist()):
        mine = np.flatnonzero(kind.reshape(-1) == number)
        yield _Call(dict(zip(axes, settings, strict=True)), mine)


def _field(of: Plan, run: Run, seed: int, call: _Call) -> Field:
    """Return the lanes of a call."""
    mine = call.pixels
    e, dials, starts = of.experiment, dict[str, Any](run.dials), list[Array]()
    batch, noise, constants = e.batch(run), e.noise, dict[str, Any]()
    for k, (axis, column) in enumerate(zip(of.axes, of.columns, strict=True)):
        value = call.apart.get(k, column[mine])
        if axis.role == "variable":
            starts.append(column[mine])
        elif axis.role == "batch" and e.data:
            batch = e.data.fitting(int(value))
        elif axis.role == "noise":
            noise = float(value)
        elif axis.role == "constant":
            constants[axis.name] = value
        else:
            dials[axis.name] = value
    points = np.stack(starts) if starts else np.tile(np.array(run.start)[:, None], len(mine))
    disturb = disturbance(noise, seed, e.steps, len(points))
    loss: Any = load(e)
    if all(isinstance(value, float) for value in constants.values()):
        loss = sampled(
            loss.with_constants(constants), batch, steps=e.steps, seed=seed, order=e.order
        )
    else:
        loss = _of_lanes(loss, constants)
    return Field(run.update, loss, points, e.steps, dials, run.lane.schedule, disturb)


def _of_lanes(loss: Loss, constants: Mapping[str, Array]) -> Callable[[Places], Loss]:
    """Return what gives the loss of the lanes at some places."""
    return lambda places: loss.with_constants(
        {name: np.broadcast_to(value, ()) if np.ndim(value) == 0 else value[places]
         for name, value in constants.items()}
    )  # fmt: skip
