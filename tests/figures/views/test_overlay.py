"""All runs in one picture: a colour, a dash and a symbol for each, in every panel."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose

from figures import theme
from tests.figures.pictures import traces


def test_each_run_has_a_trail_a_curve_and_an_end_in_both_panels(four: go.Figure) -> None:
    for role, panel in (("trail", "landscape"), ("curve", "loss")):
        assert [t.meta["run"] for t in traces(four, role, panel)] == [0, 1, 2, 3]
    ends = traces(four, "end") + traces(four, "exit")
    assert sorted(t.meta["run"] for t in ends) == [0, 1, 2, 3]


def test_a_colour_a_dash_and_a_symbol_mean_a_run_in_both_panels(four: go.Figure) -> None:
    for role, panel in (("trail", "landscape"), ("curve", "loss")):
        for place, trace in enumerate(traces(four, role, panel)):
            assert trace.line.color == theme.LIGHT.runs[place]
            assert trace.line.dash == theme.DASHES[place]
            assert trace.meta["symbol"] == theme.SYMBOLS[place]


def test_runs_are_named_by_rule_and_learning_rate(four: go.Figure) -> None:
    names = [t.name for t in traces(four, "trail")]
    assert names == ["Gradient descent 0.1", "Adagrad 0.5", "RMSProp 0.1", "Adam 0.2"]


def test_a_lost_run_neither_moves_the_axes_nor_breaks_a_number(lost: go.Figure) -> None:
    assert lost.layout.xaxis.range == (-2, 2)
    low, high = lost.layout.yaxis2.range
    assert -3 < low < high < 3
    for trace in lost.data:
        for values in (trace.x, trace.y):
            held = np.asarray(values, dtype=float)
            assert np.all(np.abs(held[~np.isnan(held)]) < 1e4)
    json.loads(lost.to_json(), parse_constant=pytest.fail)


def test_one_variable_is_drawn_as_a_curve_with_the_points_on_it(lost: go.Figure) -> None:
    (ground,) = traces(lost, "landscape")
    assert ground.type == "scatter"
    assert_allclose(ground.y, ground.x**4 - 2 * ground.x**2 + ground.x, atol=1e-5)
    trail = traces(lost, "trail")[0]
    assert_allclose(trail.y, trail.x**4 - 2 * trail.x**2 + trail.x, atol=1e-6)
    assert trail.mode == "lines+markers"
    assert lost.layout.yaxis.title.text == "loss"
