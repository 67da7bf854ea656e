"""The fit beside a landscape, against predictions worked out by hand and by NumPy."""

from dataclasses import replace

import numpy as np
import pytest

import figures
import player
from experiment import Experiment, decode, load, minima, run
from experiment.data import Data
from figures.charts.fit import GRID, Fit, fit_of
from losses.models import Model
from losses.tables import TABLES, Table
from tests.figures.pictures import drawn, traces
from tests.player.node import evaluate

CARS = "data=cars&run=gd+lr+0.001+at+0+0&steps=5"
CURVE = (
    "(() => { const out = new Float64Array(fit.across.length);"
    " code.predictionOf(fit)(point, fit.columns, out); return [...out]; })()"
)


def fit(link: str) -> Fit:
    """Return the fit of a link that has one."""
    e, problems = decode(link)
    assert problems == ()
    found = fit_of(e, load(e), minima(e))
    assert found
    return found


def in_browser(one: Fit, point: list[float]) -> np.ndarray:
    """Return what the browser predicts from a point, from the code that it is sent."""
    note = dict(one.panel.notes["fit"])
    return np.array(evaluate(CURVE, "engine/code", fit=note, point=point))


def test_rows_stand_where_the_table_has_them_and_the_best_line_is_that_of_least_squares() -> None:
    figure = drawn(CARS)
    (rows,), (best,) = traces(figure, "rows", "fit"), traces(figure, "answer", "fit")
    speed, distance = TABLES["cars"].values.T
    assert (list(rows.x), list(rows.y)) == (list(speed), list(distance))
    slope, height = np.polyfit(speed, distance, 1)
    np.testing.assert_allclose(best.y, slope * np.array(best.x) + height, rtol=1e-6)
    assert len(best.x) == GRID


@pytest.mark.parametrize("scale", ["raw", "standard"])
def test_the_browser_predicts_in_the_units_of_the_table_whatever_the_loss_sees(scale: str) -> None:
    one = fit(f"{CARS}&scale={scale}")
    speed = TABLES["cars"].column("speed")
    seen = (one.across - speed.mean()) / speed.std() if scale == "standard" else one.across
    np.testing.assert_allclose(in_browser(one, [2.0, -3.0]), 2.0 * seen - 3.0, rtol=1e-12)


@pytest.mark.parametrize(
    ("measure", "shown", "title"),
    [
        ("logistic", lambda p: 1 / (1 + np.exp(-p)), "probability that distress is 1"),
        ("hinge", lambda p: 1.0 * (p > 0), "predicted class, distress"),
        ("poisson", np.exp, "predicted mean of distress"),
    ],
)
def test_what_is_drawn_beside_the_target_is_of_its_kind(measure: str, shown, title: str) -> None:  # type: ignore[no-untyped-def]
    link = f"data=orings&model=w*temperature%2Bb&target=distress&measure={measure}"
    one = fit(f"{link}&run=gd+lr+0.001+at+0+0")
    found = in_browser(one, [-0.2, 13.1])
    np.testing.assert_allclose(found, shown(13.1 - 0.2 * one.across), rtol=1e-12)
    assert one.axes[1]["title"]["text"] == title


def test_rows_of_a_class_are_spread_a_little_and_say_their_number() -> None:
    one = fit("data=orings&run=gd+lr+0.001+at+0+0")
    distress = TABLES["orings"].column("distress")
    away = np.abs(one.targets - distress)
    assert 0 < away.max() <= 0.04
    assert len(set(one.targets)) == len(distress)
    (rows,) = (t for t in one.traces if t["meta"]["role"] == "rows")
    assert [said for _, said in rows["customdata"]] == list(distress)


def test_from_several_columns_the_prediction_stands_above_the_target() -> None:
    one = fit("data=collinear&run=gd+lr+0.001+at+0+0")
    u, v, z = TABLES["collinear"].values.T
    assert one.several
    np.testing.assert_array_equal(one.across, z)
    np.testing.assert_allclose(in_browser(one, [2.0, -1.0]), 2 * u - v, rtol=1e-12)
    assert [t["name"] if "name" in t else t["meta"]["role"] for t in one.traces] == ["answer"]
    (x, y) = one.axes
    assert (x["title"]["text"], y["title"]["text"]) == ("z", "predicted z")
    assert x["range"] == y["range"]


def test_a_loss_without_a_model_draws_no_fit() -> None:
    typed, _ = decode("data=cars&loss=mean((w*speed-distance)^2)&run=gd+lr+0.001+at+0")
    plain, _ = decode("loss=x^2&run=gd+lr+0.1+at+1")
    assert typed.data
    for e in (typed, plain):
        assert fit_of(e, load(e), ()) is None
        panels = figures.drawing(e, load(e), run(e)).layout["meta"]["panels"]
        assert [panel["name"] for panel in panels] == ["landscape", "loss"]


def test_an_input_that_is_the_same_in_all_rows_has_an_axis_too() -> None:
    table = Table("", ("u", "t"), ("u", "t"), np.array([[2.0, 1.0], [2.0, 3.0]]))
    data = Data(table, Model("w*u", "t"), scale="standard")
    e = Experiment("", data=data)
    one = fit_of(e, load(e), ())
    assert one
    assert one.ends("u") == (1.5, 2.5)
    np.testing.assert_allclose(in_browser(one, [3.0, 0.0]), 3 * one.across)


def test_titles_of_a_stranger_are_shown_to_the_letter() -> None:
    titles = ("<b>%{x}</b> & 'more'", '<a href="https://example.org">here</a>')
    values = np.repeat(TABLES["cars"].values, 2, axis=0)  # a link would keep no titles
    table = replace(TABLES["cars"], name="", titles=titles, values=values)
    e = Experiment("", data=Data(table, Model("w*speed", "distance")))
    one = fit_of(e, load(e), ())
    assert one
    texts = [axis["title"]["text"] for axis in one.axes]
    (rows,) = one.traces
    assert texts == [
        "&lt;b&gt;%&#123;x}&lt;/b&gt; &amp; 'more'",
        '&lt;a href="https://example.org"&gt;here&lt;/a&gt;',
    ]
    assert all(text in rows["hovertemplate"] for text in texts)


def test_a_large_table_is_sent_in_little_room() -> None:
    e, _ = decode("data=penguins&scale=standard&batch=16&run=adam+lr+30+at+0+0&steps=100")
    assert e.data
    typed = replace(e, data=replace(e.data, model=None))
    sizes = [len(player.pack(figures.drawing(x, load(x), run(x)))) for x in (e, typed)]
    assert sizes[0] - sizes[1] < 25_000


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("data=cars", {"column": 1, "name": "distance", "classes": False, "least": None}),
        ("data=orings", {"column": 1, "name": "distress", "classes": True, "least": None}),
        ("data=penguins", None),  # too many rows for a link
        ("data=collinear", None),  # its target stands across
    ],
)
def test_a_target_can_be_moved_where_the_table_then_travels_in_a_link(
    link: str, target: dict[str, object] | None
) -> None:
    assert fit(f"{link}&run=gd+lr+0.001+at+0+0&steps=3").target == target


def test_a_count_does_not_fall_below_zero() -> None:
    link = "data=orings&model=w*temperature%2Bb&target=damaged&measure=poisson&run=gd+at+0+0"
    target = fit(f"{link}&steps=3").target
    assert target
    assert target["least"] == 0.0
