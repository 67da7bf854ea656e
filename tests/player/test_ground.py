"""The landscape that the browser paints under the hand against that of the server's figure."""

import json
from typing import Any

import numpy as np
import pytest

from experiment import decode
from experiment.live import live
from figures.traces import landscape
from landscape import load, look_at
from player import pack_live
from tests.player.node import evaluate

LOSSES = {
    "steep": "loss=(a-x)^2%2Bb(y-x^2)^2&where=a+1+b+5",
    "even": "loss=sin(a*x)*cos(y)%2Bb*x^2%2By^2&where=a+3+b+0.2",
    "holed": "loss=log(x^2%2Ba*y-1)^2%2By^2&where=a+1&window=-3+3+-3+3",
    "line": "data=galton",
    "parabolas": "data=penguins",
}
RELIEF = """(() => {
  const live = figure.decodeAll(given);
  const grid = field.fieldOf(live, ends, work);
  const relief = ground.reliefOf(grid, least ?? Infinity);
  return { values: [...grid.values], levels: relief.levels, heights: [...relief.heights] };
})()"""


def painted(link: str, least: float | None = None, work: int = 300_000) -> dict[str, np.ndarray]:
    """What the browser works out of a link's loss."""
    e, _ = decode(link)
    given: dict[str, Any] = {"given": json.loads(pack_live(live(e))), "ends": e.window}
    modules = ("live/field", "figure/figure", "areas/ground")
    found = evaluate(RELIEF, *modules, least=least, work=work, **given)
    return {name: np.array(values, float) for name, values in found.items()}


@pytest.mark.parametrize("link", LOSSES.values(), ids=LOSSES)
def test_levels_and_heights_are_those_of_the_figure(link: str) -> None:
    e, _ = decode(link)
    seen = look_at(e)
    field = landscape.sample(load(e), e.window)
    floor = min([float(field.finite.min()), *(m.value for m in seen.minima)])
    marks = landscape.levels_of(field, floor, seen.log_colour)
    own = painted(link, floor)
    largest = np.abs(field.finite).max()
    values = np.where(np.isfinite(field.values), field.values, np.nan)
    np.testing.assert_allclose(own["values"], values.ravel(), rtol=0, atol=1e-11 * largest)
    np.testing.assert_allclose(own["levels"], marks, rtol=1e-12)
    heights = landscape.heights(field, marks)
    np.testing.assert_allclose(own["heights"], heights.ravel(), rtol=0, atol=1e-6 * len(marks))


def test_a_curve_is_that_of_the_figure() -> None:
    e, _ = decode("loss=x^4-2x^2%2Bb*x&where=b+1")
    own = painted("loss=x^4-2x^2%2Bb*x&where=b+1")
    field = landscape.sample(load(e), e.window)
    np.testing.assert_allclose(own["values"], field.values, rtol=1e-14, atol=1e-14)


def test_what_lies_between_few_points_is_near_where_the_loss_is_no_parabola() -> None:
    coarse, full = (painted("data=orings", work=work) for work in (100_000, 10**8))
    np.testing.assert_allclose(coarse["heights"], full["heights"], rtol=0, atol=0.02)
