"""Lanes of one rule, told their settings once and taken down a loss together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.dialect import AXES, CURVED, SEARCHES
from language.operations import Graph, Kind
from language.printers.numpy_step import UFUNCS, Code, numpy_step
from optimizers.engine.beside import Beside, functions
from optimizers.engine.tables import tables
from optimizers.evaluate import Leaves, evaluate

Array = NDArray[np.float64]
SMALL = 256  # coordinates of all lanes in a group, up to which a call's overhead is what counts


@dataclass(frozen=True, eq=False)
class Lanes:
    """Lanes whose rule has the same text."""

    graph: Graph
    index: NDArray[np.intp]  # (K,) where each lane stands among all of the run
    dials: Mapping[str, Array]  # numbers (K,) or (1,)
    lr: Array  # (n + 1, K) or (n + 1, 1), schedule included


class Group:
    """Lanes at work: their columns among all lanes, their step, their states.

    loss, noise   what they walk down, for rules that ask it; noise as in `walk`
    mine    their columns
    step    see language/printers/numpy_step.py
    beside  what the step may ask
    spent   evaluations of the loss or a derivative in an update: a number or, where line searches
            are `counted`, (n + 1, K)
    state   {name: (d, K) before the first update}, of the states that depend on the point
    timed   {name: (n + 1, ...)}, of the states that do not: what each update finds
    rate    (n + 1, ...) effective learning rates, where they do not depend on the point
    """

    def __init__(
        self,
        lanes: Lanes,
        first: int,
        start: Array,
        *,
        rates: bool,
        loss: Any = None,
        noise: Array | None = None,
        counted: bool = False,
    ) -> None:
        graph, count = lanes.graph, len(lanes.index)
        self.mine = slice(first, first + count)
        self.shape = (len(start), count)
        values = tables(graph, lanes.dials, lanes.lr)
        code, make = compiled(graph, rates)
        axes = _axes(graph, self.shape)
        coefficients = [
            axes[place] if place in axes else _fitted(values[place], self.shape, 0)
            for place in code.coefficients
        ]
        tabled = (_fitted(values[place], self.shape, 1) for place in code.tables)
        rows = [list(t) if t.ndim > 1 else [t[k, ...] for k in range(len(t))] for t in tabled]
        switches = [values[place].ravel().tolist() for place in code.switches]
        buffers = [np.empty(self.shape) for _ in range(code.buffers)]
        truths = [np.empty(self.shape, bool) for _ in range(code.truths)]
        self.beside, self.spent = Beside(loss, noise), _spent(graph)
        if counted and not SEARCHES.isdisjoint(code.beside):
            self.spent = np.full((len(lanes.lr), count), float(self.spent))
        asked = functions(self.beside, code.beside, self.spent if np.ndim(self.spent) else None)
        self.step = make(coefficients, rows, switches, buffers, truths, asked)
        moving = [n for n, at in graph.states.items() if graph.kinds[at] == Kind.POINT]
        with np.errstate(all="ignore"):
            began = evaluate(graph, graph.starts.values(), Leaves({}, np.asarray), values | axes)
        self.state = {n: _spread(began[graph.starts[n]], self.shape) for n in moving}
        self.timed = {n: values[graph.states[n]] for n in graph.following if n not in moving}
        rate = values.get(graph.rate)
        # One of dials alone is the same row for all updates.
        self.rate = np.asarray(rate)[None] if graph.kinds[graph.rate] == Kind.DIAL else rate
        self.order = tuple(graph.following)

    def in_place(self) -> tuple[Array, ...]:
        """The arrays of the states as the step wants them, each overwritten by its next value."""
        return tuple(array for state in self.state.values() for array in (state, state))


def grouped(
    all_lanes: Sequence[Lanes],
    start: Array,
    *,
    rates: bool = True,
    loss: Any = None,
    noise: Array | None = None,
) -> Iterator[Group]:
    """The groups side by side, in the order of their lanes."""
    first = 0
    for lanes in all_lanes:
        yield Group(lanes, first, start, rates=rates, loss=loss, noise=noise, counted=True)
        first += len(lanes.index)


@lru_cache(maxsize=512)
def compiled(graph: Graph, rates: bool) -> tuple[Code, Callable[..., Any]]:
    """The code of a graph's step and its `make`; see `numpy_step`."""
    code = numpy_step(graph, rates)
    # Nothing of a rule's text is in the source: its words became numbers when it was read.
    names = {name: getattr(np, name) for name in ("copyto", "where", *UFUNCS.values())}
    exec(code.source, names)
    return code, names["make"]


def _fitted(value: Any, shape: tuple[int, int], leading: int) -> Array:
    """A value as the step takes it; `leading` axes are its rows.

    In a small group a NumPy call costs twice as much where shapes differ, so all numbers take the
    shape of the points; in a large one an array of no dimension is fastest. The bits are the same.
    """
    array: Array = np.asarray(value)
    rows = array.shape[:leading]
    if shape[0] * shape[1] > SMALL:
        return array.reshape(rows) if array.shape == (*rows, 1) else array
    return _spread(array.reshape(*rows, 1, -1) if array.ndim else array, (*rows, *shape))


def _spent(graph: Graph) -> Any:
    """Evaluations in an update, its own gradient among them, but for those of line searches."""
    needed = graph.needed([graph.point, graph.rate, *graph.following.values()])
    signs = [graph.operations[place].sign for place in needed]
    return 1 + signs.count("grad") + signs.count("loss") + (not CURVED.isdisjoint(signs))


def _axes(graph: Graph, shape: tuple[int, int]) -> dict[int, Array]:
    """The unit vectors that a rule names, by their places."""
    found = {}
    for place, operation in enumerate(graph.operations):
        if operation.sign == "axis":
            found[place] = np.zeros(shape)
            found[place][AXES.index(operation.text) :][:1] = 1.0
    return found


def _spread(value: Any, shape: tuple[int, ...]) -> Array:
    """A value as an array of its own of that shape."""
    result = np.empty(shape, np.asarray(value).dtype)
    result[...] = value
    return result
