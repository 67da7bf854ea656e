"""The verdict of a run that goes round for ever."""

import numpy as np

from experiment.scene import Array, Scene, Walk, in_words
from experiment.verdict import Verdict

LONGEST = 16  # steps of a round
SAME = 1e-3  # of the round's size: rows a round apart that count as equal
STEADY = 10  # rounds over which the size must not shrink
LEAST = 1e-7  # of the window's diagonal: smaller rounds are rounding


def cycling(walk: Walk, scene: Scene) -> Verdict | None:
    """Return the verdict where the last rows repeat with a period and do not shrink."""
    for period in range(2, LONGEST + 1):
        rows = (STEADY + 2) * period
        if walk.last + 1 < rows:
            return None
        tail = walk.points[-rows:]
        if _repeats(tail, period, LEAST * scene.diagonal):
            return _verdict(walk, scene, period)
    return None


def _repeats(tail: Array, period: int, least: float) -> bool:
    last, first = _size(tail[-period:]), _size(tail[:period])
    gaps = np.abs(tail[period:] - tail[:-period]).max()
    return bool(last > least and gaps <= SAME * last and abs(last - first) <= SAME * last)


def _size(rows: Array) -> float:
    return float(np.ptp(rows, axis=0).max())


def _verdict(walk: Walk, scene: Scene, period: int) -> Verdict:
    size = _size(walk.points[-period:])
    gaps = np.abs(walk.points[period:] - walk.points[:-period]).max(axis=-1)
    onset = int(np.flatnonzero(gaps > SAME * size)[-1]) + 1 if (gaps > SAME * size).any() else 0
    centre = walk.points[-period:].mean(axis=0)
    nearest = scene.nearest_minimum(centre)
    if nearest is not None and scene.distance(centre, nearest.point) > size:
        nearest = None
    around = f" around the minimum at {scene.at(nearest.point)}" if nearest else ""
    sentence = f"Cycles with period {period}{around} from step {onset} on, {in_words(size)} across."
    return Verdict("cycling", onset, sentence, minimum=nearest, period=period)
