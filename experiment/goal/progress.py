"""Whether the goal of a comparison is reached, by which run, and how far it is at a step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from experiment.goal.choice import Goal
from experiment.goal.words import place_of, rule_title
from experiment.model import Experiment, Run
from experiment.naming import run_names
from experiment.run import Trajectory
from landscape import Landscape, look_at
from language.wording import counted, readable

Array = NDArray[np.float64]
NEAR = 0.01  # of the diagonal of the loss's own window, where a goal does not say how near
GONE = frozenset({"diverging", "diverged", "left_domain", "unbounded"})
UNKNOWN = "No global minimum of this loss is known, so nobody can tell."


@dataclass(frozen=True)
class Progress:
    """How a goal stands at a step.

    kind   done; open, while it may still be done; or missed
    step   at which it was done; None where it is not
    """

    kind: Literal["done", "open", "missed"]
    sentence: str
    step: int | None = None


@dataclass(frozen=True, eq=False)
class Measure:
    """What a goal measures of a run: amounts that must be small enough.

    of       the amounts (n + 1,), one a row of a trajectory
    enough   says which of them are
    stays    whether they must be so up to the end, not only once
    told     what a sentence says of an amount
    """

    of: Callable[[Trajectory], Array]
    enough: Callable[[Array], NDArray[np.bool_]]
    stays: bool
    told: Callable[[str, float], str]


def measure_of(goal: Goal, land: Landscape) -> Measure | None:
    """Return what a goal measures; None where it measures nothing, or no minimum is known.

    land   the loss through its own window: a wider one makes nothing easier
    """
    if goal.kind == "loss":
        return Measure(
            lambda t: t.losses,
            lambda losses: losses < goal.below,
            stays=False,
            told=lambda name, low: f"the lowest loss is {readable(low)}, of {name}",
        )
    lowest = [m.point for m in land.minima if m.lowest]
    points = np.array([goal.point] if goal.kind == "reach" else lowest)
    if goal.kind == "stay" or not len(points):
        return None
    near = NEAR * land.diagonal if goal.within is None else goal.within
    where = "it" if goal.kind == "reach" else "the global minimum"

    def distances(t: Trajectory) -> Array:
        with np.errstate(over="ignore"):
            apart = np.linalg.norm(t.points[:, None] - points, axis=-1)
        return np.asarray(apart.min(axis=1))

    return Measure(
        distances,
        lambda away: away <= near,
        stays=True,
        told=lambda name, away: f"{name} is {readable(away)} from {where}",
    )


def counts(goal: Goal, run: Run) -> bool:
    """Say whether a run counts: the goal may ask for an optimizer and for a start."""
    return goal.rule in ("", run.rule) and goal.start in ((), run.start)


def done_at(goal: Goal, measure: Measure | None, t: Trajectory, *, steps: int) -> int | None:
    """Return the step at which a run has done what the goal asks; None where it has not.

    steps   of the experiment
    A point counts as reached from where the run stays near it to its end, for a run that only
    passes by has not arrived.
    """
    last = goal.last(steps)
    if goal.kind == "stay":
        gone = t.verdict.kind in GONE and (t.verdict.kind == "diverging" or t.verdict.step <= last)
        return None if gone or not len(t.losses) else last
    if measure is None or not len(t.losses):
        return None
    with np.errstate(invalid="ignore"):
        held = measure.enough(measure.of(t))
    if measure.stays:
        if t.verdict.kind in GONE or not held[-1]:
            return None
        first = len(held) - int(np.argmin(held[::-1])) if not held.all() else 0
    else:
        first = int(np.argmax(held)) if held.any() else last + 1
    return first if first <= last else None


def progress(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> Progress:
    """Return how the goal of an experiment stands at a step. Raises LossError.

    Any run that counts can do it; that none diverges must hold of all that count.
    """
    goal = e.goal
    assert goal is not None
    mine = {place: t for place, t in enumerate(trajectories) if counts(goal, t.run)}
    if not mine:
        who = rule_title(goal.rule) if goal.rule else "a run"
        return Progress("open", f"No run counts yet: the goal asks for {who}{place_of(goal)}.")
    measure = measure_of(goal, look_at(e.what))
    if goal.kind == "minimum" and measure is None:
        return Progress("open", UNKNOWN)
    found = {place: done_at(goal, measure, t, steps=e.steps) for place, t in mine.items()}
    standing = _Standing(run_names(e.runs), mine, found, step=step, last=goal.last(e.steps))
    return standing.reached(measure) if measure else standing.stayed()


@dataclass(frozen=True, eq=False)
class _Standing:
    """The runs that count by their places, and when each has done it; the step, the last one."""

    names: Sequence[str]
    mine: Mapping[int, Trajectory]
    found: Mapping[int, int | None]
    step: int
    last: int

    def reached(self, measure: Measure) -> Progress:
        known = {place: at for place, at in self.found.items() if at is not None}
        first = min(known, key=known.__getitem__, default=-1)
        if known and self.step >= known[first]:
            said = f"Done at step {known[first]} by {self.names[first]}."
            return Progress("done", said, known[first])
        how = self._nearest(measure)
        if self.step >= self.last:
            return Progress("missed", f"Not done in {counted(self.last, 'step')}: {how}.")
        return Progress("open", f"Not yet at step {self.step}: {how}.")

    def _nearest(self, measure: Measure) -> str:
        """Return in words how near a run is at the step, or has been by then."""
        shown = min(self.step, self.last) + 1
        amounts = {place: measure.of(t)[:shown] for place, t in self.mine.items()}
        near = {
            place: float(some[-1] if measure.stays else some.min())
            for place, some in amounts.items()
            if len(some)
        }
        if not near:
            return "the loss is not finite at the start"
        nearest = min(near, key=near.__getitem__)
        return measure.told(self.names[nearest], near[nearest])

    def stayed(self) -> Progress:
        lost = {place: self.mine[place].verdict for place, at in self.found.items() if at is None}
        growing = {place: verdict.kind == "diverging" for place, verdict in lost.items()}
        ended = {place: self.last if growing[place] else lost[place].step for place in lost}
        first = min(ended, key=ended.__getitem__, default=-1)
        if ended and self.step >= ended[first]:
            how = "is diverging" if growing[first] else "diverged"
            said = f"Not done: {self.names[first]} {how} at step {ended[first]}."
            return Progress("missed", said)
        if self.step >= self.last:
            said = f"Done: nothing diverged in {counted(self.last, 'step')}."
            return Progress("done", said, self.last)
        return Progress("open", f"Nothing has diverged by step {self.step}.")
