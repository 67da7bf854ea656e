"""The verdict of a run that repeats the same few points for ever."""

from dataclasses import replace

import numpy as np

from experiment.limits import MAX_STEPS
from experiment.verdicts.evidence import Array, Verdict, Walk, named
from landscape import KnownMinimum, Landscape
from language.wording import readable
from optimizers import trace

MAX_PERIOD = 64  # steps
# How many cycles must repeat, and how well: rows a period apart may differ by that share of the
# cycle's size. A short run must repeat to the last digits, and so must the rule's state: Lion's
# points can repeat for a while by chance.
LONG, SHORT = (12, 1e-3), (4, 1e-9)
SAME_STATE = 1e-6  # of a state's size: repeats to the last digits
MAX_DRIFT = 0.05  # of a cycle's size: so far its points may come to move in the longest run
MARGIN = 0.25  # of a cycle's size: so close to its box a minimum still counts as within
MIN_SIZE = 1e-7  # of the window's diagonal: smaller cycles are rounding


def cycling(walk: Walk) -> Verdict | None:
    """Return the verdict where the last rows repeat with a period and do not shrink."""
    for period in _candidates(walk):
        if (_repeats(walk, period, *LONG) and _steps_last(walk, period)) or (
            _repeats(walk, period, *SHORT) and _state_repeats(walk, period)
        ):
            return _verdict(walk, period)
    return None


def _candidates(walk: Walk) -> list[int]:
    """Return the periods at which the last row alone repeats: no others need a closer look."""
    back = walk.points[-2 : -min(MAX_PERIOD, walk.last // 2) - 2 : -1]  # row k: k + 1 steps ago
    rows = np.concatenate([walk.points[-1:], back])
    high, low = np.maximum.accumulate(rows), np.minimum.accumulate(rows)
    sizes = (high - low).max(axis=1)[:-1]  # row k: of the last k + 1 rows
    gaps = np.abs(back - walk.end).max(axis=1)
    fits = (sizes > MIN_SIZE * walk.land.diagonal) & (gaps <= LONG[1] * sizes)
    return [period for period in (np.flatnonzero(fits) + 1).tolist() if period > 1]


def _repeats(walk: Walk, period: int, cycles: int, same: float) -> bool:
    """Return whether the points of the last cycles repeat, but for that share of their size."""
    tail = walk.points[-cycles * period :]
    last, first = _size(tail[-period:]), _size(tail[:period])
    if len(tail) < cycles * period or last <= MIN_SIZE * walk.land.diagonal:
        return False
    gaps = _gaps(tail, period).max(axis=1)
    alike = abs(last - first) <= same * last and gaps.max() <= same * last
    return bool(alike) and _lasts(gaps, period, last)


def _state_repeats(walk: Walk, period: int) -> bool:
    tails = [part[-SHORT[0] * period :] for part in walk.internals.values()]
    return all(_gaps(t, period).max() <= SAME_STATE * np.abs(t).max() for t in tails)


def _steps_last(walk: Walk, period: int) -> bool:
    """Return whether the rule will step as it does when its state is where it tends to.

    Lion's steps have one length, so its points repeat to the last digit while its mean still
    fades, until a sign turns. While points repeat, a fading mean comes closer by the same factor
    in every cycle.
    """
    if not walk.internals:
        return True
    lasting = {name: np.concatenate([part[:-period], _limit(part, period)])
               for name, part in walk.internals.items()}  # fmt: skip
    steps = trace(walk.run.lane, replace(walk, internals=lasting))["step"][-period:]
    taken = np.diff(walk.points[-period - 1 :], axis=0)  # those that led to the last rows
    gap = np.abs(steps - np.roll(taken, -1, axis=0)).max()
    return bool(gap <= MAX_DRIFT * _size(walk.points[-period:]))


def _limit(rows: Array, period: int) -> Array:
    """Return where the last cycle (period, d) of a state tends to, by the last three of them."""
    older, old, now = np.split(rows[-3 * period :], 3)
    before, change = old - older, now - old
    fading = (np.abs(change) < np.abs(before)) & (np.abs(change) > SAME_STATE * np.abs(now).max())
    factor = np.divide(change, before, out=np.zeros_like(now), where=fading)
    return np.asarray(now + change * factor / (1 - factor))


def _gaps(rows: Array, period: int) -> Array:
    """Return how far each coordinate is from where it was a period before."""
    return np.abs(rows[period:] - rows[:-period])


def _lasts(gaps: Array, period: int, size: float) -> bool:
    """Return whether the cycles go on: the gaps between them die out, or are next to nothing.

    At a rate next to the stability limit a run seems to cycle, but shrinks or grows for ever.
    """
    half = len(gaps) // 2
    early, late = gaps[:half].max(), gaps[-half:].max()
    halves = MAX_STEPS / half
    if late < early:
        halves = min(halves, 1 / (1 - late / early))  # the sum of all, for they get less and less
    return bool(late * half / period * halves <= MAX_DRIFT * size)


def _size(rows: Array) -> float:
    return float(np.ptp(rows, axis=0).max())


def _verdict(walk: Walk, period: int) -> Verdict:
    cycle = walk.points[-period:]
    apart = np.flatnonzero(_gaps(walk.points, period).max(axis=-1) > LONG[1] * _size(cycle))
    onset = int(apart[-1]) + 1 if apart.size else 0
    minimum = _circled(cycle, walk.land)
    around = f" around {named(minimum, walk.land)}" if minimum else ""
    how = f"from step {onset} on, {readable(_size(cycle))} across"
    sentence = f"Cycles with period {period}{around} {how}."
    return Verdict("cycling", onset, sentence, minimum=minimum, period=period)


def _circled(cycle: Array, land: Landscape) -> KnownMinimum | None:
    """Return the minimum next to the middle of a cycle, if that alone is among its points."""
    room, nearest = MARGIN * _size(cycle), land.nearest_minimum(cycle.mean(axis=0))
    low, high = cycle.min(axis=0) - room, cycle.max(axis=0) + room
    inside = [m for m in land.minima if ((low <= m.point) & (m.point <= high)).all()]
    return nearest if inside == [nearest] else None
