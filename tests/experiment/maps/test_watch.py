"""The watcher of endings sees of a run what its rows would show."""

import numpy as np
import pytest

from experiment.maps.ending import CODES, KINDS, Frame, ending
from experiment.maps.watch import EndWatch, tail_shape

WINDOW = ((-5.0, 5.0), (-5.0, 5.0))
MINIMA = np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 1.0]])


@pytest.mark.parametrize("steps", [1, 2, 5, 30, 120])
@pytest.mark.parametrize("minima", [MINIMA, MINIMA[:0]])
def test_what_is_seen_of_lanes_is_what_their_rows_show(steps: int, minima: np.ndarray) -> None:
    # Paths that stay, return, leave and end early, at random: (rows, d, K).
    rng, count = np.random.default_rng(steps), 300
    frame = Frame(WINDOW, minima, 0.1, 14.0, steps)
    away = rng.choice([0.0, 0.05, 1.0, 9.0], (steps + 1, 1, count), p=[0.5, 0.3, 0.15, 0.05])
    away[rng.integers(0, steps + 1, count), 0, np.arange(count)] = 2.0
    points = rng.integers(0, 2, (1, 1, count)) + away * rng.choice([-1, 1], (steps + 1, 2, count))
    losses = (points**2).sum(axis=1)
    for lane in range(0, count, 7):
        losses[rng.integers(0, steps + 1), lane] = np.nan  # and finite again after it
    watch = EndWatch(points[0], frame, 0.01, np.empty(tail_shape(frame, 400)))
    with np.errstate(all="ignore"):
        for k in range(steps + 1):
            watch.look(k, points[k], losses[k], points[k])
            watch.move(k, points[k], points[k])
        found = watch.finish()
    for lane in range(count):
        bad = np.flatnonzero(~np.isfinite(losses[:, lane]))
        kept = bad[0] if bad.size else steps + 1
        told = ending(points[:kept, :, lane], losses[:kept, lane], frame)
        ends = found.endings
        assert (ends.codes[lane], ends.steps[lane]) == (CODES[told.kind], told.steps)
        place = minima[ends.minima[lane]].tolist() if ends.minima[lane] >= 0 else None
        assert told.minimum == (place and tuple(place))
        below = np.flatnonzero(losses[:kept, lane] <= 0.01)
        assert found.below[lane] == (below[0] if below.size else -1)
        if kept:
            assert found.points[:, lane].tolist() == points[kept - 1, :, lane].tolist()
            assert found.losses[lane] == losses[kept - 1, lane]
        else:
            assert np.isnan(found.losses[lane])
    assert len(np.unique(found.endings.codes)) >= min(2, len(KINDS))
