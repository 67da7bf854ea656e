"""The verdict of a run that goes round for ever."""

import numpy as np

from experiment.limits import MOST_STEPS
from experiment.verdicts.evidence import Array, Scene, Walk, at, in_words
from experiment.verdicts.verdict import Verdict

LONGEST = 64  # steps of a round
# How many rounds must repeat, and how well: rows a round apart may differ by that share of the
# round's size. A short run must repeat to the last digits, and so must the rule's state: Lion's
# points can repeat for a while by chance.
ROUNDS = ((12, 1e-3), (4, 1e-9))
EXACT = 1e-6  # of a state's size: repeats to the last digits
DRIFT = 0.05  # of a round's size: so far its points may come to move in the longest run there is
AROUND = 0.25  # of a round's size: so close to its box a minimum still counts as within
LEAST = 1e-7  # of the window's diagonal: smaller rounds are rounding


def cycling(walk: Walk, scene: Scene) -> Verdict | None:
    """Return the verdict where the last rows repeat with a period and do not shrink."""
    for period in _candidates(walk, scene):
        if any(_goes_round(walk, scene, period, test) for test in ROUNDS):
            return _verdict(walk, scene, period)
    return None


def _candidates(walk: Walk, scene: Scene) -> list[int]:
    """Return the periods at which the last row alone repeats: all others need no closer look."""
    back = walk.points[-2 : -min(LONGEST, walk.last // 2) - 2 : -1]  # row k: k + 1 steps ago
    rows = np.concatenate([walk.points[-1:], back])
    high, low = np.maximum.accumulate(rows), np.minimum.accumulate(rows)
    sizes = (high - low).max(axis=1)[:-1]  # row k: of the last k + 1 rows
    gaps = np.abs(back - walk.end).max(axis=1)
    same = max(share for _, share in ROUNDS)
    fits = (sizes > LEAST * scene.diagonal) & (gaps <= same * sizes)
    return [period for period in (np.flatnonzero(fits) + 1).tolist() if period > 1]


def _goes_round(walk: Walk, scene: Scene, period: int, test: tuple[int, float]) -> bool:
    rounds, same = test
    rows = rounds * period
    if walk.last + 1 < rows or not _repeats(walk.points[-rows:], period, same=same, scene=scene):
        return False
    return rounds == ROUNDS[0][0] or _state_repeats(walk, period, rows)


def _state_repeats(walk: Walk, period: int, rows: int) -> bool:
    tails = [part[-rows:] for part in walk.internals.values()]
    gaps = [np.abs(tail[period:] - tail[:-period]).max() for tail in tails]
    sizes = [np.abs(tail).max() for tail in tails]
    return all(gap <= EXACT * size for gap, size in zip(gaps, sizes, strict=True))


def _repeats(tail: Array, period: int, *, same: float, scene: Scene) -> bool:
    last, first = _size(tail[-period:]), _size(tail[:period])
    if last <= LEAST * scene.diagonal or abs(last - first) > same * last:
        return False
    gaps = np.abs(tail[period:] - tail[:-period]).max(axis=1)
    return bool(gaps.max() <= same * last) and _lasts(gaps, period, last)


def _lasts(gaps: Array, period: int, size: float) -> bool:
    """Say whether the rounds go on: the gaps between them die out, or are next to nothing.

    At a rate next to the stability limit a run seems to go round, but shrinks or grows for ever.
    """
    half = len(gaps) // 2
    early, late = gaps[:half].max(), gaps[-half:].max()
    halves = MOST_STEPS / half
    if late < early:
        halves = min(halves, 1 / (1 - late / early))  # the sum of all, for they get less and less
    return bool(late * half / period * halves <= DRIFT * size)


def _size(rows: Array) -> float:
    return float(np.ptp(rows, axis=0).max())


def _verdict(walk: Walk, scene: Scene, period: int) -> Verdict:
    size, same = _size(walk.points[-period:]), ROUNDS[0][1]
    gaps = np.abs(walk.points[period:] - walk.points[:-period]).max(axis=-1)
    onset = int(np.flatnonzero(gaps > same * size)[-1]) + 1 if (gaps > same * size).any() else 0
    centre = walk.points[-period:].mean(axis=0)
    nearest = scene.nearest_minimum(centre)
    if nearest is not None and not _circles(walk.points[-period:], nearest.point, scene):
        nearest = None
    around = f" around the minimum at {at(nearest.point, scene)}" if nearest else ""
    sentence = f"Cycles with period {period}{around} from step {onset} on, {in_words(size)} across."
    return Verdict("cycling", onset, sentence, minimum=nearest, period=period)


def _circles(rows: Array, point: tuple[float, ...], scene: Scene) -> bool:
    """Say whether a round encloses the minimum, and no other that is known."""
    room = AROUND * _size(rows)
    low, high = rows.min(axis=0) - room, rows.max(axis=0) + room
    inside = [m.point for m in scene.minima if ((low <= m.point) & (m.point <= high)).all()]
    return inside == [point]
