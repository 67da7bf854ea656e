"""The loss itself: value, gradient and Hessian on arrays, and how the text was read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from language.printers.latex import latex_names, to_latex
from language.printers.text import to_text
from language.tree import Node
from losses.symbolic.compiler import LossCode
from losses.symbolic.derivatives import DIFFERENCES, SYMBOLIC, Derived

Floats = NDArray[np.float64]
_CHUNK = 8192  # points per compiled call: more only makes the temporaries larger
_STEP = 2.0**-17  # cube root of the rounding error: best for central differences


class Loss:
    """A loss of one or two variables. Immutable; share it between threads.

    text        as typed
    variables   display names, ("x", "y"); the last axis of every array of points has this order
    constants   values in force of the constants that the text uses, in order of appearance
    columns     {name: (n,)} of the table that the text names, over whose rows it goes
    """

    def __init__(
        self,
        text: str,
        tree: Node,
        *,
        variables: tuple[str, ...],
        constants: Mapping[str, float],
        derived: Derived,
        columns: Mapping[str, Floats] | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        self._text, self._tree, self._variables = text, tree, variables
        self._constants = dict(constants)
        self._derived = derived
        # arrays, not Python numbers: 1.0 / 0.0 must be infinite, not an exception
        given = tuple(np.array(value) for value in constants.values())
        self._columns = {name: column[:, None] for name, column in (columns or {}).items()}
        self._values = (*given, *self._columns.values())
        self._given = given
        self._notes = notes

    def __repr__(self) -> str:
        return f"Loss({to_text(self._tree)!r}, variables={self._variables})"

    @property
    def text(self) -> str:
        return self._text

    @property
    def variables(self) -> tuple[str, ...]:
        return self._variables

    @property
    def constants(self) -> dict[str, float]:
        return dict(self._constants)

    @property
    def columns(self) -> dict[str, Floats]:
        return {name: column[:, 0] for name, column in self._columns.items()}

    @property
    def rows(self) -> int:
        """How many rows the loss goes over; 0 for a loss without a table."""
        return next((len(column) for column in self._columns.values()), 0)

    @property
    def work(self) -> int:
        """What value and gradient take at a point, in sums and products; over all rows."""
        return self._derived.work * max(1, self.rows)

    def of_rows(self, index: Sequence[int] | NDArray[np.intp]) -> "Loss":
        """Return the loss over some of the rows alone: that of a batch."""
        batch = copy(self)
        picked = tuple(column[np.asarray(index)] for column in self._columns.values())
        batch._columns = dict(zip(self._columns, picked, strict=True))
        batch._values = (*self._given, *picked)
        return batch

    def with_constants(self, values: Mapping[str, float | Floats]) -> "Loss":
        """Return the loss with other values of some of its constants.

        Arrays (K,) are for the engine alone, whose calls are then on K points always: a number for
        each. Whoever asks for anything but `filler` and `value_and_gradient` needs numbers.
        """
        changed = copy(self)
        pairs = zip(self._constants, self._given, strict=True)
        given = tuple(np.asarray(values.get(name, value), float) for name, value in pairs)
        changed._given, changed._values = given, (*given, *self._columns.values())
        changed._constants = {
            name: float(value) if value.ndim == 0 else np.nan
            for name, value in zip(self._constants, given, strict=True)
        }
        return changed

    @property
    def notes(self) -> tuple[str, ...]:
        """Plain sentences: where the loss has kinks or no value, and how the Hessian is made."""
        how = SYMBOLIC if self._derived.symbolic_hessian else DIFFERENCES
        return (*self._notes, how)

    @property
    def plain(self) -> str:
        """The reading as plain text, in the language itself: parsing it gives the same loss."""
        return to_text(self._tree)

    @cached_property
    def latex(self) -> str:
        """The reading as LaTeX, printed from our own tree, without `f(x, y) =`."""
        return to_latex(self._tree, latex_names(self._columns))

    @cached_property
    def gradient_latex(self) -> tuple[str, ...]:
        return self._derived.gradient_latex()

    @cached_property
    def hessian_latex(self) -> tuple[tuple[str, ...], ...]:
        return self._derived.hessian_latex()

    def javascript(self, *, hessian: bool = False) -> LossCode:
        """Return value and gradient as the browser runs them; constants are c0, c1 ... in order.

        hessian   whether the second derivatives are wanted, too
        """
        return self._derived.javascript(hessian=hessian)

    def value_and_gradient(self, x: Floats) -> tuple[Floats, Floats]:
        """Return the loss (K,) and its gradient (d, K) at the columns of x (d, K).

        Columns do not influence each other. Set np.errstate(all="ignore") once around the loop;
        non-finite results stay as they are.
        """
        rows = np.empty((len(x) + 1, x.shape[1]))
        self.filler()(x, rows)
        return rows[0], rows[1:]

    def filler(self) -> Callable[[Floats, Floats], None]:
        """Return the engine's call: at points (d, K), write [value, *gradient] into (d + 1, K).

        It works in arrays that it keeps for the next call: every thread needs one of its own.
        """
        if self._derived.in_place:
            return self._derived.in_place.filler(self._given)

        def fill(x: Floats, out: Floats) -> None:
            for row, part in enumerate(self._derived.call(*x, *self._values)):
                out[row] = part

        return fill

    def value(self, points: ArrayLike) -> Floats:
        """Return the loss (...) at points (..., d)."""
        return self._at(points)[..., 0]

    def gradient(self, points: ArrayLike) -> Floats:
        """Return the exact gradient (..., d) at points (..., d)."""
        return self._at(points)[..., 1:]

    def hessian(self, points: ArrayLike) -> Floats:
        """Return the second derivatives (..., d, d) at points (..., d)."""
        columns, shape = self._points(points)
        size = len(self._variables)
        result = np.empty((columns.shape[1], size, size))
        with np.errstate(all="ignore"):
            for part in self._chunks(columns.shape[1]):
                self._fill_hessian(columns[:, part], result[part])
        return result.reshape(*shape, size)

    def _points(self, points: ArrayLike) -> tuple[Floats, tuple[int, ...]]:
        """Return points as contiguous columns (d, N): strided input would round differently."""
        array = np.asarray(points, dtype=np.float64)
        size = len(self._variables)
        if array.ndim == 0 or array.shape[-1] != size:
            names = ", ".join(self._variables)
            raise ValueError(f"points has shape {array.shape}; the last axis holds ({names}).")
        return np.ascontiguousarray(array.reshape(-1, size).T), array.shape

    def _chunks(self, count: int) -> Iterator[slice]:
        size = max(_CHUNK // max(1, self.rows // 8), 16)
        return (slice(start, start + size) for start in range(0, count, size))

    def _at(self, points: ArrayLike) -> Floats:
        columns, shape = self._points(points)
        result = np.empty((columns.shape[1], len(self._variables) + 1))
        with np.errstate(all="ignore"):
            for part in self._chunks(columns.shape[1]):
                value, gradient = self.value_and_gradient(columns[:, part])
                result[part, 0], result[part, 1:] = value, gradient.T
        return result.reshape(*shape[:-1], len(self._variables) + 1)

    def _fill_hessian(self, x: Floats, result: Floats) -> None:
        """Write the second derivatives (K, d, d) at the columns of x (d, K)."""
        function = self._derived.hessian()
        if function is None:
            self._fill_differences(x, result)
            return
        size = len(x)
        places = [(row, column) for row in range(size) for column in range(row, size)]
        entries: Any = function(*x, *self._values)
        for (row, column), entry in zip(places, entries, strict=True):
            result[:, row, column] = result[:, column, row] = entry

    def _fill_differences(self, x: Floats, result: Floats) -> None:
        for axis in range(len(x)):
            step = np.zeros_like(x)
            step[axis] = _STEP * np.maximum(1.0, np.abs(x[axis]))
            above, below = x + step, x - step
            width = above[axis] - below[axis]  # what was added after rounding
            change = self.value_and_gradient(above)[1] - self.value_and_gradient(below)[1]
            result[:, :, axis] = (change / width).T
        result[:] = (result + np.swapaxes(result, 1, 2)) / 2.0
