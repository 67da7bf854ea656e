"""Pixels as the browser computes them, against the runs that a click on them opens."""

import json
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiment import Experiment, decode, run
from experiment.maps.answer import MapAnswer, MapSheet
from experiment.maps.axes import axes, panels
from experiment.maps.ending import KINDS, ending, frame
from experiment.maps.live import MapAxis, MapLive, MapPanel, map_live
from experiment.maps.opened import opened
from experiment.maps.pixels import pixels
from landscape import look_at
from player import assets, pack_live
from tests.player.declared import in_javascript, in_python
from tests.player.node import evaluate

ACROSS, UP = 200, 150
SAME = 1e-9  # of the window's diagonal
ROUNDING = 1e-12  # of a value of an axis: 10^x differs in its last bits
FOUR = "&run=gd+lr+0.002+at+-1+1&run=momentum+lr+0.001+at+-1+1&run=adam+lr+0.1+at+-1+1"
FOUR += "&run=rmsprop+lr+0.05+at+-1+1&steps=150"
BOWL = "loss=a*x^2%2B3y^2&where=a+1&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=60"
DATA = "data=cars&scale=standard&batch=8&run=gd+lr+0.1+at+0+0&run=adam+lr+0.1+at+0+0&steps=60"
RATES = [
    f"loss=rosenbrock{FOUR}&map=rates",
    f"loss=himmelblau{FOUR}&map=rates+lr+0.01+0.05",
    f"loss=himmelblau{FOUR}&noise=0.5&map=rates+seeds+3",
    f"{DATA}&map=rates+seeds+2",
]
STARTS = [
    f"loss=rosenbrock{FOUR}&map=starts",
    f"loss=himmelblau{FOUR}&map=starts",
    f"loss=himmelblau{FOUR}&map=starts+x+-0.3+-0.2+y+-0.9+-0.8",
    "loss=x^4-2x^2%2Bx&run=gd+lr+0.05+at+1&run=adam+lr+0.1+at+1&steps=80&map=starts",
]
DIALS = [
    f"loss=rosenbrock{FOUR}&map=dials+of+2+lr+momentum",
    f"loss=himmelblau{FOUR}&map=dials+of+3+beta1+0.8+0.95+lr+by+steps",
    f"loss=himmelblau{FOUR}&map=dials+of+1+lr+0.001+0.1+weight_decay+by+ending",
    f"{BOWL}&map=dials+a+lr",
    f"{BOWL}&map=dials+noise+lr",
    f"{DATA}&map=dials+batch+lr",
]


def test_both_languages_declare_the_same() -> None:
    tables = (MapAxis, MapPanel, MapLive, MapSheet, MapAnswer)
    declared = in_javascript(assets.HERE / "js" / "maps" / "map.d.ts")
    assert declared == {table.__name__: in_python(table) for table in tables}


def read(link: str) -> Experiment:
    e, problems = decode(link)
    assert problems == ()
    return e


def chosen(e: Experiment, count: int, chance: random.Random) -> list[tuple[int, int, int]]:
    """Random pixels: the panel, the place across, and up; of one axis the seed."""
    up = max(1, len(map_live(e)["seeds"])) if len(axes(e)) == 1 else UP
    places = range(len(panels(e)))
    return [
        (chance.choice(places), chance.randrange(ACROSS), chance.randrange(up))
        for _ in range(count)
    ]


def in_browser(e: Experiment, wanted: list[tuple[int, int, int]]) -> list[dict[str, Any]]:
    """What the browser's engine has at these pixels."""
    found: list[dict[str, Any]] = evaluate(
        "(() => { const map = figure.decodeAll(given); const one = map.axes.length === 1;"
        " const at = map.panels.map((_, k) => lanes.lanesOf(map, k, -Infinity));"
        f" const grid = {{ across: {ACROSS}, up: {UP} }};"
        " return wanted.map(([panel, i, j]) => {"
        " const values = lanes.valuesAt(map.axes, grid, i, j);"
        " const out = at[panel](values, one ? j : 0); return { ...out, end: [...out.end], values };"
        " }); })()",
        "maps/lanes",
        "figure/figure",
        given=json.loads(pack_live(map_live(e))),
        wanted=wanted,
    )
    return found


def in_numpy(e: Experiment, panel: int, values: list[float], seed: int) -> tuple[Any, np.ndarray]:
    """How the run ends that a click opens, and its last point."""
    place, shown = panels(e)[panel], axes(e)
    other = opened(e, place, values)
    other = replace(other, runs=(other.runs[place],), seed=e.seed + seed, map=None)
    (path,) = run(other)
    fixed = not any(axis.role == "constant" for axis in shown)
    kept = len(path.points)
    found = ending(path.points, path.losses, frame(look_at(e), e.steps, minima=fixed))
    return found, path.points[-1] if kept else np.array([])


@pytest.mark.parametrize("links", [RATES, STARTS, DIALS], ids=["rates", "starts", "dials"])
def test_random_pixels_are_the_runs_that_a_click_opens(links: list[str]) -> None:
    chance, apart = random.Random(3), []
    for link in links:
        e = read(link)
        land, shown = look_at(e), axes(e)
        count = 500 // len(links) + 1
        wanted = chosen(e, count, chance)
        sides = [pixels(axis, size) for axis, size in zip(shown, (ACROSS, UP), strict=False)]
        for (panel, i, j), pixel in zip(wanted, in_browser(e, wanted), strict=True):
            expected = [side[place] for side, place in zip(sides, (i, j), strict=False)]
            np.testing.assert_allclose(pixel["values"], expected, rtol=ROUNDING)
            seed = j if len(shown) == 1 else 0
            ours, end = in_numpy(e, panel, pixel["values"], seed)
            kind = tuple(KINDS)[pixel["ending"]]
            far = 0.0
            if kind == ours.kind != "diverged":
                far = float(np.abs(np.array(pixel["end"]) - end).max()) / land.diagonal
            if (kind, pixel["steps"]) != (ours.kind, ours.steps) or far > SAME:
                apart.append((link, pixel["values"], kind, pixel["steps"], ours, far))
    assert apart == []


def test_an_axis_of_a_dial_that_is_off_has_it_in_the_rule() -> None:
    e = read(f"loss=himmelblau{FOUR}&map=dials+of+1+lr+weight_decay")
    live = map_live(e)["live"]
    assert live
    assert "weight_decay" in live["runs"][0]["rule"]["dials"]


def test_the_stable_edge_is_that_of_the_rule() -> None:
    e = read("loss=x^2%2B3y^2&run=momentum+lr+0.1+at+3+1&map=dials+lr+momentum")
    (panel,) = map_live(e)["panels"]
    for rate, momentum in panel["edge"]:
        assert rate == pytest.approx(2 * (1 + momentum) / 6)


def test_too_many_batches_are_not_for_the_browser() -> None:
    e = read("data=galton&batch=500&run=gd+lr+0.001+at+0+0&steps=1000&map=rates+seeds+2")
    assert map_live(e)["live"] is None
    assert map_live(e)["seeds"] == [0, 1]
