"""What of a rule can be computed before the run: all that depends on no point."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from language.operations import Graph, Kind
from optimizers.evaluate import COMPUTE, Array, Leaves, evaluate


def tables(graph: Graph, dials: Mapping[str, Any], lr: Array) -> dict[int, Any]:
    """All values that do not depend on the point, by their places.

    dials   numbers of a shape S that broadcasts against the points
    lr      (n + 1, *S) learning rate of each update, schedule included
    Returns numbers and arrays of shape S, and (n + 1, *S) where they change with the update; of a
    state the value that each update finds.
    """
    t = np.arange(1.0, len(lr) + 1).reshape(-1, *[1] * (lr.ndim - 1))

    def powers(base: Any) -> Array:
        # Products, not `**`: a lane's powers are the same bits whatever lanes stand beside it.
        return np.multiply.accumulate(np.broadcast_to(base, (len(lr), *(np.shape(base) or (1,)))))

    leaves = Leaves({**dials, "t": t, "lr": lr}, powers)
    early = [place for place, kind in enumerate(graph.kinds) if kind < Kind.POINT]
    own = [at for at in graph.states.values() if graph.kinds[at] < Kind.POINT]
    after_own = graph.depending_on(own)
    with np.errstate(all="ignore"):
        values = evaluate(graph, [p for p in early if p not in after_own], leaves, {})
        if own:
            values |= _State(graph, own, values).rows(after_own)
        return evaluate(graph, early, leaves, values)


class _State:
    """The states that depend on no point: what each update finds of them.

    own     their places
    values  of all that depends on no state
    """

    def __init__(self, graph: Graph, own: Sequence[int], values: Mapping[int, Any]) -> None:
        self.graph, self.own, self.values = graph, own, values
        names = [graph.operations[place].text for place in own]
        self.results = [graph.following[name] for name in names]
        # Never a bare number: an update's row must not be taken for a lane's.
        self.first = [np.atleast_1d(values[graph.starts[name]]).astype(float) for name in names]
        self.count = len(values[graph.given["t"]])

    def rows(self, after_own: set[int]) -> dict[int, Array]:
        chain = [p for p in self.graph.needed(self.results) if p in after_own and p not in self.own]
        if len(self.own) == len(chain) == 1:
            operation = self.graph.operations[chain[0]]
            others = set(operation.parts) - set(self.own)
            if operation.sign in "+*" and len(others) == 1:
                return {self.own[0]: self._accumulated(operation.sign, others.pop())}
        return self._one_by_one(chain)

    def _accumulated(self, sign: str, other: int) -> Array:
        """A sum or a product of all values up to each update, in one call."""
        rows = [self.first[0], *(self._row(other, k) for k in range(self.count - 1))]
        ufunc = np.add if sign == "+" else np.multiply
        return ufunc.accumulate(np.stack(np.broadcast_arrays(*rows)))

    def _one_by_one(self, chain: Sequence[int]) -> dict[int, Array]:
        found, rows = self.first, []
        for k in range(self.count):
            here: dict[int, Any] = dict(zip(self.own, found, strict=True))
            rows.append(found)
            for place in chain:
                operation = self.graph.operations[place]
                parts = [here[p] if p in here else self._row(p, k) for p in operation.parts]
                here[place] = COMPUTE[operation.sign](*parts)
            found = [here[p] if p in here else self._row(p, k) for p in self.results]
        columns = [np.stack(np.broadcast_arrays(*column)) for column in zip(*rows, strict=True)]
        return dict(zip(self.own, columns, strict=True))

    def _row(self, place: int, k: int) -> Any:
        """A value as update k + 1 meets it."""
        timed = self.graph.kinds[place] == Kind.TIME
        return self.values[place][k] if timed else self.values[place]
