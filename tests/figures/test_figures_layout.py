"""The layout: panels that do not touch, axes that keep to the window, notes for the player."""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from figures import layout, theme
from tests.figures.pictures import drawn, traces


def test_axes_keep_to_the_window(four: go.Figure) -> None:
    assert four.layout.xaxis.range == (-4, 4)
    assert four.layout.yaxis.range == (-2, 2)
    assert four.layout.xaxis2.range == (0, 50)


def test_the_landscape_takes_62_percent_and_the_panels_do_not_touch(four: go.Figure) -> None:
    left, right = four.layout.xaxis.domain, four.layout.xaxis2.domain
    assert left[0] == 0
    assert right[1] == 1
    assert 0.55 < left[1] < 0.62 < right[0]


def test_the_figure_names_panels_and_steps_and_carries_both_palettes(four: go.Figure) -> None:
    meta = four.layout.meta
    assert [(p["name"], p["area"]) for p in meta["panels"]] == [
        ("landscape", "picture"),
        ("loss", "chart"),
    ]
    assert meta["steps"] == 50
    assert meta["palettes"]["dark"]["runs"] == theme.DARK.runs
    colours = {c for t in traces(four, "trail") for c in (t.line.color, t.marker.color)}
    assert colours <= set(theme.LIGHT.runs)


def test_a_scatter_trace_says_nothing_and_is_in_no_legend_unless_asked() -> None:
    quiet = layout.scatter(([1], [2]), "lines", {"role": "map"})
    assert (quiet["hoverinfo"], quiet["showlegend"]) == ("skip", False)
    assert quiet["meta"] == {"role": "map", "panel": "landscape"}
    loud = layout.scatter(([1], [2]), "lines", {"role": "end", "panel": "loss"}, hover="here")
    assert loud["hovertemplate"] == "here<extra></extra>"
    assert loud["meta"]["panel"] == "loss"
    assert "hoverinfo" not in loud


def test_charts_are_titled_above_themselves_and_stand_above_each_other() -> None:
    axes = {"title": {"text": "step"}}, {"title": {"text": "loss"}}
    for count in (1, 2, 3):
        panels = layout.chart_panels([layout.Panel("loss", "chart", "2", axes)] * count)
        for panel in panels:
            assert (panel.axes[1]["title"]["text"], panel.title) == ("", "loss")
            assert panel.ink == theme.LIGHT.quiet
        assert (panels[0].up[1], panels[-1].up[0]) == (1.0, pytest.approx(0.0, abs=1e-12))
        for upper, lower in pairwise(panels):
            assert upper.up[0] - lower.up[1] == pytest.approx(layout.BETWEEN)


def test_steps_by_decades_begin_at_one() -> None:
    assert layout.count_axis("step", 1000)["range"] == [0, 1000]
    assert layout.count_axis("step", 1000, by_decades=True)["range"] == [0, 3]


def test_nothing_that_a_visitor_typed_is_in_the_stamp_of_a_figure() -> None:
    stamp = drawn("loss=theta^2&run=gd+lr+0.1+at+1").layout.uirevision
    assert len(stamp) == 16
    assert set(stamp) <= set("0123456789abcdef")
