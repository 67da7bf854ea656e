import numpy as np
from numpy.testing import assert_allclose

from tests.figures.pictures import drawn, traces

BOWL = "loss=x^2%2B3y^2&window=-4+4+-2+2&run=gd+lr+0.1+at+3+1&steps=5"


def test_arrows_point_downhill() -> None:
    (field,) = traces(drawn(f"{BOWL}&view=overlay+arrows"), "arrows")
    x, y = np.asarray(field.x).reshape(-1, 3), np.asarray(field.y).reshape(-1, 3)
    middle = x[:, :2].mean(axis=1), y[:, :2].mean(axis=1)
    way = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
    down = -2 * middle[0], -6 * middle[1]
    assert_allclose(way[0] * down[1], way[1] * down[0], atol=1e-4)
    assert np.all(way[0] * down[0] + way[1] * down[1] > 0)


def test_values_stand_on_their_levels() -> None:
    (written,) = traces(drawn(f"{BOWL}&view=overlay+values"), "values")
    losses = np.array([float(text) for text in written.text])
    assert len(losses) > 5
    assert_allclose(written.x**2 + 3 * written.y**2, losses, rtol=0.02)


def test_neither_is_drawn_unasked() -> None:
    assert not traces(drawn(BOWL), "arrows") + traces(drawn(BOWL), "values")
