"""Other ways to run the same walks, for comparison: plain loops, torch.optim, numba."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]
try:
    import numba
except ImportError:
    numba = None

STEPS = 200
NUMBA = numba is not None


def naive(loss: Any, rules: Sequence[str], rates: Mapping[str, float], start: Sequence[float]):
    """One run after the other, one step after the other, everything kept in lists."""
    return [list(NAIVE[rule](loss, np.array(start), rates[rule])) for rule in rules]


def naive_momentum(loss, x, lr):
    v = np.zeros_like(x)
    for _ in range(STEPS):
        f, g = loss.value(x), loss.gradient(x)
        yield x, f, g, lr
        v = 0.9 * v + g
        x = x - lr * v


def naive_adagrad(loss, x, lr):
    s = np.zeros_like(x)
    for _ in range(STEPS):
        f, g = loss.value(x), loss.gradient(x)
        s = s + g * g
        rate = lr / (np.sqrt(s) + 1e-10)
        yield x, f, g, rate
        x = x - rate * g


def naive_rmsprop(loss, x, lr):
    s = np.zeros_like(x)
    for _ in range(STEPS):
        f, g = loss.value(x), loss.gradient(x)
        s = 0.9 * s + 0.1 * g * g
        rate = lr / (np.sqrt(s) + 1e-8)
        yield x, f, g, rate
        x = x - rate * g


def naive_adam(loss, x, lr):
    m, v = np.zeros_like(x), np.zeros_like(x)
    for t in range(1, STEPS + 1):
        f, g = loss.value(x), loss.gradient(x)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        rate = lr / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) / (1 - 0.9**t)
        yield x, f, g, rate
        x = x - rate * m


NAIVE = {
    "momentum": naive_momentum,
    "adagrad": naive_adagrad,
    "rmsprop": naive_rmsprop,
    "adam": naive_adam,
}


def rosenbrock(x, y):
    """Value and gradient in Python floats."""
    off = y - x * x
    return (1 - x) ** 2 + 100 * off * off, -2 * (1 - x) - 400 * x * off, 200 * off


def ackley(x, y):
    radius = math.sqrt(0.5 * (x * x + y * y))
    ring, tau = 20 * math.exp(-0.2 * radius), 2 * math.pi
    wave = math.exp(0.5 * (math.cos(tau * x) + math.cos(tau * y)))
    slope = 0.1 * ring / radius
    dx = slope * x + math.pi * wave * math.sin(tau * x)
    return -ring - wave + math.e + 20, dx, slope * y + math.pi * wave * math.sin(tau * y)


FLOATS = {"Rosenbrock": rosenbrock, "Ackley": ackley}


def floats(title: str, rules: Sequence[str], rates: Mapping[str, float], start: Sequence[float]):
    """One run after the other in Python floats, coordinate by coordinate."""
    return [list(float_run(FLOATS[title], FLOAT_RATES[rule], rates[rule], start)) for rule in rules]


def float_run(function, scale, lr, start):
    (x, y), a, b = start, [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        f, *g = function(x, y)
        moves = [scale(t, g[i], a, b, i=i) for i in (0, 1)]
        yield (x, y), f, g, [lr * rate for rate, _ in moves]
        x, y = (z - lr * rate * way for z, (rate, way) in zip((x, y), moves, strict=True))


def float_momentum(t, g, a, b, *, i):
    a[i] = 0.9 * a[i] + g
    return 1.0, a[i]


def float_adagrad(t, g, a, b, *, i):
    b[i] += g * g
    return 1 / (math.sqrt(b[i]) + 1e-10), g


def float_rmsprop(t, g, a, b, *, i):
    b[i] = 0.9 * b[i] + 0.1 * g * g
    return 1 / (math.sqrt(b[i]) + 1e-8), g


def float_adam(t, g, a, b, *, i):
    a[i], b[i] = 0.9 * a[i] + 0.1 * g, 0.999 * b[i] + 0.001 * g * g
    return 1 / (math.sqrt(b[i] / (1 - 0.999**t)) + 1e-8) / (1 - 0.9**t), a[i]


FLOAT_RATES = {
    "momentum": float_momentum,
    "adagrad": float_adagrad,
    "rmsprop": float_rmsprop,
    "adam": float_adam,
}


def torch_rosenbrock(p):
    """The formula as it stands, in the two coordinates."""
    x, y = p[0], p[1]
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def torch_ackley(p):
    x, y = p[0], p[1]
    ring = 20 * torch.exp(-0.2 * torch.sqrt(0.5 * (x**2 + y**2)))
    wave = torch.exp(0.5 * (torch.cos(2 * math.pi * x) + torch.cos(2 * math.pi * y)))
    return -ring - wave + math.e + 20


TORCH_LOSSES = {"Rosenbrock": torch_rosenbrock, "Ackley": torch_ackley}


def torch_run(function, optimizer, rate, start):
    """A run as PyTorch is used: a tensor, backward, step; everything kept."""
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    step, rows = optimizer([p]), []
    for t in range(1, STEPS + 1):
        step.zero_grad()
        f = function(p)
        f.backward()
        before, gradient = p.detach().clone(), p.grad.clone()
        step.step()
        rows.append((before, float(f.detach()), gradient, rate(step.state[p], t)))
    return rows


# The effective learning rate of the last update, from PyTorch's own state; lr comes later.
TORCH_RATES = {
    "momentum": lambda state, t: 1.0,
    "adagrad": lambda state, t: 1 / (state["sum"].sqrt() + 1e-10),
    "rmsprop": lambda state, t: 1 / (state["square_avg"].sqrt() + 1e-8),
    "adam": lambda state, t: (
        1 / (1 - 0.9**t) / ((state["exp_avg_sq"] / (1 - 0.999**t)).sqrt() + 1e-8)
    ),
}


def torch_all(title: str, rules: Sequence[str], rates: Mapping[str, float], start: Sequence[float]):
    """One run after the other."""
    optim = torch.optim
    make: dict[str, Callable[[str], Callable[[list[Any]], Any]]] = {
        "momentum": lambda name: lambda p: optim.SGD(p, lr=rates[name], momentum=0.9),
        "adagrad": lambda name: lambda p: optim.Adagrad(p, lr=rates[name]),
        "rmsprop": lambda name: lambda p: optim.RMSprop(p, lr=rates[name], alpha=0.9),
        "adam": lambda name: lambda p: optim.Adam(p, lr=rates[name]),
    }
    function = TORCH_LOSSES[title]
    return [torch_run(function, make[rule](rule), TORCH_RATES[rule], start) for rule in rules]


torch_eager = None if torch is None else torch_all


class NumbaAdam:
    """Adam on Rosenbrock as a compiled scalar loop; keeps point, loss, gradient and rate."""

    def __init__(self) -> None:
        self.loop = numba.njit(scalar_adam)

    def __call__(self, starts: Any, steps: int, lr: float) -> Any:
        count = len(starts)
        points, gradients, rates = (np.empty((steps + 1, count, 2)) for _ in range(3))
        losses = np.empty((steps + 1, count))
        self.loop(starts, lr, points, losses, gradients, rates)
        return points, losses, gradients, rates


def scalar_adam(starts, lr, points, losses, gradients, rates):  # noqa: PLR0917
    for lane in range(starts.shape[0]):
        x, y = starts[lane, 0], starts[lane, 1]
        m0 = m1 = v0 = v1 = 0.0
        b1 = b2 = 1.0
        for k in range(points.shape[0]):
            off = y - x * x
            g0, g1 = -2 * (1 - x) - 400 * x * off, 200 * off
            b1, b2 = 0.9 * b1, 0.999 * b2
            m0, m1 = 0.9 * m0 + 0.1 * g0, 0.9 * m1 + 0.1 * g1
            v0, v1 = 0.999 * v0 + 0.001 * g0 * g0, 0.999 * v1 + 0.001 * g1 * g1
            r0 = lr / (1 - b1) / (math.sqrt(v0 / (1 - b2)) + 1e-8)
            r1 = lr / (1 - b1) / (math.sqrt(v1 / (1 - b2)) + 1e-8)
            points[k, lane, 0], points[k, lane, 1] = x, y
            losses[k, lane] = (1 - x) ** 2 + 100 * off * off
            gradients[k, lane, 0], gradients[k, lane, 1] = g0, g1
            rates[k, lane, 0], rates[k, lane, 1] = r0, r1
            x, y = x - r0 * m0, y - r1 * m1
