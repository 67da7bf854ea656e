"""From settings to lanes: dials as vectors, grouped so that one function serves each group."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.wording import listed
from optimizers.dial import DialError, Value, show
from optimizers.engine.group import Array, Lanes
from optimizers.rule import Rule
from optimizers.schedules import SCHEDULES

Choice = tuple[str, Mapping[str, Value]]  # name of a schedule, its dials


@dataclass(frozen=True, eq=False)
class Lane:
    """One run of a race.

    batch   how many rows of a table an update sees; 0 for all
    """

    rule: Rule
    start: tuple[float, ...]
    dials: Mapping[str, Value]
    schedule: Choice | None = None
    batch: int = 0


def factors(schedule: Choice | None, steps: int) -> Array:
    """(n + 1,) the schedule's factor at every step; raises DialError."""
    if schedule is None:
        return np.ones(steps + 1)
    name, dials = schedule
    if name not in SCHEDULES:
        known = listed(SCHEDULES)
        raise DialError(f"The schedule is {show(name)}, but it must be {known}.")
    return SCHEDULES[name].factor(np.arange(steps + 1.0), **dials)


def of_race(lanes: Sequence[Lane], steps: int) -> Iterator[Lanes]:
    """The lanes of a race, those of one text together."""
    complete = [lane.rule.complete(lane.dials) for lane in lanes]
    kinds: dict[Any, list[int]] = {}
    for place, (lane, dials) in enumerate(zip(lanes, complete, strict=True)):
        kinds.setdefault((lane.rule.graph(dials), lane.batch), []).append(place)
    for (graph, _), places in kinds.items():
        names = numbers(lanes[places[0]].rule)
        table = {n: shrunk(np.array([complete[place][n] for place in places])) for n in names}
        rates = np.stack([factors(lanes[place].schedule, steps) for place in places], axis=1)
        yield Lanes(graph, np.array(places), table, shrunk(table["lr"] * rates))


def of_field(
    rule: Rule, given: Mapping[str, Any], shape: tuple[int, ...], rates: Array
) -> Iterator[Lanes]:
    """Lanes of one rule for an array of starts; dials are values, or arrays that broadcast.

    rates   (n + 1,) the schedule's factors
    """
    checked = rule.complete({name: sample(rule, name, value) for name, value in given.items()})
    table = {name: column(given.get(name, checked[name]), shape) for name in numbers(rule)}
    lr = shrunk(rates[:, None] * table["lr"])
    # What is off at 0 is left out of the text, state included.
    offs = [table[dial.name] == 0 for dial in rule.dials if dial.zero_is_off]
    code = sum((off << place for place, off in enumerate(offs)), np.zeros(1, int))
    for kind in np.unique(code):
        mine = np.flatnonzero(np.broadcast_to(code == kind, math.prod(shape)))
        part = {name: picked(value, mine) for name, value in table.items()}
        dials = {**checked, **{name: float(value.flat[0]) for name, value in part.items()}}
        yield Lanes(rule.graph(dials), mine, part, picked(lr, mine))


def column(value: Any, shape: tuple[int, ...]) -> Array:
    """A dial of lanes in that shape as a vector, of one number where all agree."""
    if np.size(value) == 1:
        return np.array(value, float).reshape(1)
    return shrunk(np.broadcast_to(np.asarray(value, float), shape).ravel())


def sample(rule: Rule, name: str, value: Any) -> Any:
    """One value that stands for a dial's array: its first, once all of them are checked."""
    if not isinstance(value, np.ndarray) or name not in numbers(rule):
        return value
    for extreme in (value.min(), value.max()):  # both are nan when any is
        rule.dial(name).check(extreme)
    return value.flat[0]


def picked(value: Array, mine: NDArray[np.intp]) -> Array:
    """The columns of some lanes; what all lanes share as it is."""
    return value if value.shape[-1] == 1 else shrunk(value[..., mine])


def shrunk(numbers: Array) -> Array:
    """One column in place of equal ones: the same bits after broadcasting, less to compute."""
    first = numbers[..., :1]
    return first if (numbers == first).all() else numbers


def numbers(rule: Rule) -> list[str]:
    """Names of the dials that are numbers, one a lane."""
    return [dial.name for dial in rule.dials if dial.kind == "number"]
