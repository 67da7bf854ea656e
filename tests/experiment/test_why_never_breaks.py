"""Everything that explains a run, on any run that a link can describe."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from experiment import (
    Experiment,
    explain,
    local_model,
    quantities,
    run,
    stability,
    summary,
)
from tests.experiment.strategies import experiments


@settings(deadline=None, max_examples=50)
@given(experiments())
def test_any_run_is_explained_without_an_error_and_as_its_curves_have_it(e: Experiment) -> None:
    e = replace(e, steps=min(e.steps, 25), step=0)
    trajectories = run(e)
    assert len(summary(e, trajectories)) == len(e.runs)
    for t in trajectories:
        curves, rows = quantities(t), len(t.points)
        assert {len(curve) for curve in curves.values()} <= {rows}
        stability(e, t.run, t, 5)
        for k in {0, rows - 1} if rows else ():
            local_model(e, t.points[k])
            explained = explain(e, t, k)
            assert len(explained.numbers) == t.points.shape[1]
            for quantity in explained.quantities:
                if quantity.name in curves:
                    np.testing.assert_array_equal(quantity.values, curves[quantity.name][k])
