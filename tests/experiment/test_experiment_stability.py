"""Curvature along a run, and the quadratic model at a point."""

import numpy as np
import pytest

from experiment import batch_limit, decode, load, local_model, run, stability
from losses import CATALOGUE
from optimizers.engine.batches import batches


def ran(link):
    e, problems = decode(link)
    assert problems == ()
    return e, run(e)


@pytest.mark.parametrize("key", [key for key, known in CATALOGUE.items() if known.limit])
def test_the_limit_at_a_catalogued_minimum_is_the_catalogues(key: str) -> None:
    known = CATALOGUE[key]
    at = "+".join(map(str, known.minima[0].point))
    e, (t,) = ran(f"loss={key}&run=gd+lr+1e-9+at+{at}&steps=5")
    found = stability(e, t.run, t)
    assert found.start.limit == pytest.approx(known.limit, rel=1e-5)


def test_the_limits_are_told_at_start_playhead_and_minimum() -> None:
    e, (gd, momentum, adam) = ran(
        "loss=x^4/4%2By^2&run=gd+lr+0.1+at+2+0&run=momentum+lr+0.01+at+2+0&run=adam+at+2+0&steps=90"
    )
    found = stability(e, gd.run, gd, step=3)
    assert (found.start.curvature, found.start.limit, found.start.step) == (12.0, 2 / 12, 0)
    at = gd.points[3]
    assert found.playhead.point == tuple(at)
    assert found.playhead.curvature == pytest.approx(max(3 * at[0] ** 2, 2))
    assert stability(e, momentum.run, momentum).start.limit == pytest.approx(2 * 1.9 / 12)
    assert stability(e, adam.run, adam).start.limit is None
    assert stability(e, adam.run, adam).start.curvature == 12.0


def test_a_run_that_reached_a_minimum_has_the_limit_there() -> None:
    e, (t,) = ran("loss=himmelblau&run=gd+lr+0.01+at+0+0&steps=300")
    found = stability(e, t.run, t, step=10_000)
    assert t.verdict.kind == "converged"
    hessian = load(e).hessian(np.array([3.0, 2.0]))
    assert found.minimum.curvature == pytest.approx(np.linalg.eigvalsh(hessian)[-1])
    assert (found.minimum.step, found.playhead.step) == (None, 300)


@pytest.mark.parametrize(
    ("link", "step"),
    [
        ("x^4&run=gd+lr+1+at+2", 99),  # 12 x^2 is 1e92 at its last point
        ("x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8", 6),
        ("x^2%2B10y^2&run=gd+lr+0.12+at+1+1&steps=60", 60),  # diverging, and far out
        ("x^4&run=gd+at+0", 0),  # the loss does not bend there
        ("1/(1%2Bexp(-x))&window=-99+99&run=gd+lr+0.1+at+-60", 0),  # so flat that all are stable
    ],
)
def test_a_limit_beyond_all_learning_rates_is_left_out(link: str, step: int) -> None:
    e, (t,) = ran(f"loss={link}")
    playhead = stability(e, t.run, t, step).playhead
    assert playhead is None or playhead.limit is None


def test_a_run_that_diverges_has_its_limits_while_it_is_in_the_window() -> None:
    e, (t,) = ran("loss=x^2%2B10y^2&run=gd+lr+0.12+at+1+1&steps=60")
    assert stability(e, t.run, t, 1).playhead.limit == pytest.approx(0.1)
    assert stability(e, t.run, t, 60).start.limit == pytest.approx(0.1)


def test_where_there_are_no_second_derivatives_there_is_no_limit() -> None:
    e, (t,) = ran("loss=sqrt(x)&run=gd+at+-1&steps=3")
    assert stability(e, t.run, t) == type(stability(e, t.run, t))(None, None, None)
    e, (t,) = ran("loss=ackley&run=gd+at+0+0&steps=3")
    assert stability(e, t.run, t).start is None
    assert local_model(e, np.zeros(2)) is None


def test_the_local_model_agrees_with_the_loss_close_by() -> None:
    e, _ = decode("loss=rosenbrock")
    point = np.array([-1.2, 1.0])
    model = local_model(e, point)
    rng = np.random.default_rng(0)
    for away in 1e-4 * rng.standard_normal((20, 2)):
        turned = model.axes.T @ away
        guess = model.value + model.gradient @ away + (model.curvatures * turned**2).sum() / 2
        assert guess == pytest.approx(load(e).value(point + away), rel=1e-8)


def test_the_ellipse_has_one_height_and_its_axes_tell_the_condition() -> None:
    e, _ = decode("loss=x^2/2%2B25*y^2/2&window=-5+5+-5+5")
    model = local_model(e, np.array([1.0, 2.0]))
    assert model.condition == pytest.approx(25.0)
    away = model.outline - model.point
    heights = (away**2 * [1.0, 25.0]).sum(axis=1) / 2
    np.testing.assert_allclose(heights, heights[0], rtol=1e-12)
    assert np.abs(away[:, 0]).max() == pytest.approx(0.1 * np.hypot(10, 10))
    assert np.abs(away[:, 0]).max() / np.abs(away[:, 1]).max() == pytest.approx(5.0, rel=1e-3)


def test_a_saddle_has_no_condition_number_and_one_variable_has_a_parabola() -> None:
    e, _ = decode("loss=x^2-y^2")
    assert local_model(e, np.zeros(2)).condition is None
    e, _ = decode("loss=x^3&window=-2+2")
    model = local_model(e, np.array([1.0]))
    x, y = model.outline.T
    np.testing.assert_allclose(y, 1 + 3 * (x - 1) + 3 * (x - 1) ** 2, rtol=1e-12, atol=1e-12)


def test_the_steepest_batch_allows_less_than_the_whole_loss():
    e, _ = decode("data=cars&scale=standard&batch=5&run=gd+lr+0.1+at+0+0&run=gd+lr+0.1+batch+all")
    assert e.table
    u = e.table.column("speed")
    rows = batches(50, 5, updates=10, seed=0, order="shuffled")
    bends = [2 * np.array([[np.mean(u[r] ** 2), u[r].mean()], [u[r].mean(), 1]]) for r in rows]
    largest = max(np.linalg.eigvalsh(bend)[-1] for bend in bends)
    limit = batch_limit(e, e.runs[0], (0.0, 0.0))
    assert limit == pytest.approx(2 / largest, rel=1e-12)
    assert limit < 1.0  # the whole loss: 2/lambda_max is 1
    assert batch_limit(e, e.runs[1], (0.0, 0.0)) is None
