"""What a rule asks of the loss beside the gradient that it is given, and sums over coordinates.

Arrays are (d, K), a lane a column; numbers of a lane stand in all its coordinates. All operations
are those of player/js/engine/beside.js, in the same order.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.line_search import armijo, exact

Array = NDArray[np.float64]
ROUNDING = 2.0**-53  # of a number: less is lost when it is added


def dot(u: Any, v: Any) -> Any:
    """The sum (K,) over the coordinates (d, K), added in their order."""
    total = u[0] * v[0]
    for one, other in zip(u[1:], v[1:], strict=True):
        total = total + one * other
    return total


class Beside:
    """The loss as the updates of some lanes may ask for it.

    loss    what the engine walks down; only a rule that asks for the Hessian needs `hessian`
    noise   (n + 1, d) added to every gradient of an update, or None
    """

    def __init__(self, loss: Any, noise: Array | None) -> None:
        self.loss, self.noise = loss, noise

    def begin(self, k: Any, x: Array, g: Array, f: Array) -> None:
        """An update begins at these points with these gradients and losses; k is its row.

        Rows (K,) in place of one number are those of the lanes.
        """
        self.x, self.g, self.f, self.bent = x, g, f, None
        self.tilt = None if self.noise is None else self.noise[k].reshape(-1, len(x)).T

    def answer(self, function: str, parts: tuple[Any, ...]) -> Array:
        """The value (d, K) or (K,) of one of the functions."""
        vectors = [np.broadcast_to(part, self.x.shape) for part in parts]
        found: Array = getattr(self, f"_{function}")(*vectors)
        return found

    def of(self, function: str) -> Callable[..., None]:
        """The function as the code of a step calls it: operands, then the array for its value."""

        def write(*parts: Any) -> None:
            out = parts[-1]
            vectors = [np.broadcast_to(part, out.shape) for part in parts[:-1]]
            out[...] = getattr(self, f"_{function}")(*vectors)

        return self.begin if function == "begin" else write

    def _norm(self, u: Array) -> Array:
        return np.asarray(np.sqrt(dot(u, u)))

    def _dot(self, u: Array, v: Array) -> Array:
        return np.asarray(dot(u, v))

    def _loss(self, p: Array) -> Array:
        return self._at(p)[0]

    def _grad(self, p: Array, lanes: Any = slice(None)) -> Array:
        gradient = self._at(p)[1:]
        if self.tilt is not None:
            gradient += self.tilt if self.tilt.shape[1] == 1 else self.tilt[:, lanes]
        return gradient

    def _at(self, p: Array) -> Array:
        """Value and gradient (d + 1, k); strided points would be rounded differently."""
        value, gradient = self.loss.value_and_gradient(np.ascontiguousarray(p))
        return np.vstack([np.broadcast_to(value, (1, p.shape[1])), gradient])

    def _ray(self, p: Array, lengths: Array, lanes: Any) -> Array:
        return self.x[:, lanes] + lengths * p[:, lanes]

    def _exact(self, p: Array) -> Array:
        def slope(lengths: Array, lanes: Any) -> Array:
            return np.asarray(dot(self._grad(self._ray(p, lengths, lanes), lanes), p[:, lanes]))

        grain = np.fmin.reduce(ROUNDING * np.abs(self.x) / np.abs(p), axis=0)
        return exact(slope, np.asarray(dot(self.g, p)), grain)

    def _armijo(self, p: Array) -> Array:
        def value(lengths: Array, lanes: Any) -> Array:
            return self._loss(self._ray(p, lengths, lanes))

        return armijo(value, self.f, np.asarray(dot(self.g, p)))

    @property
    def hessian(self) -> Array:
        """(d, d, K) at the points where the update began, worked out when it is first asked for."""
        if self.bent is None:
            if not hasattr(self.loss, "hessian"):
                raise ValueError("The rule asks for the Hessian, but this loss has none.")
            self.bent = np.moveaxis(self.loss.hessian(self.x.T), 0, -1)
        return self.bent

    def _hess(self, u: Array) -> Array:
        return np.array([dot(row, u) for row in self.hessian])

    def _solve(self, u: Array) -> Array:
        h = self.hessian
        if len(h) > 2:
            return _by_eigenvectors(h, u, lambda values: values)
        if len(h) == 1:
            return u / h[0]
        return _adjugate(h[0, 0], h[0, 1], h[1, 1], u) / (h[0, 0] * h[1, 1] - h[0, 1] * h[0, 1])

    def _solve_abs(self, u: Array) -> Array:
        """By |H| = sqrt(H^2) = (H^2 + s I) / sqrt(trace H^2 + 2 s) with s = |det H| for d = 2."""
        h = self.hessian
        if len(h) > 2:
            return _by_eigenvectors(h, u, np.abs)
        if len(h) == 1:
            return u / np.abs(h[0])
        (a, b), (_, c) = h
        s, aa, bb, cc = np.abs(a * c - b * b), a * a, b * b, c * c
        root = np.sqrt(aa + bb + bb + cc + s + s)
        return _adjugate((aa + bb + s) / root, (a * b + b * c) / root, (bb + cc + s) / root, u) / s


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
