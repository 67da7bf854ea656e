"""The losses of the reference trajectories with gradients worked out by hand.

They owe nothing to this project's own derivation, so that the rules are judged alone.
"""

import numpy as np
from numpy import array, cos, exp, pi, sin


def quartic(x):
    return x**4 - 2 * x**2 + x, array([4 * x**3 - 4 * x + 1])


def wiggle(x):
    inner = x * x - 2 * x
    return inner**2 + 0.5 * sin(12 * x), array([2 * inner * (2 * x - 2) + 6 * cos(12 * x)])


def logistic(x):
    return np.log(1 + exp(-x)) + 0.1 * x**2, array([-1 / (1 + exp(x)) + 0.2 * x])


def rosenbrock(x, y):
    off = y - x * x
    return (1 - x) ** 2 + 100 * off**2, array([-2 * (1 - x) - 400 * x * off, 200 * off])


def beale(x, y):
    a, b, c = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    dx = 2 * a * (y - 1) + 2 * b * (y**2 - 1) + 2 * c * (y**3 - 1)
    dy = 2 * a * x + 4 * b * x * y + 6 * c * x * y**2
    return a**2 + b**2 + c**2, array([dx, dy])


def himmelblau(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return a**2 + b**2, array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


def saddle(x, y):
    return x * x - y * y, array([2 * x, -2 * y])


def ravine(x, y):
    return 0.5 * (x * x + 25 * y * y), array([x, 25 * y])


def rastrigin(x, y):
    value = 20 + x * x - 10 * cos(2 * pi * x) + y * y - 10 * cos(2 * pi * y)
    return value, array([2 * x + 20 * pi * sin(2 * pi * x), 2 * y + 20 * pi * sin(2 * pi * y)])


def styblinski(x, y):
    value = 0.5 * (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y)
    return value, array([2 * x**3 - 16 * x + 2.5, 2 * y**3 - 16 * y + 2.5])


def logsumexp(x, y):
    a, b, c = exp(x + 3 * y - 0.1), exp(x - 3 * y - 0.1), exp(-x - 0.1)
    total = a + b + c
    return np.log(total), array([(a + b - c) / total, 3 * (a - b) / total])


def ackley(x, y):
    radius = np.sqrt(0.5 * (x * x + y * y))
    ring, wave = 20 * exp(-0.2 * radius), exp(0.5 * (cos(2 * pi * x) + cos(2 * pi * y)))
    slope = ring * 0.1 / radius
    gradient = [slope * z + pi * wave * sin(2 * pi * z) for z in (x, y)]
    return 20 + np.e - ring - wave, array(gradient)


class HandLoss:
    """A loss as the engine wants it: (d, K) -> ((K,), (d, K))."""

    def __init__(self, function):
        self.function = function
        self.variables = ("x", "y")[: function.__code__.co_argcount]
        self.calls = 0

    def value_and_gradient(self, x):
        self.calls += 1
        return self.function(*x)

    def hessian(self, points):
        """(K, d) -> (K, d, d), of the losses whose second derivatives stand below."""
        return np.moveaxis(array(SECOND[self.function.__name__](*points.T)), 2, 0)


SECOND = {
    "quartic": lambda x: [[12 * x**2 - 4]],
    "ravine": lambda x, y: [[1 + 0 * x, 0 * x], [0 * y, 25 + 0 * y]],
    "rosenbrock": lambda x, y: [
        [2 - 400 * (y - 3 * x**2), -400 * x], [-400 * x, 200 + 0 * y],
    ],
    "styblinski": lambda x, y: [[6 * x**2 - 16, 0 * x], [0 * y, 6 * y**2 - 16]],
}  # fmt: skip
FUNCTIONS = (
    quartic, wiggle, logistic, rosenbrock, beale, himmelblau, saddle, ravine, rastrigin,
    styblinski, logsumexp, ackley,
)  # fmt: skip
LOSSES = {function.__name__: HandLoss(function) for function in FUNCTIONS}
LOSSES["saddle_edge"] = LOSSES["saddle"]
