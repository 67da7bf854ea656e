"""Verdicts of runs that come to rest: at a minimum, at a saddle or a maximum, on a flat point.

With weight decay also where its pull balances the slope.
"""

import numpy as np

from experiment.verdicts.evidence import ROWS, Scene, Walk, at, beside
from experiment.verdicts.verdict import Verdict
from landscape.landscape import EQUAL, KnownMinimum, ranked
from landscape.stationary import ZERO, StationaryPoint, kind_of, stationary_point
from optimizers import RULES, rate_limit

DYING = 0.1  # of what it came in the quarter before: what is to come adds up to no more than that
NOTHING = 1e-15  # of the usual slope: a run would hardly move in all its life
STEADY = 1e-2  # of an effective rate: so little change in a quarter is none


def converged(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that stays at a known minimum, or at one found where it ended."""
    known = scene.nearest_minimum(walk.end)
    if known is not None and scene.distance(walk.end, known.point) <= scene.near:
        return _reached(walk, scene, known)
    rest = _rest_near(walk, scene)
    if rest is None or kind_of(rest, scene) != "minimum":
        return None
    value, place = float(scene.loss.value(rest.point)), tuple(map(float, rest.point))
    return _reached(walk, scene, ranked(place, value, scene.lowest))


def _reached(walk: Walk, scene: Scene, minimum: KnownMinimum) -> Verdict | None:
    first = walk.stays_within(scene.near, np.asarray(minimum.point))
    if not walk.settled(first) or _thrown_out(walk, scene, minimum):
        return None  # passing by
    name = f"the{'' if minimum.lowest else ' local'} minimum at {at(minimum.point, scene)}"
    if first == 0:
        return Verdict("converged", 0, f"Starts at {name} and stays there.", minimum)
    steps = f"{first} step{'s' * (first > 1)}"
    return Verdict("converged", first, f"Reached {name} after {steps}.", minimum)


def _thrown_out(walk: Walk, scene: Scene, minimum: KnownMinimum) -> bool:
    """Say whether the rate is too large to stay: where the gradient is not 0 the run will go."""
    curvatures = scene.curvatures(np.asarray(minimum.point))
    if curvatures is None or not walk.gradients[-1].any():
        return False
    limit = rate_limit(RULES[walk.run.rule], walk.run.dials, float(curvatures[-1]))
    return limit is not None and bool(walk.rates[-1].max() > limit * (1 + EQUAL))


def _rest_near(walk: Walk, scene: Scene) -> StationaryPoint | None:
    """Return the point of zero gradient that a run at rest has come to."""
    if not walk.settled(walk.stays_within(scene.near, walk.end)):
        return None
    if walk.pulled and scene.distance(walk.end, walk.points[-1 - walk.last // 4]) > scene.near:
        return None  # weight decay takes it along the floor of a valley
    return stationary_point(walk.end, scene, reach=scene.near)


def stationary(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that rests where the gradient is zero though it is no minimum."""
    rest = _rest_near(walk, scene)
    if rest is None or (kind := kind_of(rest, scene)) == "minimum":
        return None
    if not (_stays_up(walk, scene, rest) and _stays_level(walk, scene, rest)):
        return None
    first = walk.stays_within(scene.near, walk.end)
    place = f"a {kind}, {at(rest.point, scene)}"
    sentence = f"Stationary at {place}, from step {first} on: the gradient there is zero."
    return Verdict("stationary", first, sentence)


def _stays_up(walk: Walk, scene: Scene, rest: StationaryPoint) -> bool:
    """Say whether a run stays where it could go down.

    One that only passes a saddle slowly has come some distance along the way down, and that
    distance grows. Weight decay alone can outweigh the slope and take the distance away.
    """
    down = rest.axes[:, rest.curvatures < -rest.least]
    part = walk.last // 4
    rows = walk.points[[-1, -1 - part // 2, -1 - 2 * (part // 2)]]
    late, middle, early = np.abs((rows - rest.point) @ down)
    shrinks = (late <= DYING * middle) & (middle <= DYING * early) & walk.pulled
    return bool(((late <= ZERO * scene.diagonal) | shrinks).all())


def _stays_level(walk: Walk, scene: Scene, rest: StationaryPoint) -> bool:
    """Say whether nothing moves a run along the ways that do not bend.

    Beside the inflection of x^3 the only way bends upwards, and yet the run goes on and on. On
    level ground weight decay still pulls.
    """
    gradient = scene.loss.gradient(walk.end)
    if (rest.curvatures > rest.least).all():
        return bool((gradient == 0).all())
    level = rest.level
    drift = np.abs((walk.end - walk.points[-1 - walk.last // 4]) @ level)
    if walk.pulled and (drift > ZERO * scene.diagonal).any():
        return False
    return bool((np.abs(gradient @ level) <= NOTHING * scene.slope).all())


def balanced(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that rests where weight decay balances the slope of the loss.

    There the gradient is not zero, so only the steps tell: they die out, and none is to come that
    could be seen.
    """
    part = walk.last // 4
    if not walk.pulled or part < ROWS:
        return None
    before, middle, end = (walk.points[k] for k in (-1 - 2 * part, -1 - part, -1))
    late, earlier = scene.distance(end, middle), scene.distance(middle, before)
    if late > max(ZERO * scene.diagonal, min(scene.near, DYING * earlier)):
        return None
    rate, past = walk.rates[-1], walk.rates[-1 - part]
    still = (walk.points[-ROWS:] == end).all()
    if (rate <= past / 2).any() or not (still or (np.abs(rate - past) <= STEADY * past).all()):
        return None  # a schedule takes its steps away, or the balance moves with the rate
    curvatures = scene.curvatures(end)
    if curvatures is None or curvatures[0] < 0:
        return None  # perhaps it passes a saddle slowly
    first = walk.stays_within(scene.near, walk.end)
    near = beside(walk.end, scene)
    place = f"{at(walk.end, scene)}{near}{',' * bool(near)}"
    why = "the pull of weight decay balances the gradient there."
    return Verdict("stationary", first, f"At rest at {place} from step {first} on: {why}")
