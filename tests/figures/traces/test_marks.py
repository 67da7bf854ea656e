"""The marks: where runs start and end, and where the minima are."""

import numpy as np
import plotly.graph_objects as go

from figures import theme
from losses import CATALOGUE
from tests.figures.pictures import BOWL, drawn, traces


def test_runs_with_one_start_share_one_mark_and_a_run_alone_has_its_colour(
    four: go.Figure,
) -> None:
    shared, alone = traces(four, "start")
    assert shared.meta["runs"] == [0, 1, 2]
    assert (shared.x[0], shared.y[0]) == (3, 1)
    assert shared.marker.line.color == theme.LIGHT.ink
    assert alone.meta["runs"] == [3]
    assert alone.marker.line.color == theme.LIGHT.runs[3]


def test_minima_are_marked_where_they_are() -> None:
    (mark,) = traces(drawn("loss=himmelblau&steps=5&run=gd+lr+0.01"), "minimum")
    assert sorted({*zip(mark.x, mark.y, strict=True)}) == sorted(
        tuple(m.point) for m in CATALOGUE["himmelblau"].minima
    )
    assert {*mark.marker.symbol} == {"circle-open", "star"}


def test_a_run_that_settled_is_ringed_and_one_still_moving_is_not() -> None:
    figure = drawn(f"{BOWL}&run=gd+lr+0.1+at+3+1&run=gd+lr+0.001+at+3+1&steps=200")
    settled, moving = traces(figure, "end")
    assert (settled.meta["fate"], moving.meta["fate"]) == ("settled", "moving")
    assert settled.marker.size[0] > 0 == moving.marker.size[0]


def test_a_lost_run_goes_to_the_edge_and_ends_there_in_an_arrow(lost: go.Figure) -> None:
    (arrow,) = traces(lost, "exit")
    assert arrow.meta["run"] == 1
    assert arrow.marker.symbol == "arrow"
    (low, high), (x, y) = lost.layout.yaxis.range, (arrow.x[0], arrow.y[0])
    assert -2 <= x <= 2
    assert low < y <= high
    assert min(x + 2, high - y) < 1e-6
    assert "leaves the picture after step 1" in arrow.hovertemplate


def test_a_local_minimum_is_hollow_and_says_so() -> None:
    (mark,) = traces(drawn("loss=x^4-2x^2%2Bx/2&window=-2+2&run=gd+lr+0.01&steps=5"), "minimum")
    said = dict(zip(np.sign(mark.x), zip(mark.text, mark.marker.symbol, strict=True), strict=True))
    assert said == {-1: ("minimum", "star"), 1: ("local minimum", "star-open")}
