"""What the browser needs to compute a map by itself: see player/js/maps/lanes.js."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Literal, TypedDict, cast

from experiment.live import Live, live
from experiment.maps.axes import Axis, Kind, Role, axes, panels, seeds
from experiment.maps.choice import Map
from experiment.maps.limit import stable_rate
from experiment.maps.notes import notes
from experiment.maps.pixels import pixels
from experiment.maps.plan import best_known, moves_minima
from experiment.model import Experiment, Run
from experiment.naming import run_names
from experiment.reach import in_reach
from landscape import load, look_at
from optimizers import DialError

CURVE = 60  # points of a stability limit
ROWS = 4  # of a table that take as long as a step of a formula


class MapAxis(TypedDict):
    """An axis: see `experiment.maps.axes.Axis`; `place` of the variable or the constant, else 0."""

    name: str
    role: Role
    kind: Kind
    label: str
    low: float
    high: float
    least: float
    most: float
    place: int


class MapPanel(TypedDict):
    """The map of one run.

    run    its place in the experiment
    now    where it stands on the axes
    limit  the largest stable learning rate where it is known
    edge   that as a line over both axes, points in their values; empty where it is not known
    """

    run: int
    name: str
    now: list[float]
    limit: float | None
    edge: list[list[float]]


class MapLive(TypedDict):
    """A map.

    live    the experiment as the browser runs it; None where its batches are too many
    minima  those that are known; none where a constant on an axis moves them
    near    the distance below which two points count as one
    best    the lowest value known; None where there is none
    seeds   those that are tried; none where it is the experiment's own
    work    what a step takes, in steps of a formula
    notes   sentences about what is left out, and about chance
    """

    kind: Literal["rates", "starts", "dials"]
    by: Literal["gap", "steps", "ending"]
    to: float
    axes: list[MapAxis]
    panels: list[MapPanel]
    live: Live | None
    seeds: list[int]
    variables: list[str]
    minima: list[list[float]]
    values: list[float]
    window: list[list[float]]
    near: float
    diagonal: float
    best: float | None
    work: float
    steps: int
    notes: list[str]


def map_live(e: Experiment) -> MapLive:
    """Return the map of an experiment as the browser computes it. Raises LossError."""
    chosen, loss, land = e.map or Map(), load(e), look_at(e)
    shown = axes(e)
    known = () if moves_minima(shown) else land.minima
    best = best_known(e, shown)
    names, tried = run_names(e.runs), seeds(e)
    return MapLive(
        kind=chosen.kind,  # type: ignore[typeddict-item]
        by=chosen.by,  # type: ignore[typeddict-item]
        to=chosen.to,
        axes=[_axis(axis, e) for axis in shown],
        panels=[_panel(e, place, names[place], shown) for place in panels(e)],
        live=_able(e, shown),
        seeds=list(tried) if len(tried) > 1 else [],
        variables=list(loss.variables),
        minima=[list(m.point) for m in known],
        values=[m.value for m in known],
        window=[list(ends) for ends in e.window],
        near=land.near,
        diagonal=land.diagonal,
        best=best if math.isfinite(best) else None,
        work=max(1.0, loss.rows / ROWS),
        steps=e.steps,
        notes=list(notes(e, tried if chosen.kind == "rates" else tried[:1])),
    )


def _axis(axis: Axis, e: Experiment) -> MapAxis:
    loss = load(e)
    places: Mapping[str, tuple[str, ...]] = {
        "variable": tuple(loss.variables), "constant": tuple(loss.constants),
    }  # fmt: skip
    named = places.get(axis.role, ())
    place = named.index(axis.name) if axis.name in named else 0
    return cast(MapAxis, asdict(axis) | {"place": place})


def _panel(e: Experiment, place: int, name: str, shown: tuple[Axis, ...]) -> MapPanel:
    run = e.runs[place]
    return MapPanel(
        run=place,
        name=name,
        now=[_now(axis, e, run) for axis in shown],
        limit=stable_rate(e, run),
        edge=list(_edge(e, run, shown)),
    )


def _now(axis: Axis, e: Experiment, run: Run) -> float:
    """Return where a run stands on an axis."""
    match axis.role:
        case "rate":
            return run.rate
        case "dial":
            return float(run.dials[axis.name])  # type: ignore[arg-type]
        case "variable":
            return run.start[load(e).variables.index(axis.name)]
        case "constant":
            return load(e).constants[axis.name]
        case "batch":
            return float(e.batch(run) or (e.data.count if e.data else 0))
    return e.noise


def _edge(e: Experiment, run: Run, shown: tuple[Axis, ...]) -> Iterator[list[float]]:
    """Yield where the stable rates end, over a dial that the limit depends on or not."""
    roles = [axis.role for axis in shown]
    if sorted(roles) != ["dial", "rate"]:
        return
    other = shown[roles.index("dial")]
    for value in pixels(other, CURVE):
        limit = stable_rate(e, run, {**run.dials, other.name: value})
        if limit is not None:
            yield [limit, value] if roles[0] == "rate" else [value, limit]


def _able(e: Experiment, shown: tuple[Axis, ...]) -> Live | None:
    """Return the experiment as the browser runs it, the dials on the axes in its rules' text."""
    largest = [int(axis.high) for axis in shown if axis.role == "batch"]
    if e.data and not in_reach(e, [e.data.fitting(rows) or e.data.count for rows in largest]):
        return None
    runs = e.runs
    for axis in (axis for axis in shown if axis.role == "dial"):
        runs = tuple(_with_dial(run, axis) for run in runs)
    return live(replace(e, runs=runs))


def _with_dial(run: Run, axis: Axis) -> Run:
    """Return a run in whose rule a dial is on: one that is off at 0 would be missing there."""
    if run.dials.get(axis.name, 1.0):
        return run
    try:
        return replace(run, dials={**run.dials, axis.name: pixels(axis, 3)[1] or axis.high})
    except DialError:  # another dial does not go with it
        return run
