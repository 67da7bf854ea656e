import json

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from pictures import drawn, traces

import figures
from experiment import decode, load, minima, run
from figures import theme
from figures.traces import landscape
from figures.views.parts import Scene
from losses import CATALOGUE
from player import pack

BOWL = "loss=x^2%2B3y^2&window=-4+4+-2+2"
FOUR = (
    f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adagrad+lr+0.5+at+3+1&run=rmsprop+lr+0.1+at+3+1"
    "&run=adam+lr+0.2+at+-3+1&steps=50"
)
# The second run overflows: the article's quartic with a learning rate that is too large.
LOST = "loss=x^4-2x^2%2Bx&window=-2+2&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


@pytest.fixture(scope="module")
def four() -> go.Figure:
    return drawn(FOUR)


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


@pytest.fixture(scope="module")
def lost() -> go.Figure:
    return drawn(LOST)


@pytest.mark.parametrize("view", ["overlay", "side", "surface"])
@pytest.mark.parametrize("link", [FOUR, LOST])
def test_a_drawing_is_the_figure_as_plain_data(link: str, view: str) -> None:
    e, _ = decode(f"{link}&view={view}+arrows+values+model")
    parts = (e, load(e), run(e), minima(e))
    plain, figure = figures.drawing(*parts), figures.compare(*parts)
    assert json.loads(pack(plain)) == json.loads(pack(figure))


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


def test_a_trail_passes_through_the_points_of_the_run(four: go.Figure) -> None:
    experiment, _ = decode(FOUR)
    for trail, seen in zip(traces(four, "trail"), run(experiment), strict=True):
        steps = trail.customdata[:, 0].astype(int)
        assert_array_equal(steps, np.arange(51))
        assert_allclose(np.column_stack([trail.x, trail.y]), seen.points, rtol=1e-7)
        assert_allclose(trail.customdata[:, 1], seen.losses, rtol=1e-7)
        size = np.linalg.norm(seen.gradients, axis=1)
        assert_allclose(trail.customdata[:, 2], size, rtol=1e-7)


@pytest.mark.parametrize("link", [FOUR, LOST, "loss=log(x)^2%2By^2&window=-1+3+-1+1"])
def test_plotly_accepts_every_property(link: str) -> None:
    plain = drawn(link).to_plotly_json()
    checked = go.Figure(plain)  # raises on a property that Plotly does not know
    assert [t.type for t in checked.data] == [t["type"] for t in plain["data"]]


def test_axes_keep_to_the_window(four: go.Figure) -> None:
    assert four.layout.xaxis.range == (-4, 4)
    assert four.layout.yaxis.range == (-2, 2)
    assert four.layout.xaxis2.range == (0, 50)


def test_the_landscape_takes_62_percent_and_the_panels_do_not_touch(four: go.Figure) -> None:
    left, right = four.layout.xaxis.domain, four.layout.xaxis2.domain
    assert left[0] == 0
    assert right[1] == 1
    assert 0.55 < left[1] < 0.62 < right[0]


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


def test_zoom_is_kept_until_the_loss_or_the_window_changes() -> None:
    one = "run=gd+lr+0.1+at+1+1&steps=5"
    same = drawn(f"{BOWL}&{one}"), drawn(f"{BOWL}&run=adam+lr+0.3+at+2+1&steps=9")
    assert same[0].layout.uirevision == same[1].layout.uirevision
    other = drawn(f"loss=x^2%2B3y^2&window=-5+4+-2+2&{one}")
    assert other.layout.uirevision != same[0].layout.uirevision


def test_where_the_loss_has_no_value_the_landscape_has_a_hole_of_another_colour() -> None:
    figure = drawn("loss=log(x)^2%2By^2&window=-1+3+-1+1&run=gd+lr+0.1+at+2+0.5&steps=5")
    (ground,) = traces(figure, "landscape")
    # At 0 the loss is infinite: a place on the picture with no height.
    assert_array_equal(np.isnan(ground.z), np.broadcast_to(ground.x <= 0, ground.z.shape))
    assert [s.fillcolor for s in figure.layout.shapes] == [theme.LIGHT.void]
    assert drawn(f"{BOWL}&steps=5").layout.shapes == ()


def test_a_start_outside_the_domain_is_marked_and_has_no_trail() -> None:
    figure = drawn("loss=log(x)^2%2By^2&window=-1+3+-1+1&run=gd+lr+0.1+at+-0.5+0.5&steps=5")
    (trail,) = traces(figure, "trail")
    assert len(trail.x) == 0
    assert [(t.x[0], t.y[0]) for t in traces(figure, "start")] == [(-0.5, 0.5)]
    assert traces(figure, "end") == traces(figure, "exit") == []


def test_no_run_still_gives_a_landscape() -> None:
    experiment, _ = decode(BOWL)
    figure = figures.compare(experiment, load(experiment), ())
    assert [t.meta["role"] for t in figure.data] == ["landscape"]


@pytest.mark.parametrize(("steps", "bound"), [(200, 250_000), (1_000, 550_000)])
def test_four_runs_stay_small_on_the_wire(steps: int, bound: int) -> None:
    figure = drawn(FOUR.replace("steps=50", f"steps={steps}"))
    assert len(figure.to_json()) < bound


def test_twelve_runs_of_ten_thousand_steps_are_thinned_to_what_pixels_show() -> None:
    figure = drawn(f"{BOWL}{'&run=gd+lr+0.0001+at+3+1' * 12}&steps=10000")
    assert max(len(t.x) for t in traces(figure, "trail")) <= 1_000
    assert len(figure.to_json()) < 4_000_000


def test_axis_titles_are_the_names_of_the_variables_made_safe() -> None:
    figure = drawn("loss=w1^2%2Bθ^2&run=gd+lr+0.1+at+1+1&window=-2+2+-2+2&steps=3")
    titles = figure.layout.xaxis.title.text, figure.layout.yaxis.title.text
    assert titles == ("w<sub>1</sub>", "θ")
