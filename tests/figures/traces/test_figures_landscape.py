"""The landscape: sampled once, with round levels, and holes where the loss has no value."""

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from experiment import decode, load, run
from figures import theme
from figures.traces import landscape
from figures.views.parts import Scene
from losses import CATALOGUE
from tests.figures.pictures import BOWL, drawn, traces


def test_the_loss_is_sampled_anew_for_another_window_but_not_for_another_run() -> None:
    def ground(link: str) -> landscape.Field:
        e, _ = decode(link)
        return Scene(e, load(e), run(e), ()).field

    field = ground(f"{BOWL}&run=gd+lr+0.1")
    assert ground(f"{BOWL}&run=adam+lr+0.3&run=gd+lr+2&steps=7") is field
    moved = ground("loss=x^2%2B3y^2&window=-4+4+-2+3&run=gd+lr+0.1")
    assert_array_equal(moved.axes[1][[0, -1]], [-2, 3])
    other = ground("loss=a*x^2%2B3y^2&where=a+2&window=-4+4+-2+2&run=gd+lr+0.1")
    x, y = np.meshgrid(*field.axes)
    assert_allclose(field.values, x**2 + 3 * y**2)
    assert_allclose(other.values, 2 * x**2 + 3 * y**2)


def test_the_landscape_has_even_levels_that_stand_for_round_losses(four: go.Figure) -> None:
    (ground,) = traces(four, "landscape")
    count = len(ground.meta["levels"])
    assert (ground.contours.start, ground.contours.end, ground.contours.size) == (1, count, 1)
    assert_allclose(np.diff(ground.meta["levels"]), ground.meta["levels"][0])
    x, y = np.meshgrid(ground.x, ground.y)
    at_level = np.interp(ground.z, np.arange(1, count + 1), ground.meta["levels"])
    inside = (ground.z > 1) & (ground.z < count)
    assert_allclose(at_level[inside], (x**2 + 3 * y**2)[inside], rtol=1e-5)
    assert ground.z.dtype == np.float32


@pytest.mark.parametrize("key", [k for k, entry in CATALOGUE.items() if len(entry.window) == 2])
def test_levels_go_by_decades_where_the_catalogue_says_so(key: str) -> None:
    (ground,) = traces(drawn(f"loss={key}&steps=1&run=gd+lr+0.001"), "landscape")
    ratios = np.diff(ground.meta["levels"])
    assert (ratios.max() > 1.5 * ratios.min()) == CATALOGUE[key].log_colour


def test_where_the_loss_has_no_value_the_landscape_has_a_hole_of_another_colour() -> None:
    figure = drawn("loss=log(x)^2%2By^2&window=-1+3+-1+1&run=gd+lr+0.1+at+2+0.5&steps=5")
    (ground,) = traces(figure, "landscape")
    # At 0 the loss is infinite: a place on the picture with no height.
    assert_array_equal(np.isnan(ground.z), np.broadcast_to(ground.x <= 0, ground.z.shape))
    assert [s.fillcolor for s in figure.layout.shapes] == [theme.LIGHT.void]
    assert drawn(f"{BOWL}&steps=5").layout.shapes == ()


def test_a_pole_does_not_hide_the_rest_of_a_curve() -> None:
    e, _ = decode("loss=x^2%2B1e-6/(x-0.5)^2&window=-2+2")
    low, high = landscape.sample(load(e), e.window).height_range
    assert low < 0
    assert 4 < high < 100  # the parabola reaches 4, the pole far beyond 100


def test_a_curve_shows_all_of_a_loss_without_a_pole() -> None:
    e, _ = decode("loss=x^2&window=-2+2")
    assert_allclose(landscape.sample(load(e), e.window).height_range, (-0.24, 4.24), atol=1e-4)
