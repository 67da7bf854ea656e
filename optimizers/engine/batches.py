"""Mini-batches: which rows of a table each update sees, in one seeded order for all runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.beside import Array, Fill, filler

Rows = NDArray[np.intp]
ORDERS = {
    "shuffled": "without replacement: an epoch is a pass over all rows, in a new order each time",
    "drawn": "with replacement: every row of a batch is any row of the table",
}


def row_order(rows: int, count: int, *, seed: int, order: str) -> Rows:
    """Return the first `count` rows that updates see, one batch after the other.

    All come from one `default_rng(seed)`: a `permutation(rows)` for each epoch, or one call of
    `integers(rows)` for all that is drawn. A longer order begins with the shorter one.
    """
    generator = np.random.default_rng(seed)
    if order == "drawn":
        return generator.integers(rows, size=count)
    epochs = [generator.permutation(rows) for _ in range(-(-count // rows))]
    return np.concatenate(epochs)[:count] if epochs else np.zeros(0, np.intp)


def batches(rows: int, size: int, *, updates: int, seed: int, order: str) -> list[Rows]:
    """Return the rows that each update sees; more updates keep the earlier ones.

    Where rows are shuffled, the last batch of an epoch is smaller if `size` does not divide
    `rows`, as PyTorch's DataLoader has it.
    """
    whole = row_order(rows, rows_seen(rows, size, updates, order), seed=seed, order=order)
    if order == "drawn":
        return list(whole.reshape(updates, size))
    per_epoch = epoch_of(rows, size)
    firsts = [rows * (k // per_epoch) + size * (k % per_epoch) for k in range(updates)]
    ends = (min(first + size, first - first % rows + rows) for first in firsts)
    return [whole[first:end] for first, end in zip(firsts, ends, strict=True)]


def rows_seen(rows: int, size: int, updates: int, order: str) -> int:
    """Return how many rows so many updates take from the order."""
    if order == "drawn":
        return updates * size
    epochs, rest = divmod(updates, epoch_of(rows, size))
    return rows * epochs + min(size * rest, rows)


def epoch_of(rows: int, size: int) -> int:
    """Return how many updates see every row once, where rows are shuffled."""
    return -(-rows // size)


@dataclass(frozen=True, eq=False)
class Sampled:
    """A loss over the rows of a table of which every update sees a batch.

    whole    over all rows; anything with `of_rows`, as losses.Loss
    order    the rows of each update
    """

    whole: Any
    order: Sequence[Rows]

    @property
    def variables(self) -> tuple[str, ...]:
        found: tuple[str, ...] = self.whole.variables
        return found

    @cached_property
    def each(self) -> list[Any]:
        """The loss of each update."""
        return [self.whole.of_rows(rows) for rows in self.order]


def whole(loss: Any) -> Any:
    """Return the loss over all rows."""
    return loss.whole if isinstance(loss, Sampled) else loss


def fills(loss: Any) -> Iterator[Fill]:
    """The engine's call for each update: of the batch that it sees, or always the same."""
    if isinstance(loss, Sampled):
        return (filler(part) for part in loss.each)
    return repeat(filler(loss))


def full_losses(loss: Sampled, points: Array) -> Array:
    """The loss (n, K) over all rows at points (n, d, K)."""
    found: Array = loss.whole.value(np.moveaxis(points, 1, -1))
    return found
