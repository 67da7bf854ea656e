"""AdEMAMix: a fast mean of the gradients and a slow one."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import RULES
from optimizers.evaluate import Leaves, evaluate
from tests.optimizers.rules.walks import walked


def test_without_the_slow_mean_it_is_adam() -> None:
    assert_array_equal(walked("ademamix", alpha=0.0).points, walked("adam").points)


def test_the_slow_mean_is_not_corrected_for_its_start() -> None:
    record = walked("ademamix", steps=1, beta3=0.75)
    assert_allclose(record.internals["s"][1], 0.25 * record.gradients[0], rtol=1e-14)


def test_in_its_warm_up_the_half_life_grows_from_that_of_the_fast_mean() -> None:
    rule = RULES["ademamix"]
    dials = rule.complete({"beta1": 0.5, "beta3": 0.5**0.1, "mix_steps": 10.0, "alpha": 4.0})
    graph = rule.graph(dials)
    names = [line.name for line in rule.program(dials).lines]
    places = [graph.lines[names.index(name)] for name in ("share", "mix")]
    for t in (1, 5, 10, 30):
        done = min(t / 10, 1.0)
        named = {**dials, "t": float(t), "x": 0.0, "g": 0.0, "lr": 0.1}
        values = evaluate(graph, places, Leaves(named, np.zeros_like), {})
        half_life = -np.log(2) / np.log(values[places[0]])
        assert_allclose(half_life, (1 - done) * 1 + done * 10, rtol=1e-12)
        assert_allclose(values[places[1]], 4 * done)
