"""Verdicts of runs that come to rest: at a minimum, at a saddle or a maximum, on a flat point.

With weight decay also where its pull balances the slope.
"""

import numpy as np

from experiment.verdicts.evidence import SETTLED_ROWS, Verdict, Walk, at, beside, named
from landscape import KnownMinimum
from landscape.landscape import EQUAL, ranked
from landscape.stationary import ZERO, StationaryPoint, kind_of, stationary_point
from language.wording import counted

FADING = 0.1  # of what it came in the quarter before: what is to come adds up to no more than that
NO_SLOPE = 1e-15  # of the usual slope: a run would hardly move in all its life
STEADY_RATE = 1e-2  # of an effective rate: so little change in a quarter is none


def at_rest(walk: Walk) -> Verdict | None:
    """Return the verdict of a run that stays at a minimum, or where the gradient is zero.

    The minimum may be one that is known, or one that is found where the run ended.
    """
    land, known = walk.land, walk.land.nearest_minimum(walk.end)
    here = known if known and land.distance(walk.end, known.point) <= land.near else None
    verdict = _reached(walk, here) if here else None
    rest = None if verdict else _rest_near(walk)
    if rest is None:
        return verdict
    if (kind := kind_of(rest, land)) != "minimum":
        return _stationary(walk, rest, kind)
    value, place = float(land.loss.value(rest.point)), tuple(map(float, rest.point))
    return None if here else _reached(walk, ranked(place, value, land.lowest))


def _reached(walk: Walk, minimum: KnownMinimum) -> Verdict | None:
    first = walk.stays_within(walk.land.near, np.asarray(minimum.point))
    if not walk.settled(first) or _thrown_out(walk, minimum):
        return None  # passing by
    name = named(minimum, walk.land)
    how = f"Reached {name} after {counted(first, 'step')}."
    sentence = how if first else f"Starts at {name} and stays there."
    return Verdict("converged", first, sentence, minimum)


def _thrown_out(walk: Walk, minimum: KnownMinimum) -> bool:
    """Return whether the rate is too large to stay: where the gradient is not 0 the run will go."""
    curvatures = walk.land.curvatures(np.asarray(minimum.point))
    if curvatures is None or not walk.gradients[-1].any():
        return False
    limit = walk.run.update.rate_limit(walk.run.dials, float(curvatures[-1]))
    return limit is not None and bool(walk.rates[-1].max() > limit * (1 + EQUAL))


def _rest_near(walk: Walk) -> StationaryPoint | None:
    """Return the point of zero gradient that a run at rest has come to."""
    land = walk.land
    if not walk.settled(walk.stays_within(land.near, walk.end)):
        return None
    if walk.pulled and land.distance(walk.end, walk.before_end(walk.quarter)) > land.near:
        return None  # weight decay takes it along the floor of a valley
    return stationary_point(walk.end, land, reach=land.near)


def _stationary(walk: Walk, rest: StationaryPoint, kind: str) -> Verdict | None:
    """Return the verdict of a run that rests where the gradient is zero though it is no minimum."""
    if not (_stays_up(walk, rest) and _stays_level(walk, rest)):
        return None
    first = walk.stays_within(walk.land.near, walk.end)
    what, why = f"a {kind}", "the gradient there is zero"
    if rest.broken:
        what = f"a kink ({what})" if rest.broken == "kink" else "a jump of the loss"
        why = "the loss has no gradient there, and its slope is taken as 0"
    place = at(rest.point, walk.land)
    sentence = f"Stationary at {what}, {place}, from step {first} on: {why}."
    return Verdict("stationary", first, sentence)


def _stays_up(walk: Walk, rest: StationaryPoint) -> bool:
    """Return whether a run stays where it could go down.

    One that only passes a saddle slowly has come some distance along the way down, and that
    distance grows. Weight decay alone can outweigh the slope and take the distance away.
    """
    down = rest.axes[:, rest.curvatures < -rest.least]
    part = walk.quarter // 2
    rows = walk.points[[-1, -1 - part, -1 - 2 * part]]
    late, middle, early = np.abs((rows - rest.point) @ down)
    shrinks = (late <= FADING * middle) & (middle <= FADING * early) & walk.pulled
    return bool(((late <= ZERO * walk.land.diagonal) | shrinks).all())


def _stays_level(walk: Walk, rest: StationaryPoint) -> bool:
    """Return whether nothing moves a run along the ways that do not bend.

    Beside the inflection of x^3 the only way bends upwards, and yet the run goes on and on. On
    level ground weight decay still pulls.
    """
    if not rest.broken and (rest.curvatures > rest.least).all():
        return bool((walk.gradient == 0).all())
    drift = np.abs((walk.end - walk.before_end(walk.quarter)) @ rest.level)
    if walk.pulled and (drift > ZERO * walk.land.diagonal).any():
        return False
    return bool((np.abs(walk.gradient @ rest.level) <= NO_SLOPE * walk.land.slope).all())


def balanced(walk: Walk) -> Verdict | None:
    """Return the verdict of a run that rests where weight decay balances the slope of the loss.

    There the gradient is not zero, so only the steps tell: they die out, and none is to come that
    could be seen.
    """
    land, part = walk.land, walk.quarter
    if not walk.pulled or part < SETTLED_ROWS:
        return None
    before, middle = walk.before_end(2 * part), walk.before_end(part)
    late, earlier = land.distance(walk.end, middle), land.distance(middle, before)
    if late > max(ZERO * land.diagonal, min(land.near, FADING * earlier)):
        return None
    rate, past = walk.rates[-1], walk.rates[-1 - part]
    steady = walk.stands_still or (np.abs(rate - past) <= STEADY_RATE * past).all()
    if (rate <= past / 2).any() or not steady:
        return None  # a schedule takes its steps away, or the balance moves with the rate
    curvatures = land.curvatures(walk.end)
    if curvatures is None or curvatures[0] < 0:
        return None  # perhaps it passes a saddle slowly
    first, near = walk.stays_within(land.near, walk.end), beside(walk.end, land)
    place = f"{at(walk.end, land)}{near}{',' * bool(near)}"
    why = "the pull of weight decay balances the gradient there."
    return Verdict("stationary", first, f"At rest at {place} from step {first} on: {why}")
