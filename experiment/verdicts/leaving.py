"""Verdicts of runs that leave: overflow, the end of the domain, a loss that falls for ever."""

import numpy as np

from experiment.verdicts.evidence import Array, Scene, Walk, at
from experiment.verdicts.verdict import Verdict
from landscape.minimum_test import lowered
from optimizers import Record

HUGE = 1e100  # beyond it a number is on its way to overflow, not at the border of a domain
DYING = 0.1  # of what it fell in the quarter before: a run that falls less may come to rest
NEAREST = -10  # doublings of the window's diagonal: so close before it such a run must go down
EVEN = 0.9  # of the one before: hardly less
STEEP = 0.97  # the same far out: a power that levels off falls by less, a logarithm by more
ROUNDS = 11  # of 64 parts each: a border is then known to the last digit


def stopped(record: Record, scene: Scene) -> Verdict:
    """The verdict of a run whose next row could not be kept."""
    step = int(record.kept)
    if step == 0:
        where = at(record.stop_point, scene)
        return Verdict("left_domain", 0, f"The loss is not finite at the start, {where}.")
    if record.ended == "gradient":
        return _without_gradient(record, scene, step - 1)
    if record.ended == "point":
        return _without_point(record, scene, step)
    return _without_loss(record, scene, step)


def _without_gradient(record: Record, scene: Scene, step: int) -> Verdict:
    if abs(record.losses[-1]) > HUGE:
        return Verdict("diverged", step, f"Diverged: the gradient overflows at step {step}.")
    where, known = at(record.points[-1], scene), scene.nearest_minimum(record.points[-1])
    if known is not None and scene.distance(record.points[-1], known.point) > scene.near:
        known = None
    place = f"{where}, its{'' if known.lowest else ' local'} minimum" if known else where
    sentence = f"Stopped at step {step}: the loss has no gradient at {place}."
    return Verdict("stationary", step, sentence, known)


def _without_point(record: Record, scene: Scene, step: int) -> Verdict:
    largest = max(np.abs(record.points[-1]).max(), np.abs(record.gradients[-1]).max())
    if np.isnan(record.stop_point).any() and largest < HUGE:
        # A rule with eps 0 where the gradient has been 0 so far.
        sentence = f"Stopped at step {step}: the update divides 0 by 0."
        return Verdict("stationary", step, sentence)
    return Verdict("diverged", step, f"Diverged: the point overflows at step {step}.")


def overflowed(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run whose state overflows: from there on its steps are lost."""
    for name, part in walk.internals.items():
        finite = np.isfinite(part).all(axis=-1)
        if not finite.all():
            step = int(finite.argmin())
            return Verdict("diverged", step, f"Diverged: {name} overflows at step {step}.")
    return None


def _without_loss(record: Record, scene: Scene, step: int) -> Verdict:
    if not _overflows(record, scene):
        where = at(record.stop_point, scene)
        sentence = f"Left the domain at step {step}: the loss is not finite at {where}."
        return Verdict("left_domain", step, sentence)
    falling = bool((np.diff(record.losses[-4:]) < 0).all())  # else it is flung up and down
    if falling and (record.stop_loss == -np.inf or record.losses[-1] < -HUGE):
        sentence = f"Unbounded below: past −1.8e308 at step {step}, and falling."
        return Verdict("unbounded", step, sentence)
    return Verdict("diverged", step, f"Diverged: the loss overflows at step {step}.")


def _overflows(record: Record, scene: Scene) -> bool:
    """Say whether the loss grows out of all bounds on the way to the point where it ended.

    Where it is finite for the last time before, it is an ordinary number at the border of a
    domain, and a huge one on its way to overflow.
    """
    here, there = record.points[-1], record.stop_point
    if np.abs(there).max() > HUGE:
        return True
    low, high = 0.0, 1.0
    cuts = 2.0 ** -np.arange(400.0, -1.0, -1.0)  # at first at every scale of the last step
    for _ in range(ROUNDS):
        parts = low + (high - low) * cuts
        finite = np.isfinite(scene.loss.value(here + parts[:, None] * (there - here)))
        first = int(finite.argmin())
        low, high = (parts[first - 1] if first else low), parts[first]
        cuts = np.arange(1, 65) / 64
    return bool(abs(scene.loss.value(here + low * (there - here))) > HUGE)


def unbounded(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that has left the window downhill, where the loss goes on falling."""
    if not scene.outside(walk.end) or walk.losses[-1] > walk.losses.min():
        return None
    fall, before = -np.diff(walk.losses[_quarters(walk)])[::-1]
    if fall <= 0 or _held_back(walk):
        return None
    # A run that slows down may come to rest before a hill that one at full speed passes.
    nearest = 0 if fall > DYING * before else NEAREST
    ways = (walk.end - walk.points[0], -walk.gradients[-1])
    if not any(_falls_for_ever(way, walk.end, scene, nearest=nearest) for way in ways):
        return None
    sentence = "Unbounded below: outside the window the loss goes on falling, without a minimum."
    return Verdict("unbounded", walk.last, sentence)


def _quarters(walk: Walk) -> list[int]:
    """Return the rows where the last two quarters begin, and the last row."""
    part = max(walk.last // 4, 1)
    return [max(walk.last - 2 * part, 0), max(walk.last - part, 0), walk.last]


def _held_back(walk: Walk) -> bool:
    """Say whether weight decay makes the steps shorter: it holds a run that the loss would not."""
    before, late = np.linalg.norm(np.diff(walk.points[_quarters(walk)], axis=0), axis=1)
    return walk.pulled and bool(late < EVEN * before)


def _falls_for_ever(way: Array, point: Array, scene: Scene, *, nearest: int) -> bool:
    """Say whether the loss falls at every doubling of the distance, and does not level off."""
    length = float(np.linalg.norm(way))
    if not 0 < length < np.inf:
        return False
    distances = max(scene.diagonal, length) * 2.0 ** np.arange(nearest, 40)
    points = point + distances[:, None] * way / length
    floor = lowered(scene.loss, points, way / length)
    losses = np.fmin(scene.loss.value(points), scene.loss.value(floor))
    if np.isnan(losses).any() or (losses == np.inf).any():
        return False
    drops = -np.diff(losses[losses > -np.inf])
    return bool(drops.size > 1 and (drops > 0).all() and drops[-1] >= STEEP * drops[-2])
