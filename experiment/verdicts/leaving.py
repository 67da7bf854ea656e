"""Verdicts of runs that leave: overflow, the end of the domain, a loss that falls for ever.

And of those that are about to: whose loss grows and grows.
"""

import numpy as np

from experiment.verdicts.evidence import SETTLED_ROWS, Array, Verdict, Walk, at, named, where
from landscape import Landscape
from landscape.minimum_test import lowered
from landscape.stationary import StationaryPoint, kind_of
from language.wording import counted, readable
from optimizers import Record

HUGE = 1e100  # beyond it a number is on its way to overflow, not at the border of a domain
FADING = 0.1  # of what it fell in the quarter before: a run that falls less may come to rest
STEADY = 0.9  # of the way of the quarter before: hardly shorter
DOUBLINGS = (-10, 40)  # of the window's diagonal: so far away the loss must go on falling
CLIMBS = 3  # steps, each longer and higher than the one before
GROWTH = 2.0  # of the peaks from quarter to quarter, in a run that swings as it grows
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
    if known is None or land.distance(end, known.point) > land.near:
        known = None
        bare = StationaryPoint(end, np.zeros(len(end)), np.eye(len(end)), broken="kink")
        kind = kind_of(bare, land)
        place = f"{at(end, land)}{f', a {kind}' * (kind != 'flat point')}"
    else:
        place = named(known, land)
    why = f"the loss has no gradient at {place}"
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


def diverging(walk: Walk) -> Verdict | None:
    """Return the verdict of a run whose loss, higher than at the start, grows without end."""
    if walk.losses[-1] <= walk.losses[0] or not (_grows(walk) or _swings_up(walk)):
        return None
    loss = f"the loss is {readable(walk.losses[-1])} and growing"
    sentence = f"Diverging after {counted(walk.last, 'step')}{where(walk)}: {loss}."
    return Verdict("diverging", walk.last, sentence)


def _grows(walk: Walk) -> bool:
    """Return whether the loss grew at every one of the last steps, which grew longer as well.

    A run that is carried uphill by its velocity, or pulled by weight decay, gets slower.
    """
    rows = slice(-max(walk.quarter, min(walk.last, SETTLED_ROWS)) - 1, None)
    climbs = np.diff(walk.losses[rows])
    lengths = np.linalg.norm(np.diff(walk.points[rows], axis=0), axis=1)
    if len(climbs) < CLIMBS or not (climbs > 0).all():
        return False
    return bool((np.diff(climbs) > 0).all() and (np.diff(lengths) > 0).all())


def _swings_up(walk: Walk) -> bool:
    """Return whether the peaks of loss and step grow from quarter to quarter of the run.

    A velocity makes even a run that diverges come down again and again.
    """
    if walk.quarter < SETTLED_ROWS or not walk.land.outside(walk.end):
        return False
    heights = walk.losses - walk.losses.min()
    lengths = np.linalg.norm(np.diff(walk.points, axis=0), axis=1)
    for rows, growth in ((heights, GROWTH), (lengths, np.sqrt(GROWTH))):
        peaks = np.array([part.max() for part in np.array_split(rows, 4)])
        if not (peaks[1:] >= growth * peaks[:-1]).all():
            return False
    return True


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
