"""Verdicts of runs that leave: overflow, the end of the domain, a loss that falls for ever."""

import numpy as np

from experiment.verdicts.evidence import Array, Verdict, Walk, at
from landscape import Landscape
from landscape.minimum_test import lowered
from optimizers import Record

HUGE = 1e100  # beyond it a number is on its way to overflow, not at the border of a domain
FADING = 0.1  # of what it fell in the quarter before: a run that falls less may come to rest
STEADY = 0.9  # of the way of the quarter before: hardly shorter
DOUBLINGS = (-10, 40)  # of the window's diagonal: so far away the loss must go on falling
LASTING = 0.97  # of the fall before: a power that levels off falls by less, a logarithm by more
PARTS = 64  # in which a stretch is cut
CUTS = 11  # a border is then known to the last digit


def stopped(record: Record, land: Landscape) -> Verdict:
    """Return the verdict of a run whose next row could not be kept."""
    step = int(record.kept)
    if step == 0:
        where = at(record.stop_point, land)
        return Verdict("left_domain", 0, f"The loss is not finite at the start, {where}.")
    if record.ended == "gradient":
        return _without_gradient(record, land, step - 1)
    return _without_point(record, step) if record.ended == "point" else _without_loss(record, land)


def _diverged(what: str, step: int) -> Verdict:
    return Verdict("diverged", step, f"Diverged: {what} overflows at step {step}.")


def _without_gradient(record: Record, land: Landscape, step: int) -> Verdict:
    if abs(record.losses[-1]) > HUGE:
        return _diverged("the gradient", step)
    end, known = record.points[-1], land.nearest_minimum(record.points[-1])
    if known is not None and land.distance(end, known.point) > land.near:
        known = None
    minimum = f", its{'' if known.lowest else ' local'} minimum" if known else ""
    why = f"the loss has no gradient at {at(end, land)}{minimum}"
    return Verdict("stationary", step, f"Stopped at step {step}: {why}.", known)


def _without_point(record: Record, step: int) -> Verdict:
    largest = max(np.abs(record.points[-1]).max(), np.abs(record.gradients[-1]).max())
    if np.isnan(record.stop_point).any() and largest < HUGE:
        # A rule with eps 0 where the gradient has been 0 so far.
        why = "the update divides 0 by 0"
        return Verdict("stationary", step, f"Stopped at step {step}: {why}.")
    return _diverged("the point", step)


def overflowed(walk: Walk) -> Verdict | None:
    """Return the verdict of a run whose state overflows: from there on its steps are lost."""
    for name, part in walk.internals.items():
        finite = np.isfinite(part).all(axis=-1)
        if not finite.all():
            return _diverged(name, int(finite.argmin()))
    return None


def _without_loss(record: Record, land: Landscape) -> Verdict:
    step = int(record.kept)
    if not _overflows(record, land):
        where = f"the loss is not finite at {at(record.stop_point, land)}"
        return Verdict("left_domain", step, f"Left the domain at step {step}: {where}.")
    falling = bool((np.diff(record.losses[-4:]) < 0).all())  # else it is flung up and down
    if falling and (record.stop_loss == -np.inf or record.losses[-1] < -HUGE):
        sentence = f"Unbounded below: past −1.8e308 at step {step}, and falling."
        return Verdict("unbounded", step, sentence)
    return _diverged("the loss", step)


def _overflows(record: Record, land: Landscape) -> bool:
    """Return whether the loss grows out of all bounds on the way to the point where it ended.

    Where it is finite for the last time before, it is an ordinary number at the border of a
    domain, and a huge one on its way to overflow.
    """
    here, there = record.points[-1], record.stop_point
    if np.abs(there).max() > HUGE:
        return True
    low, high = 0.0, 1.0
    cuts = 2.0 ** -np.arange(400.0, -1.0, -1.0)  # at first at every scale of the last step
    for _ in range(CUTS):
        parts = low + (high - low) * cuts
        finite = np.isfinite(land.loss.value(here + parts[:, None] * (there - here)))
        first = int(finite.argmin())
        low, high = (parts[first - 1] if first else low), parts[first]
        cuts = np.arange(1, PARTS + 1) / PARTS
    return bool(abs(land.loss.value(here + low * (there - here))) > HUGE)


def unbounded(walk: Walk) -> Verdict | None:
    """Return the verdict of a run that has left the window, and goes down for ever."""
    if not walk.land.outside(walk.end) or walk.losses[-1] > walk.losses.min():
        return None
    part = max(walk.quarter, 1)
    quarters = [max(walk.last - 2 * part, 0), max(walk.last - part, 0), walk.last]
    before, fall = -np.diff(walk.losses[quarters])
    earlier, late = np.linalg.norm(np.diff(walk.points[quarters], axis=0), axis=1)
    if fall <= 0 or (walk.pulled and late < STEADY * earlier):
        return None  # weight decay makes its steps shorter: it holds a run that the loss would not
    # A run that slows down may come to rest before a hill that one at full speed passes.
    nearest = 0 if fall > FADING * before else DOUBLINGS[0]
    ways = (walk.end - walk.points[0], -walk.gradients[-1])
    if not any(_falls_for_ever(way, walk, nearest=nearest) for way in ways):
        return None
    sentence = "Unbounded below: outside the window the loss goes on falling, without a minimum."
    return Verdict("unbounded", walk.last, sentence)


def _falls_for_ever(way: Array, walk: Walk, *, nearest: int) -> bool:
    """Return whether the loss falls at every doubling of the distance, and does not level off."""
    loss, length = walk.land.loss, float(np.linalg.norm(way))
    if not 0 < length < np.inf:
        return False
    distances = max(walk.land.diagonal, length) * 2.0 ** np.arange(nearest, DOUBLINGS[1])
    points = walk.end + distances[:, None] * way / length
    losses = np.fmin(loss.value(points), loss.value(lowered(loss, points, way / length)))
    if np.isnan(losses).any() or (losses == np.inf).any():
        return False
    drops = -np.diff(losses[losses > -np.inf])
    return bool(drops.size > 1 and (drops > 0).all() and drops[-1] >= LASTING * drops[-2])
