"""From settings to lanes: dials as vectors, grouped so that one function serves each group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.wording import listed
from optimizers.dial import DialError, Value, show
from optimizers.engine.group import Lanes
from optimizers.rule import Array, Rule
from optimizers.schedules import SCHEDULES

Choice = tuple[str, Mapping[str, Value]]  # name of a schedule, its dials
Index = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Lane:
    """One run of a race."""

    rule: Rule
    start: tuple[float, ...]
    dials: Mapping[str, Value]
    schedule: Choice | None = None


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
    """The lanes of a race, those of one rule and the same switches and choices together."""
    complete = [lane.rule.complete(lane.dials) for lane in lanes]
    kinds: dict[tuple[Any, ...], list[int]] = {}
    for place, (lane, dials) in enumerate(zip(lanes, complete, strict=True)):
        kinds.setdefault((lane.rule, *options(lane.rule, dials).items()), []).append(place)
    for places in kinds.values():
        rule = lanes[places[0]].rule
        table = {
            name: shrunk(np.array([complete[place][name] for place in places]))
            for name in numbers(rule)
        }
        rates = np.stack([factors(lanes[place].schedule, steps) for place in places], axis=1)
        shared: dict[str, Any] = {**options(rule, complete[places[0]]), **table}
        yield from split(rule, np.array(places), shared, table["lr"] * rates)


def of_field(
    rule: Rule, given: Mapping[str, Any], shape: tuple[int, ...], rates: Array
) -> Iterator[Lanes]:
    """Lanes of one rule for an array of starts; dials are values, or arrays that broadcast.

    rates   (n + 1,) the schedule's factors
    """
    checked = rule.complete({name: sample(rule, name, value) for name, value in given.items()})
    table = {name: column(given.get(name, checked[name]), shape) for name in numbers(rule)}
    index = np.arange(math.prod(shape))
    yield from split(rule, index, {**checked, **table}, rates[:, None] * table["lr"])


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


def split(rule: Rule, index: Index, dials: Mapping[str, Any], lr: Array) -> Iterator[Lanes]:
    """The lanes in groups that agree on which dials are off at zero."""
    offs = [np.asarray(dials[dial.name]) == 0 for dial in rule.dials if dial.zero_is_off]
    code = sum((off << place for place, off in enumerate(offs)), np.zeros(1, int))
    kinds = np.unique(code)
    if len(kinds) == 1:
        yield Lanes(rule, index, dials, shrunk(lr))
        return
    for kind in kinds:
        mine = np.flatnonzero(code == kind)
        part = {name: picked(value, mine) for name, value in dials.items()}
        yield Lanes(rule, index[mine], part, picked(lr, mine))


def picked(value: Any, mine: Index) -> Any:
    """The columns of some lanes; what all lanes share as it is."""
    if not isinstance(value, np.ndarray) or value.shape[-1] == 1:
        return value
    return shrunk(value[..., mine])


def shrunk(numbers: Array) -> Array:
    """One column in place of equal ones: the same bits after broadcasting, less to compute."""
    first = numbers[..., :1]
    return first if (numbers == first).all() else numbers


def numbers(rule: Rule) -> list[str]:
    """Names of the dials that are numbers, one a lane."""
    return [dial.name for dial in rule.dials if dial.kind == "number"]


def options(rule: Rule, dials: Mapping[str, Value]) -> dict[str, Value]:
    """The dials that are switches or choices, shared by a group."""
    return {dial.name: dials[dial.name] for dial in rule.dials if dial.kind != "number"}
