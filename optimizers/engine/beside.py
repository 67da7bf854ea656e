"""What a rule asks of the loss beside the gradient that it is given, and sums over coordinates.

Arrays are (d, K), a lane a column; numbers of a lane stand in all its coordinates. All operations
are those of player/js/engine/beside.js, in the same order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.line_search import Along, Search, armijo, ended, exact

Array = NDArray[np.float64]
ROUNDING = 2.0**-53  # of a number: less is lost when it is added


Fill = Callable[[Array, Array], None]


def filler(loss: Any) -> Fill:
    """The engine's call: at points (d, K), write [value, *gradient] into an array (d + 1, K).

    The loss writes it itself where it can.
    """
    if hasattr(loss, "filler"):
        own: Fill = loss.filler()
        return own

    def fill(x: Array, out: Array) -> None:
        out[0], out[1:] = loss.value_and_gradient(x)

    return fill


def dot(u: Any, v: Any) -> Any:
    """The sum (K,) over the coordinates (d, K), added in their order."""
    total = u[0] * v[0]
    for one, other in zip(u[1:], v[1:], strict=True):
        total = total + one * other
    return total


def answered(function: str, parts: Sequence[Any], shape: tuple[int, ...], here: Any) -> Array:
    """The value (d, K), or (K,) where it is one number, of a function of arrays in that shape.

    here   the Update that it asks; None for sums over coordinates
    """
    vectors = [np.broadcast_to(part, shape) for part in parts]
    if function == "norm":
        return np.asarray(np.sqrt(dot(*vectors, *vectors)))
    if function == "dot":
        return np.asarray(dot(*vectors))
    found: Array = getattr(here, function)(*vectors)
    return found


def functions(
    beside: "Beside", names: Sequence[str], searched: Array | None
) -> list[Callable[..., None]]:
    """The functions as the code of a step calls them: operands, then the array for the value.

    searched   (n + 1, K) takes the evaluations of line searches, where they are wanted
    """
    here: list[Update] = []

    def begin(k: int, x: Array, g: Array, f: Array) -> None:
        here[:] = [Update(beside, k, (x, g, f))]
        if searched is not None:
            here[0].searched = searched[k]

    def written(name: str) -> Callable[..., None]:
        def write(*parts: Any) -> None:
            *operands, out = parts
            out[...] = answered(name, operands, out.shape, here[0] if here else None)

        return write

    return [begin if name == "begin" else written(name) for name in names]


@dataclass(frozen=True, eq=False)
class Beside:
    """What updates may ask.

    loss    what the engine walks down, or a batches.Sampled; only a rule that asks for the Hessian
            needs `hessian`
    noise   (n + 1, d) added to every gradient of an update, or None
    """

    loss: Any
    noise: Array | None

    @property
    def noisy(self) -> bool:
        """Whether the gradients of its updates differ from those of the loss by chance."""
        return self.noise is not None or hasattr(self.loss, "each")


class Update:
    """What is asked for the updates that begin at some points.

    x, g, f   the points, their gradients (d, K) with the noise, their losses (K,)
    tilt      (d, 1) or (d, K) the noise
    searched  (K,) evaluations that line searches took so far
    """

    def __init__(self, beside: Beside, k: Any, row: tuple[Array, Array, Array]) -> None:
        """Begin at row k, or lane by lane at rows k (K,)."""
        self.x, self.g, self.f = row
        self._losses = _seen(beside.loss, k)
        self.searched = np.zeros(self.x.shape[1])
        noise = beside.noise
        self.tilt = None if noise is None else noise[k].reshape(-1, len(self.x)).T

    def loss(self, p: Array, lanes: Any = slice(None)) -> Array:
        """The loss at p."""
        found: Array = self._at(p, lanes)[0]
        return found

    def grad(self, p: Array, lanes: Any = slice(None)) -> Array:
        """The gradient at p, with the noise of this update."""
        gradient: Array = self._at(p, lanes)[1:]
        if self.tilt is not None:
            gradient += self.tilt if self.tilt.shape[1] == 1 else self.tilt[:, lanes]
        return gradient

    def _at(self, p: Array, lanes: Any) -> Array:
        """Value and gradient (d + 1, k); strided points would be rounded differently."""
        found = np.empty((len(p) + 1, p.shape[1]))
        if len(self._losses) == 1:
            filler(self._losses[0])(np.ascontiguousarray(p), found)
            return found
        for column, place in enumerate(np.arange(self.x.shape[1])[lanes].tolist()):
            one = slice(column, column + 1)
            filler(self._losses[place])(np.ascontiguousarray(p[:, one]), found[:, one])
        return found

    def _ray(self, p: Array, lengths: Array, lanes: Any) -> Array:
        return np.asarray(self.x[:, lanes] + lengths * p[:, lanes])

    def exact(self, p: Array) -> Array:
        """The step length to the first minimum along p."""

        def slope(lengths: Array, lanes: Any) -> Array:
            return np.asarray(dot(self.grad(self._ray(p, lengths, lanes), lanes), p[:, lanes]))

        grains = np.fmin.reduce(ROUNDING * np.abs(self.x) / np.abs(p), axis=0).tolist()
        first = dot(self.g, p).tolist()
        return self._searched([exact(*one) for one in zip(first, grains, strict=True)], slope)

    def armijo(self, p: Array) -> Array:
        """The step length along p by halving."""

        def value(lengths: Array, lanes: Any) -> Array:
            return self.loss(self._ray(p, lengths, lanes), lanes)

        slopes = zip(self.f.tolist(), dot(self.g, p).tolist(), strict=True)
        return self._searched([armijo(*one) for one in slopes], value)

    def _searched(self, searches: list[Search], along: Along) -> Array:
        lengths, used = ended(searches, along)
        self.searched += used
        return lengths

    @cached_property
    def hessian(self) -> Array:
        """(d, d, K) at the points themselves."""
        if not hasattr(self._losses[0], "hessian"):
            raise ValueError("The rule asks for the Hessian, but this loss has none.")
        if len(self._losses) == 1:
            return np.moveaxis(self._losses[0].hessian(self.x.T), 0, -1)
        points = zip(self._losses, self.x.T, strict=True)
        return np.stack([loss.hessian(point) for loss, point in points], axis=-1)

    def hess(self, u: Array) -> Array:
        """The Hessian times u."""
        return np.array([dot(row, u) for row in self.hessian])

    def solve(self, u: Array) -> Array:
        """The inverse of the Hessian times u."""
        h = self.hessian
        if len(h) > 2:
            return _by_eigenvectors(h, u, lambda values: values)
        if len(h) == 1:
            return np.asarray(u / h[0])
        (a, b), (_, c) = h
        return np.asarray(_adjugate(a, b, c, u) / (a * c - b * b))

    def solve_abs(self, u: Array) -> Array:
        """The same with the absolute values of the Hessian's eigenvalues.

        For d = 2 as |H| = sqrt(H^2) = (H^2 + s I) / sqrt(trace H^2 + 2 s) with s = |det H|.
        """
        h = self.hessian
        if len(h) > 2:
            return _by_eigenvectors(h, u, np.abs)
        if len(h) == 1:
            return np.asarray(u / np.abs(h[0]))
        (a, b), (_, c) = h
        s, aa, bb, cc = np.abs(a * c - b * b), a * a, b * b, c * c
        root = np.sqrt(aa + bb + bb + cc + s + s)
        p, q, r = (aa + bb + s) / root, (a * b + b * c) / root, (bb + cc + s) / root
        return np.asarray(_adjugate(p, q, r, u) / s)


def _seen(loss: Any, k: Any) -> Sequence[Any]:
    """The loss that the updates of row k see, or one for each where k (K,) are many rows."""
    if not hasattr(loss, "each"):
        return [loss]
    return [loss.each[k]] if np.ndim(k) == 0 else [loss.each[row] for row in k]


def _adjugate(a: Array, b: Array, c: Array, u: Array) -> Array:
    """The adjugate of [[a, b], [b, c]] times u (2, K)."""
    return np.array([c * u[0] - b * u[1], a * u[1] - b * u[0]])


def _by_eigenvectors(h: Array, u: Array, change: Callable[[Array], Array]) -> Array:
    """The inverse of h (d, d, K), its eigenvalues changed, times u (d, K); nan where h is none."""
    good = np.isfinite(h).all(axis=(0, 1))
    found = np.full(u.shape, np.nan)
    values, vectors = np.linalg.eigh(np.moveaxis(h[..., good], -1, 0))
    inside = np.einsum("kij,ik->kj", vectors, u[:, good]) / change(values)
    found[:, good] = np.einsum("kij,kj->ik", vectors, inside)
    return found
