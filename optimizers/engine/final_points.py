"""Where runs end, for maps of starts and sweeps of dials: thousands of lanes, no rows kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers.engine import lanes
from optimizers.engine.batches import Sampled, fills, full_losses
from optimizers.engine.group import Array, Group, Lanes
from optimizers.engine.lanes import Choice
from optimizers.engine.loop import REST, halt
from optimizers.engine.record import cause
from optimizers.engine.simulate import columns, disturbance, named, whole
from optimizers.rule import Rule

CHUNK = 8192  # lanes at a time: temporaries stay in the cache, more gain nothing
TABLE = 4_000_000  # numbers in a table of one dial for all steps, where lanes differ
SETTLED = 1e-6  # a step shorter than this in every coordinate no longer shows


@dataclass(frozen=True, eq=False)
class Finish:
    """How many runs ended; `...` is the leading shape of the starts.

    points   (..., d)  last point that is finite with a finite loss
    losses   (...)     the loss there
    best     (...)     lowest loss on the way
    settled  (...)     step after which no step is longer than the tolerance; -1 without one
    kept     (...)     rows in which point and loss are finite, of steps + 1
    ended    (...)     as in Record
    reached  (...)     first row whose loss is at most the goal; -1 without one
    best_by  (..., B)  lowest loss by each budget of steps
    loss_at  (..., B)  the loss at each budget, nan where the run is over by then
    point_at (..., B, d)  the point there, nan likewise
    """

    points: Array
    losses: Array
    best: Array
    settled: NDArray[np.intp]
    kept: NDArray[np.intp]
    ended: NDArray[np.str_]
    reached: NDArray[np.intp]
    best_by: Array
    loss_at: Array
    point_at: Array


def finish(
    rule: Rule | str,
    loss: Any,
    start: ArrayLike,
    *,
    steps: int,
    dials: Mapping[str, Any] | None = None,
    schedule: Choice | None = None,
    noise: float = 0.0,
    seed: int = 0,
    tolerance: float = SETTLED,
    budgets: Sequence[int] = (),
    goal: ArrayLike | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Finish:
    """As `simulate`, keeping only how each run ends; a lane ends on the very same bits.

    budgets    numbers of steps after which to look at the runs as well, none above `steps`
    goal       the loss to reach, a number or one for each start; None for none
    progress   called with (lanes done, lanes in all) after every chunk; may raise to stop
    """
    starts = np.asarray(start, float)
    shape = starts.shape[:-1]
    flat = columns(starts.reshape(-1, starts.shape[-1]), loss)
    goals = None if goal is None else np.broadcast_to(goal, shape).ravel()
    field = Field(
        named(rule), loss, flat, whole(steps), {**(dials or {}), **flattened(dials or {}, shape)},
        schedule, disturbance(noise, seed, steps, len(flat)),
    )  # fmt: skip

    def watch(x: Array, mine: NDArray[np.intp]) -> Watch:
        return Watch(
            x, field.steps + 1, tolerance,
            budgets=budgets, goal=None if goals is None else goals[mine],
        )  # fmt: skip

    parts, places, done = [], [], 0
    for chunk in watched(field, watch):
        parts += [part for _, part in chunk]
        places += [mine for mine, _ in chunk]
        done += sum(len(mine) for mine, _ in chunk)
        if progress:
            progress(done, flat.shape[1])
    return joined(parts, np.argsort(np.concatenate(places)), shape)


@dataclass(frozen=True, eq=False)
class Field:
    """Many lanes of one rule.

    loss      what they walk down, or a function that gives it for the lanes at some places
    starts    (d, K)
    dials     values, of numbers also arrays (K,)
    disturb   (n + 1, d) added to their gradients, or None
    """

    rule: Rule
    loss: Any
    starts: Array
    steps: int
    dials: Mapping[str, Any]
    schedule: Choice | None = None
    disturb: Array | None = None


class Watcher(Protocol):
    """What looks at lanes while they run, from their starts (d, K) on.

    last   the point (d, K) of the row before and whatever else, at first that of the starts
    look   takes row k: points (d, K), losses (K,), gradients (d, K). Both arrays and those of the
           row before stay as they are until the next look
    move   takes the step from row k to the points of the next
    finish gives what was seen
    """

    @property
    def last(self) -> tuple[Array, ...]: ...
    def look(self, k: int, x: Array, f: Array, g: Array) -> None: ...
    def move(self, k: int, x: Array, following: Array) -> None: ...
    def finish(self) -> Any: ...


def watched(
    field: Field, watch: Callable[[Array, NDArray[np.intp]], Watcher]
) -> Iterator[list[tuple[NDArray[np.intp], Any]]]:
    """Run the lanes, a chunk of them at a time; yield for each chunk what its watchers saw.

    watch   makes a watcher for starts (d, k) and the places (k,) of these lanes among all
    Yields  pairs of places (k,) and what their watcher's `finish` gives
    """
    factors, count = lanes.factors(field.schedule, field.steps), field.starts.shape[1]
    table = {n: value for n, value in field.dials.items() if isinstance(value, np.ndarray)}
    size = min(CHUNK, max(1, TABLE // (field.steps + 1))) if table else CHUNK
    for first in range(0, count, size):
        chunk = slice(first, first + size)
        given = {**field.dials, **{name: value[chunk] for name, value in table.items()}}
        x, seen = field.starts[:, chunk], []
        for some in lanes.of_field(field.rule, given, x.shape[1:], factors):
            mine = first + some.index
            loss = field.loss(mine) if callable(field.loss) else field.loss
            watcher = watch(x[:, some.index], mine)
            seen.append((mine, run(loss, some, watcher, disturb=field.disturb)))
        yield seen


def flattened(dials: Mapping[str, Any], shape: tuple[int, ...]) -> dict[str, Array]:
    """The dials that are arrays, one number a lane."""
    return {
        name: np.broadcast_to(value, shape).ravel()
        for name, value in dials.items()
        if isinstance(value, np.ndarray)
    }


def run(loss: Any, some: Lanes, watch: Watcher, *, disturb: Array | None) -> Any:
    """How these lanes end; the watch stands at their starts."""
    x, rows, calls = watch.last[0], len(some.lr), fills(loss)
    group = Group(some, 0, x, rates=False, loss=loss, noise=disturb)
    states = group.in_place()
    # Two of each, taken in turn: the watch still looks at those of the step before.
    values = [np.empty((len(x) + 1, x.shape[1])) for _ in range(2)]
    others = [np.empty_like(x) for _ in range(2)]
    with np.errstate(all="ignore"):
        for k in range(rows):
            filled, following = values[k % 2], others[k % 2]
            next(calls)(x, filled)
            judged = full_losses(loss, x[None])[0] if isinstance(loss, Sampled) else filled[0]
            watch.look(k, x, judged, filled[1:])
            if k == rows - 1:
                break
            g = filled[1:] if disturb is None else filled[1:] + disturb[k][:, None]
            group.step(k, x, g, filled[0], following, None, *states)
            watch.move(k, x, following)
            if k % REST == REST - 1:
                halt(following, judged)
            x = following
    return watch.finish()


def joined(parts: list[Finish], order: NDArray[np.intp], shape: tuple[int, ...]) -> Finish:
    """All lanes in the shape of the starts; `order` (K,) is where each stands in the parts."""

    def all_of(name: str) -> Any:
        whole = np.concatenate([getattr(part, name) for part in parts])[order]
        return whole.reshape((*shape, *whole.shape[1:]))

    return Finish(**{field.name: all_of(field.name) for field in fields(Finish)})


class Watch:
    """The ends of K lanes while they run: last good point, best loss, settling, what failed.

    points (d, K), losses (K,), best (K,), moved (K,) last row reached by a long step,
    kept (K,), ended (K,), and as in Finish reached (K,), best_by (K, B), loss_at, point_at
    """

    def __init__(
        self,
        start: Array,
        rows: int,
        tolerance: float,
        *,
        budgets: Sequence[int] = (),
        goal: Array | None = None,
    ) -> None:
        x, (size, count), stages = np.ascontiguousarray(start), start.shape, len(budgets)
        self.rows, self.tolerance = rows, tolerance
        self.points, self.losses = np.full(x.shape, np.nan), np.full(count, np.nan)
        self.best, self.moved = np.full(count, np.inf), np.zeros(count, np.intp)
        self.kept, self.ended = np.full(count, rows), np.full(count, "", "U8")
        self.over = np.zeros(count, bool)
        self.last = (x, self.losses, np.zeros_like(x))  # point, loss, gradient of the row before
        self.goal, self.due = goal, {budget: place for place, budget in enumerate(budgets)}
        self.asked, self.lost = goal is not None or stages > 0, False
        self.reached, self.best_by = np.full(count, -1), np.full((count, stages), np.nan)
        self.loss_at = np.full((count, stages), np.nan)
        self.point_at = np.full((count, stages, size), np.nan)

    def look(self, k: int, x: Array, f: Array, g: Array) -> None:
        """Take note of row k."""
        # One sum shows that all is well; only otherwise is every lane looked at. A run that left
        # the domain may step back into it, but it is over.
        if self.lost or not np.isfinite(f.sum() + x.sum()):
            f = self.stop(k, x, f)
        np.fmin(self.best, f, out=self.best)
        if self.asked:
            self.note(k, x, f)
        self.last = (x, f, g)

    def note(self, k: int, x: Array, f: Array) -> None:
        """Keep what row k says of the goal and of a budget; the losses of lanes over are nan."""
        if self.goal is not None:
            np.putmask(self.reached, (f <= self.goal) & (self.reached < 0), k)
        if (place := self.due.get(k)) is not None:
            self.best_by[:, place], self.loss_at[:, place] = self.best, f
            self.point_at[:, place] = np.where(self.over, np.nan, x).T

    def stop(self, k: int, x: Array, f: Array) -> Array:
        """Note the lanes that end at row k; their losses become nan."""
        finite = np.isfinite(f) & np.isfinite(x).all(axis=0)
        new = np.flatnonzero(~finite & ~self.over)
        point, loss, gradient = self.last
        self.kept[new] = k
        self.points[:, new], self.losses[new] = point[:, new], loss[new]
        for lane in new:
            self.ended[lane] = cause(x[:, lane], gradient[:, lane])
        if k == 0:  # not even the start is good
            self.points[:, new], self.losses[new] = np.nan, np.nan
        self.over[new] = self.lost = True
        return np.where(self.over, np.nan, f)

    def move(self, k: int, x: Array, following: Array) -> None:
        """Take note of the step from row k."""
        longest = np.maximum.reduce(np.abs(following - x), axis=0)
        np.putmask(self.moved, longest > self.tolerance, k + 1)

    def finish(self) -> Finish:
        """How the lanes ended, the last row taken where a lane is not over."""
        x, f, _ = self.last
        going = ~self.over
        self.points[:, going], self.losses[going] = x[:, going], f[going]
        restless = self.over | (self.moved == self.rows - 1)
        settled = np.where(restless, -1, self.moved)
        return Finish(
            self.points.T, self.losses, self.best, settled,
            kept=self.kept, ended=self.ended, reached=self.reached,
            best_by=self.best_by, loss_at=self.loss_at, point_at=self.point_at,
        )  # fmt: skip
