"""Short runs of a rule, and losses with slopes that are known."""

import numpy as np

from optimizers import simulate
from tests.optimizers.lanes_tried import ROSENBROCK, START


class Slope:
    """A loss with gradient 1 everywhere."""

    def value_and_gradient(self, x):
        return x.sum(axis=0), np.ones_like(x)


class Slopes:
    """A loss whose gradient at its k-th call is the k-th of a list, wherever it is asked."""

    def __init__(self, *slopes):
        self.slopes = iter(slopes)

    def value_and_gradient(self, x):
        return x.sum(axis=0), np.full_like(x, next(self.slopes))


def walked(name, loss=ROSENBROCK, start=START, steps=60, **dials):
    return simulate(name, loss, start, steps=steps, dials={"lr": 0.01, **dials})


def by_hand(name, slopes, **dials):
    """A run of one coordinate from 0 that meets these gradients."""
    return walked(name, Slopes(*slopes), (0.0,), len(slopes) - 1, **dials)
