"""The axes of a map: what can stand on one, its usual range, how far it can be moved."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from experiment import limits
from experiment.maps.choice import Map, Span
from experiment.model import Experiment, Run
from landscape import load
from losses import LossError
from optimizers import Dial, DialError

Kind = Literal["linear", "logarithmic", "whole"]
Role = Literal["rate", "dial", "variable", "constant", "batch", "noise"]
RATES = (1e-5, 10.0)
RATES_OF_DATA = (1e-9, 1e3)
DECADES = 1e4  # times as large and as small as a small number is what is usually tried of it
NARROWEST = 1e-10  # of the larger end: on a narrower axis neighbours would be the same number
LEAST = 1e-20  # width of any axis
FEW = 10  # whole numbers that are usually tried where the number itself is small


@dataclass(frozen=True)
class Axis:
    """What is changed along one side of a map.

    role         what it is; `name` says which
    label        the name on the screen
    low, high    the ends that are shown; of a logarithmic one both are above 0
    least, most  the ends of what is possible
    """

    name: str
    role: Role
    kind: Kind
    label: str
    low: float
    high: float
    least: float
    most: float

    def holds(self, low: float, high: float) -> bool:
        """Say whether the axis can run from `low` to `high`: within its ends and not too narrow."""
        return self.least <= low < high <= self.most and self._wide(low, high)

    def shown(self, ends: tuple[float, float] | None) -> "Axis":
        """Return the axis from and to there, as it was without ends or where it cannot be so."""
        if ends is None or not self.holds(*ends):
            return self
        return replace(self, low=ends[0], high=ends[1])

    def _wide(self, low: float, high: float) -> bool:
        if self.kind == "logarithmic":
            return low > 0 and math.log(high / low) >= NARROWEST
        return high - low >= max(NARROWEST * max(abs(low), abs(high)), LEAST)


def axes(e: Experiment) -> tuple[Axis, ...]:
    """Return the axes of the experiment's map, across first, as they are shown.

    One for rates and for the starts of a loss of one variable, else two; fewer for dials where
    there is nothing else to change. A name that there is not is passed over. Raises LossError.
    """
    chosen = e.map or Map()
    known = available(e, chosen)
    ends = {span.name: span.ends for span in chosen.axes if span.name in known}
    names = list(known)
    if chosen.kind == "dials":
        names = [*ends, *(name for name in known if name not in ends)][:2]
    return tuple(known[name].shown(ends.get(name)) for name in names)


def available(e: Experiment, chosen: Map) -> Mapping[str, Axis]:
    """Return what can stand on the axes of that kind of map by name, with its usual range.

    For dials in the order in which they are taken where nobody names any. Raises LossError.
    """
    runs = e.runs if chosen.of is None else e.runs[chosen.of : chosen.of + 1]
    if chosen.kind == "rates":
        found: Iterator[Axis] | Sequence[Axis] = [_rate(e)]
    elif chosen.kind == "starts":
        found = _starts(e)
    else:
        found = _changeable(e, runs)
    by_name: dict[str, Axis] = {}
    for axis in found:
        by_name.setdefault(axis.name, axis)
    return by_name


def panels(e: Experiment) -> tuple[int, ...]:
    """Return the places of the runs that the map shows: of dials those that have all its axes.

    Raises LossError.
    """
    chosen = e.map or Map()
    places = range(len(e.runs)) if chosen.of is None else (chosen.of,)
    dials = {axis.name for axis in axes(e) if axis.role == "dial"}
    return tuple(k for k in places if k < len(e.runs) and dials <= set(e.runs[k].dials))


def by_chance(e: Experiment) -> bool:
    """Say whether the pixels of the map depend on a seed. Raises LossError."""
    moved = any(axis.role in ("noise", "batch") for axis in axes(e))
    return bool(e.noise) or moved or any(e.batch(run) for run in e.runs)


def seeds(e: Experiment) -> tuple[int, ...]:
    """Return the seeds that the map tries: the experiment's alone where chance plays no part."""
    count = e.map.seeds if e.map and by_chance(e) else 1
    return tuple((e.seed + k) % (int(limits.SEED.high) + 1) for k in range(count))


def with_ends(axes: Sequence[Axis]) -> tuple[Span, ...]:
    """Return axes as a map has them, every range said."""
    return tuple(Span(axis.name, (axis.low, axis.high)) for axis in axes)


def _rate(e: Experiment) -> Axis:
    """Return the axis of learning rates: whole decades that hold those of all runs."""
    low, high = RATES_OF_DATA if e.data else RATES
    for run in e.runs:
        low = min(low, float(f"1e{math.floor(math.log10(run.rate))}"))
        high = max(high, float(f"1e{math.ceil(math.log10(run.rate))}"))
    least, most = limits.MIN_RATE, 1e3
    return Axis("lr", "rate", "logarithmic", "learning rate", max(low, least), high, least, most)


def _starts(e: Experiment) -> Iterator[Axis]:
    least, most = float(limits.START.low), float(limits.START.high)
    for name, (low, high) in zip(load(e).variables, e.window, strict=True):
        axis = Axis(name, "variable", "linear", name, least, most, least, most)
        yield axis.shown((max(low, least), min(high, most)))


def _changeable(e: Experiment, runs: Sequence[Run]) -> Iterator[Axis]:
    """Yield what a map of dials can change: first the rate and what shapes the step."""
    if runs:
        yield _rate(e)
    dials = [(dial, run) for run in runs for dial in run.update.dials if dial.kind == "number"]
    others = [(dial, run) for dial, run in dials if dial.name != "lr" and _agrees(dial, run)]
    first = [(dial, run) for dial, run in others if _counts(dial, run)]
    yield from (_of_dial(dial, run) for dial, run in first)
    yield from (_of_constant(name, value) for name, value in _constants(e).items())
    if e.data and load(e).rows:
        count = float(e.data.count)
        yield Axis("batch", "batch", "whole", "batch size", 1.0, count, 1.0, count)
    yield from (_of_dial(dial, run) for dial, run in others)
    high = float(limits.NOISE.high)
    noise = Axis("noise", "noise", "linear", "noise", 0.0, 1.0, 0.0, high)
    yield noise.shown((0.0, min(4 * e.noise, high))) if e.noise else noise


def _agrees(dial: Dial, run: Run) -> bool:
    """Say whether a dial can be changed without contradicting the run's others."""
    axis = _of_dial(dial, run)
    try:
        run.update.check({**run.dials, dial.name: (axis.low + axis.high) / 2})
    except DialError:
        return False
    return True


def _counts(dial: Dial, run: Run) -> bool:
    """Say whether a dial makes a difference to the run as it is."""
    return not dial.zero_is_off and bool(not dial.needs or run.dials.get(dial.needs))


def _constants(e: Experiment) -> Mapping[str, float]:
    try:
        return load(e).constants
    except LossError:
        return {}


def _of_constant(name: str, value: float) -> Axis:
    most = float(limits.SIZE.high)
    low, high = _around(value, -most, most, reach=1.0)
    return Axis(name, "constant", "linear", name, low, high, -most, most)


def _of_dial(dial: Dial, run: Run) -> Axis:
    """Return a dial's axis: small numbers by decades, shares from 0 to 1, others around theirs."""
    value = float(run.dials[dial.name])  # type: ignore[arg-type]
    kind: Kind = "whole" if dial.whole else "logarithmic" if dial.logarithmic else "linear"
    least = max(dial.low, -limits.SIZE.high)
    most = min(dial.high, limits.SIZE.high)
    if kind == "logarithmic":
        least = max(least, limits.SIZE.low)
        usual = value or float(dial.default) or 1e-8  # type: ignore[arg-type]
        low, high = max(usual / DECADES, least), min(usual * DECADES, most)
    elif most - least <= 1 and not dial.whole:
        low, high = least, most
    else:
        low, high = _around(value, least, most, reach=FEW if dial.whole else 1.0)
    return Axis(dial.name, "dial", kind, dial.label, low, high, least, most)


def _around(value: float, least: float, most: float, *, reach: float) -> tuple[float, float]:
    """Return the ends around a number, as far as it is large; `reach` where it is 0 or small."""
    away = max(abs(value), reach) if reach > 1 else abs(value) or reach
    return max(value - away, least), min(value + away, most)
