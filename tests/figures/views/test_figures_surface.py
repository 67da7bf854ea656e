import json

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose

from tests.figures.pictures import drawn, traces

BOWL = "loss=x^2%2B3y^2&window=-4+4+-2+2&steps=40&view=surface"
TWO = f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adam+lr+0.2+at+3+1"


@pytest.fixture(scope="module")
def two() -> go.Figure:
    return drawn(TWO)


def losses_at(figure: go.Figure, heights: object) -> np.ndarray:
    """Read heights as losses off the upright axis' own marks."""
    axis = figure.layout.scene.zaxis
    marks = [float(text.replace("−", "-")) for text in axis.ticktext]
    return np.interp(np.asarray(heights, dtype=float), axis.tickvals, marks)


def test_the_surface_has_the_height_of_the_loss_on_its_own_axis(two: go.Figure) -> None:
    (ground,) = traces(two, "landscape")
    low, high = two.layout.scene.zaxis.tickvals[0], two.layout.scene.zaxis.tickvals[-1]
    x, y = np.meshgrid(ground.x, ground.y)
    inside = (ground.z > low) & (ground.z < high)
    assert_allclose(losses_at(two, ground.z[inside]), (x**2 + 3 * y**2)[inside], atol=0.01)


def test_the_paths_lie_just_above_the_surface(two: go.Figure) -> None:
    trail = traces(two, "trail")[1]
    x, y, z = (np.asarray(part, dtype=float) for part in (trail.x, trail.y, trail.z))
    seen = z > two.layout.scene.zaxis.tickvals[0]
    above = losses_at(two, z) - (x**2 + 3 * y**2)
    assert above[seen].min() > 0
    assert above[seen].max() < 0.05 * 28


def test_each_start_is_a_dot_above_the_surface_that_says_what_starts_there() -> None:
    link = f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adam+lr+0.2+at+3+1&run=gd+lr+0.2+at+-2+0.5"
    link += "&run=gd+lr+0.1+at+9+1"
    figure = drawn(link)
    both, own = traces(figure, "start")  # the fourth lies outside the window
    flat = traces(drawn(link.replace("&view=surface", "")), "start")
    assert [both.meta, own.meta] == [trace.meta for trace in flat]
    assert (both.x, both.y, own.x, own.y) == ((3.0,), (1.0,), (-2.0,), (0.5,))
    assert losses_at(figure, both.z)[0] > 3**2 + 3 * 1**2


def test_minima_are_stars_as_in_the_flat_view_and_local_ones_are_hollow() -> None:
    wells = drawn("loss=x^4-2x^2%2B0.3x%2By^2&window=-2+2+-1+1&steps=5&view=surface")
    (stars,) = traces(wells, "minimum")
    assert (stars.mode, stars.text, stars.hovertext) == (
        "text", ("★", "☆"), ("minimum", "local minimum")
    )  # fmt: skip
    assert_allclose([*stars.x], [-1.0355, 0.9601], atol=1e-3)


def test_the_surface_is_the_top_of_a_block(two: go.Figure) -> None:
    """Its sides go around the edge once, from the floor up to the surface."""
    (ground,), (wall,) = traces(two, "landscape"), traces(two, "wall")
    edges = [ground.z[0], ground.z[1:, -1], ground.z[-1, -2::-1], ground.z[-2::-1, 0]]
    assert_allclose(wall.z[1], np.concatenate(edges))
    assert {*wall.z[0]} == {np.float32(two.layout.scene.zaxis.range[0])}
    corners = [(float(wall.x[1, k]), float(wall.y[1, k])) for k in (0, 150, 280, 430, -1)]
    assert_allclose(corners, [(-4, -2), (4, -2), (4, 2), (-4, 2), (-4, -2)], rtol=0.002)


def test_the_camera_stays_as_long_as_zoom_would(two: go.Figure) -> None:
    flat = drawn(TWO.replace("&view=surface", ""))
    assert two.layout.uirevision == flat.layout.uirevision


def test_plotly_accepts_every_property_and_nothing_is_nan_in_json(two: go.Figure) -> None:
    go.Figure(two.to_plotly_json())
    json.loads(two.to_json(), parse_constant=pytest.fail)


def test_one_variable_has_no_surface_and_shows_its_curve() -> None:
    figure = drawn("loss=x^2&run=gd+lr+0.1+at+1&steps=5&view=surface")
    assert figure.layout.meta["panels"][0]["x"] == "xaxis"


def test_a_hole_in_the_loss_and_a_run_that_leaves_are_no_error() -> None:
    link = "loss=log(x)^2%2By^2&window=-1+3+-1+1&steps=9&view=surface"
    figure = drawn(f"{link}&run=gd+lr+0.1+at+-0.5+0.5&run=gd+lr+5+at+2+0.9")
    assert len(traces(figure, "trail")) == 2
