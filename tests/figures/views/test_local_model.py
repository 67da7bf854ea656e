"""The local quadratic model: an ellipse whose shape the curvatures of the loss give."""

import numpy as np
import pytest

from experiment import decode, load, run
from tests.figures.pictures import drawn, traces

BOWL = "loss=x^2%2B9y^2&window=-4+4+-4+4&run=gd+lr+0.05+at+3+1&steps=20&view=overlay+model"


def test_it_is_drawn_on_demand_only() -> None:
    assert traces(drawn(BOWL.replace("+model", "")), "model", "landscape") == []
    assert len(traces(drawn(BOWL), "model", "landscape")) == 2


def test_a_bowls_ellipse_is_one_of_its_level_lines() -> None:
    outline, axes = traces(drawn(BOWL), "model", "landscape")
    x, y = np.array(outline.x, float), np.array(outline.y, float)
    np.testing.assert_allclose(x**2 + 9 * y**2, (x**2 + 9 * y**2)[0], rtol=1e-5)
    np.testing.assert_allclose(np.abs(x).max() / np.abs(y).max(), 3, rtol=1e-3)
    assert "condition number 9" in outline.hovertemplate
    ends = np.column_stack([axes.x, axes.y]).astype(float)
    assert np.isnan(ends[2]).all()
    np.testing.assert_allclose(np.abs(ends[[0, 1]])[:, 1], 0, atol=1e-6)  # along x, the flat way
    np.testing.assert_allclose(np.abs(ends[[3, 4]])[:, 0], 0, atol=1e-6)


def test_with_one_variable_it_is_the_parabola_inside_the_picture() -> None:
    link = "loss=x^4%2Bx^2&window=-2+2&run=gd+lr+0.05+at+1&steps=20&view=overlay+model"
    (parabola,) = traces(drawn(link), "model", "landscape")
    x, y = np.array(parabola.x, float), np.array(parabola.y, float)
    np.testing.assert_allclose(y[np.isfinite(y)], x[np.isfinite(y)] ** 2, rtol=1e-5, atol=1e-6)


def test_a_loss_without_a_minimum_in_the_picture_shows_the_start() -> None:
    link = "loss=x^2-y^2&window=-2+2+-2+2&run=gd+lr+0.05+at+1+0.5&steps=5&view=overlay+model"
    outline = traces(drawn(link), "model", "landscape")[0]
    assert "condition number" not in outline.hovertemplate
    np.testing.assert_allclose(np.mean(np.array(outline.x, float)[:-1]), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("loss=rosenbrock&run=adam+lr+0.1+at+-1.5+2&steps=60", 3),
        ("loss=x^4%2Bx^2&window=-2+2&run=gd+lr+0.05+at+1&steps=20", 4),
    ],
)
@pytest.mark.parametrize("view", ["overlay", "side"])
def test_a_path_knows_the_hessian_at_each_of_its_points(link: str, place: int, view: str) -> None:
    link = f"{link}&run=gd+lr+0.001&view={view}"
    for plain in drawn(link).data:
        assert "bends" not in plain.meta
    e, _ = decode(link)
    trails = [t for t in drawn(f"{link}+model").data if t.meta["role"] == "trail"]
    for seen, trail in zip(run(e), trails, strict=True):
        assert trail.meta["bends"] == place
        told = np.asarray(trail.customdata, float)
        hessian = load(e).hessian(seen.points[np.rint(told[:, 0]).astype(int)])
        upper = hessian[:, *np.triu_indices(hessian.shape[-1])]
        np.testing.assert_allclose(told[:, place:], upper, rtol=1e-6)


def test_side_by_side_every_panel_shows_the_model_at_the_minimum() -> None:
    figure = drawn(BOWL.replace("overlay", "side") + "&run=adam+lr+0.1+at+3+1")
    for panel in ("run 0", "run 1"):
        assert len(traces(figure, "model", panel)) == 2
