"""Colours and patterns: those of the page."""

import numpy as np

from experiment import decode
from experiment.maps.colours import (
    GROUND,
    INK,
    basin,
    decades,
    gap_colour,
    gap_share,
    hatch,
    oklch,
    step_share,
)  # fmt: skip
from experiment.maps.compute import sheets
from experiment.maps.plan import Size, plan
from experiment.maps.summary import gaps, summary
from tests.player.node import evaluate


def test_colours_are_those_of_the_standard() -> None:
    assert oklch(1, 0, 0) == (255, 255, 255)
    assert oklch(0, 0, 0) == (0, 0, 0)
    assert oklch(0.62796, 0.25768, 29.234) == (255, 0, 0)  # W3C, CSS Color 4: red


def test_they_are_those_of_the_browser() -> None:
    shares = [0.0, 0.25, 0.5, 1.0]
    asked = (
        '[shares.map((one) => painter.gapColour(one, "light")), [...Array(9).keys()].map((k) => '
        'shares.map((one) => painter.basinColour(k, one, "light")))]'
    )
    gaps, basins = evaluate(asked, "maps/painter", shares=shares)
    assert gaps == [list(gap_colour(one)) for one in shares]
    assert basins == [[list(basin(k)(one)) for one in shares] for k in range(9)]


def test_patterns_lie_only_where_they_should() -> None:
    mine = np.zeros((16, 16), bool)
    mine[:8] = True
    inks = []
    for kind in ("diverged", "cycling", "stuck"):
        image = np.full((16, 16, 3), 9, np.uint8)
        hatch(image, mine, kind)
        assert (image[8:] == 9).all()
        assert {tuple(one) for one in image[:8].reshape(-1, 3).tolist()} == {GROUND, INK}
        inks.append((image[:8] == INK).all(axis=-1))
    assert all((a != b).any() for a in inks for b in inks if a is not b)


def test_a_few_runs_about_to_diverge_do_not_take_the_scale_from_all_others() -> None:
    link = "loss=himmelblau&run=adagrad&run=radam&run=lion&steps=100&map=rates"
    asked = plan(decode(link)[0], Size(60, 1))
    found = sheets(asked)
    value = summary(asked, found).value
    above = np.concatenate([gaps(sheet, value).ravel() for sheet in found])
    assert above[np.isfinite(above)].max() > 1e100
    low, high = decades(found, value)
    assert (high - low, 0 < high < 8) == (12, True)
    powers = np.log10(above[np.isfinite(above) & (above > 0)]).tolist()
    assert evaluate("painter.told(powers, 12)", "maps/painter", powers=powers) == [low, high]


def test_gaps_and_steps_are_told_by_decades() -> None:
    assert gap_share(np.array([1e-3, 1e-1, 10.0, np.inf, 0.0]), -3, 1).tolist() == [
        0.0, 0.5, 1.0, np.inf, 0.0
    ]  # fmt: skip
    assert step_share(np.array([0, 9, 99]), 99).tolist() == [0.0, 0.5, 1.0]
