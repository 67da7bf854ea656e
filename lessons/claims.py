"""Claims: what a lesson's text states, in a form that a program can check.

A claim is a small table of a chapter's file. It names a quantity, where to measure it, and one
relation:

    {run = 2, of = "x", at = 8, is = -1.1022}                 as exact as it is written
    {run = [1, 2], of = "verdict", is = "converged"}          holds for each of the runs
    {run = 1, of = "first within", point = [0.0], within = 1e-2, is = "never"}
    {run = 1, of = "loss", below = 0.01}                      also `above`
    {of = "distance", point = [1.0, 1.0], at = 50, order = [3, 1]}     smallest to largest
    {run = 1, of = "step length", at = 9, over = {at = 1}, is = 3.00}  a ratio
    {run = 1, of = "x", steps = 5000, is = 0.3713}             in a longer run of the lesson
    {variant = "Huber", run = 1, of = "x", is = 0.4995}        in a variant of the lesson
    {of = "stability limit", point = [0.0], is = 0.0200}      of the loss, no run
    {run = 2, of = "share", point = [1.0], is = 28.0}         of a map of the lesson's experiment

Runs are numbered from 1, as on the page. A number with a decimal point claims the digits that are
written, half a unit of the last one to either side; a whole number claims itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import inf, isclose
from types import MappingProxyType
from typing import Any

from experiment import Experiment, Trajectory
from lessons.map_quantities import OF_MAP, measured
from lessons.quantities import OF_LOSS, OF_RUN, ClaimError, Found, Where
from losses import Loss

RELATIONS = ("is", "below", "above", "order")
MIN_DIGITS = 3  # of a claimed decimal: 0.1 alone would allow everything from 0.05 to 0.15
Number = int | Decimal
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """One statement about runs (numbered from 1) or, without runs, about the loss."""

    of: str
    runs: tuple[int, ...]
    where: Table
    over: Table | None  # what differs in the divisor, where a ratio is claimed
    steps: int | None  # of the experiment, where the claim needs more than the lesson shows
    variant: str  # of the lesson, empty for the lesson itself
    relation: str
    value: Number | str | None  # None for an order, which is that of `runs`

    def numbers(self) -> Iterator[Decimal]:
        """Yield every number that the claim names, those of its place included."""
        parts = (self.value, self.steps, *self.where.values(), *(self.over or {}).values())
        for part in parts:
            for item in part if isinstance(part, tuple) else (part,):
                if isinstance(item, int | Decimal):
                    yield Decimal(item)


def read_claim(table: Table) -> Claim:
    """Return the claim of a table. Raises ClaimError with a sentence on what is wrong."""
    rest = dict(table)
    relations = [name for name in RELATIONS if name in rest]
    if len(relations) != 1:
        found = ", ".join(relations) or "none of them"
        raise ClaimError(f"A claim has one of {', '.join(RELATIONS)}, but this has {found}.")
    relation = relations[0]
    value = _checked(relation, rest.pop(relation))
    of, over, steps = (rest.pop(name, None) for name in ("of", "over", "steps"))
    variant = rest.pop("variant", "")
    runs = rest.pop("run", ())
    if relation == "order":
        runs, value = value, None
    runs = (runs,) if isinstance(runs, int) else tuple(runs)
    _check_parts(of, runs, rest)
    ratio = None if over is None else _tupled(over)
    return Claim(of, runs, _tupled(rest), ratio, steps, variant, relation, value)


@dataclass(frozen=True, eq=False)
class Seen:
    """What claims are about: an experiment, its loss and what its runs did."""

    experiment: Experiment
    loss: Loss
    walks: Sequence[Trajectory]


def check(claim: Claim, seen: Seen) -> str:
    """Return "" where the claim holds, else a sentence that says what was found instead."""
    try:
        found = [_measured(claim, run, seen) for run in claim.runs or (0,)]
    except ClaimError as error:
        return f"{_subject(claim, claim.runs)}: {error}."
    if claim.relation == "order":
        rising = all(a < b for a, b in pairwise(found))  # type: ignore[operator]
        return "" if rising else f"{_subject(claim, claim.runs)} is {found}, which does not rise."
    for run, value in zip(claim.runs or (0,), found, strict=True):
        if not _holds(claim.relation, value, claim.value):
            relation = "" if claim.relation == "is" else f"{claim.relation} "
            return f"{_subject(claim, (run,))} is {value}, not {relation}{claim.value}."
    return ""


def _measured(claim: Claim, run: int, seen: Seen) -> Found:
    value = _measure(claim.of, {**claim.where, "run": run}, seen)
    if claim.over is None:
        return value
    divisor = _measure(claim.of, {**claim.where, "run": run, **claim.over}, seen)
    return float(value) / float(divisor)


def _measure(of: str, place: Table, seen: Seen) -> Found:
    floats = {name: _plain(value) for name, value in place.items() if name != "run"}
    walks = seen.walks
    if of in OF_MAP:
        return measured(of, seen.experiment, place["run"], floats)
    if of in OF_LOSS:
        return float(OF_LOSS[of].measure(seen.loss, Where(**floats)))
    if "other" in floats:
        floats["other"] = _walk(floats["other"], walks)
    found = OF_RUN[of].measure(_walk(place["run"], walks), Where(**floats))
    return found if isinstance(found, str) else float(found)


def _walk(run: int, walks: Sequence[Trajectory]) -> Trajectory:
    if not 1 <= run <= len(walks):
        raise ClaimError(f"there is no run {run}, there are {len(walks)}")
    return walks[run - 1]


def _holds(relation: str, found: Found, value: Any) -> bool:
    if isinstance(value, str):
        return found == (inf if value == "never" else value)
    if isinstance(found, str):
        return False
    if relation == "is":
        return _agrees(found, value)
    return bool(found < value if relation == "below" else found > value)


def _agrees(found: float, value: Number) -> bool:
    if isinstance(value, int):
        return isclose(found, value, rel_tol=1e-9, abs_tol=1e-9)
    if not abs(found) < inf:
        return False
    exponent = int(value.as_tuple().exponent)
    return abs(Decimal(found) - value) <= Decimal(1).scaleb(exponent) / 2


def _checked(relation: str, value: Any) -> Any:
    exact = relation == "is" and isinstance(value, Decimal)
    if exact and len(value.as_tuple().digits) < MIN_DIGITS:
        raise ClaimError(
            f"A claimed decimal has at least {MIN_DIGITS} digits, but this is {value}."
        )
    return value


def _check_parts(of: Any, runs: tuple[int, ...], parts: Table) -> None:
    """Refuse a quantity that is not known, and parts of a claim that it lacks or cannot use."""
    known: Mapping[str, Any] = {**OF_RUN, **OF_MAP} if runs else OF_LOSS
    if of not in known:
        whose = "a run" if runs else "the loss"
        raise ClaimError(f"There is no quantity {of!r} of {whose}; there are {', '.join(known)}.")
    if missing := [name for name in known[of].needs if name not in parts]:
        raise ClaimError(f"A claim on {of!r} needs {', '.join(missing)}.")
    allowed = (*known[of].needs, *known[of].takes)
    for name in parts:
        if name not in allowed:
            raise ClaimError(
                f"A claim on {of!r} has no {name}; it takes {', '.join(allowed) or 'nothing'}."
            )


def _tupled(table: Table) -> Table:
    return MappingProxyType({k: tuple(v) if isinstance(v, list) else v for k, v in table.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(float, value))
    return float(value) if isinstance(value, Decimal) else value


def _subject(claim: Claim, runs: tuple[int, ...]) -> str:
    who = f"run {', '.join(map(str, runs))}: " if any(runs) else ""
    place = " ".join(f"{k} {_shown(v)}" for k, v in claim.where.items())
    ratio = "".join(f" over {k} {_shown(v)}" for k, v in (claim.over or {}).items())
    return f"{who}{claim.of}{' ' + place if place else ''}{ratio}"


def _shown(value: Any) -> str:
    return f"({', '.join(map(str, value))})" if isinstance(value, tuple) else str(value)
