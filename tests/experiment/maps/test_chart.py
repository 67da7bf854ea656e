"""The chart of a map of rates: a curve a run, in the band of its seeds."""

import numpy as np

from experiment import decode
from experiment.maps.chart import DEEP, chart
from experiment.maps.colours import PAGE, decades, run_colour
from experiment.maps.compute import sheets
from experiment.maps.plan import Size, plan
from experiment.maps.summary import gaps, summary


def drawn(link: str, count: int) -> tuple[np.ndarray, list, float]:
    asked = plan(decode(link)[0], Size(count, 1))
    found = sheets(asked)
    value = summary(asked, found).value
    return chart(found, value), list(found), value


def test_a_curve_stands_where_the_gaps_are() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&steps=20&map=rates+lr+0.01+0.4"
    image, found, value = drawn(link, 100)
    assert image.shape[1] == 800
    low, high = decades(found, value)
    for column in (0, 31, 99):
        gap = gaps(found[0], value)[0, column]
        share = max((np.log10(gap) - low) / (high - low), 0)  # twelve decades are told apart
        row = round((1 - share) * (DEEP - 1))
        assert tuple(image[row, 8 * column + 4]) == run_colour(0)
        assert tuple(image[0 if row > 9 else 50, 8 * column + 4]) == PAGE


def test_several_seeds_have_a_band_about_their_middle_and_one_has_none() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&noise=0.5&steps=20&map=rates+lr+0.01+0.4"
    kinds = []
    for more in ("", "+seeds+5"):
        image, _, _ = drawn(link + more, 50)
        column = image[:DEEP, 203]
        curve = np.flatnonzero((column == run_colour(0)).all(axis=-1))
        other = np.flatnonzero((column != PAGE).any(axis=-1))
        assert other.min() <= curve.min() <= curve.max() <= other.max()
        kinds.append(len({tuple(one) for one in column.tolist()}))
    assert kinds == [2, 3]


def test_each_run_has_a_strip_below() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&run=adam+lr+0.1+at+1&map=rates+lr+0.01+0.9"
    image, _, _ = drawn(link, 40)
    strips = image[DEEP:]
    assert tuple(strips[2 + 6, 400]) == run_colour(0)
    assert {tuple(one) for one in strips[14 + 2 + 6].tolist()} & {run_colour(1), PAGE}
