"""Maps in NumPy: every pixel is the run that its click opens, bit for bit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiment import Experiment, Trajectory, decode, load, run
from experiment.maps.compute import Sheet, computed, sheets
from experiment.maps.ending import KINDS, ending
from experiment.maps.opened import opened
from experiment.maps.plan import Plan, Size, plan
from optimizers import Record, race

ROSENBROCK = "loss=rosenbrock&run=gd&run=momentum&run=rmsprop&run=adam"
OWN = "rule=own with mu 0.8:m=mu*m%2Bg;x=x-lr*m/(1%2Bnorm(m))&run=own+lr+0.2&run=gd+lr+0.1"
QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.4&run=rmsprop+lr+0.1&run=article_adam+lr+0.1"
PENGUINS = "data=penguins&scale=standard&run=gd+lr+0.1&run=adam+lr+0.1&steps=40"
# A link, and the pixels across and up. Together every kind, zoomed ones too.
MAPS = [
    (f"{ROSENBROCK}&steps=150&map=starts", (23, 19)),
    (f"{ROSENBROCK}&steps=60&map=starts+x+0.9+0.95+y+-1.0001+-1", (11, 12)),
    ("loss=himmelblau&run=gd+lr+0.02&run=lion+lr+0.05&noise=3&map=starts", (12, 11)),
    (f"loss=himmelblau&{OWN}&steps=80&map=starts", (13, 11)),
    ("loss=himmelblau&run=newton&run=armijo&run=bfgs&steps=20&map=starts+x+0+1+y+0+1", (7, 6)),
    (f"{QUARTIC}&steps=120&map=starts", (90, 1)),
    (f"{ROSENBROCK}&map=rates", (70, 1)),
    (f"{QUARTIC}&run=adam+lr+0.1+schedule+cosine+decay_steps+50&map=rates+lr+0.3+0.31", (40, 1)),
    ("loss=beale&run=adam&run=gd&noise=0.1&map=rates+seeds+3", (24, 1)),
    (f"{PENGUINS}&batch=16&map=rates+seeds+2", (16, 1)),
    (f"{PENGUINS}&order=drawn&map=dials+lr+0.01+1+batch+1+20", (6, 5)),
    (f"{ROSENBROCK}&steps=90&map=dials+of+4+lr+beta1", (18, 17)),
    (f"{ROSENBROCK}&steps=90&map=dials+of+2+lr+1e-4+0.01+momentum+0.9+0.92+by+steps", (14, 13)),
    ("loss=a*x^2%2Bb*y^2&where=a+1+b+3&run=gd+lr+0.1&run=adam&map=dials+a+b", (14, 13)),
    ("loss=a*x^2%2Bsin(b*y)&where=a+1+b+3&run=newton&run=bfgs&steps=9&map=dials+a+b", (4, 3)),
    ("loss=c*x^2&where=c+2&run=gd+lr+0.1&steps=30&map=dials+of+1+c+noise", (7, 6)),
    ("loss=beale&run=adam&steps=50&map=dials+weight_decay+0+2+lookahead_steps+0+6", (9, 7)),
    ("loss=log(x)%2Bx^2&run=gd+lr+0.3+at+1&steps=50&map=starts+x+-1+3", (50, 1)),
]  # fmt: skip


PIXELS = 80  # by chance of each sheet: some five hundred of each kind of map


@pytest.mark.parametrize(("link", "size"), MAPS, ids=[link for link, _ in MAPS])
def test_every_pixel_is_the_run_that_its_click_opens(link: str, size: tuple[int, int]) -> None:
    e, problems = decode(link)
    assert problems == ()
    of = plan(e, Size(*size))
    choose = np.random.default_rng(len(link))
    for sheet in sheets(of):
        assert sheet.done.all()
        count = min(PIXELS, sheet.codes.size)
        chosen = choose.choice(sheet.codes.size, count, replace=False).tolist()
        places = [divmod(pixel, size[0]) for pixel in chosen]
        there = [replace(opened(e, sheet.place, values(of, *at)), seed=sheet.seed) for at in places]
        for (row, column), record in zip(places, raced(there, sheet.place), strict=True):
            agrees(of, sheet, (row, column), record)


def values(of: Plan, row: int, column: int) -> list[float]:
    return [of.values[0][column], *(values[row] for values in of.values[1:])]


def raced(there: list[Experiment], place: int) -> Iterator[Record]:
    """The run of each experiment; those that share loss and noise race together."""
    found: dict[int, Record] = {}
    alike: dict[Any, list[int]] = {}
    for k, e in enumerate(there):
        alike.setdefault((e.what, e.noise), []).append(k)
    for mine in alike.values():
        e = there[mine[0]]
        lanes = [there[k].lane(there[k].runs[place]) for k in mine]
        records = race(load(e), lanes, steps=e.steps, noise=e.noise, seed=e.seed, order=e.order)
        found |= zip(mine, records, strict=True)
    return (found[k] for k in range(len(there)))


def agrees(of: Plan, sheet: Sheet, at: tuple[int, int], one: Record | Trajectory) -> None:
    told = ending(one.points, one.losses, of.frame)
    assert list(KINDS)[sheet.codes[at]] == told.kind
    assert (sheet.steps[at], sheet.periods[at]) == (told.steps, told.period)
    place = of.frame.minima[sheet.minima[at]].tolist() if sheet.minima[at] >= 0 else None
    assert (place and tuple(place)) == told.minimum
    if len(one.points):
        assert sheet.points[at].tolist() == one.points[-1].tolist()
        assert sheet.losses[at] == one.losses[-1]
    if of.goal is not None:
        below = np.flatnonzero(one.losses <= of.goal)
        assert sheet.below[at] == (below[0] if below.size else -1)


def test_a_click_opens_the_pixel_and_keeps_the_map() -> None:
    e = decode(MAPS[0][0])[0]
    of = plan(e, Size(5, 4))
    (_, _, sheet, _) = sheets(of)
    there = opened(e, 2, values(of, 3, 1))
    assert there.map == e.map
    assert {run.start for run in there.runs} == {(-0.8, 2.5)}
    agrees(of, sheet, (3, 1), run(there)[2])


def test_the_maps_meet_every_ending() -> None:
    kinds = set()
    for link, size in MAPS[:7]:
        of = plan(decode(link)[0], Size(*size))
        kinds |= {code for sheet in sheets(of) for code in np.unique(sheet.codes).tolist()}
    assert len(kinds) == len(KINDS)


def test_a_map_comes_in_chunks_and_whoever_stops_asking_stops_it() -> None:
    of = plan(decode(f"{ROSENBROCK}&steps=5&map=starts")[0], Size(120, 100))
    asked = computed(of)
    first = next(asked)
    assert (first.done, first.total) == (8192, 48_000)
    assert int(first.sheets[0].done.sum()) == 8192
    asked.close()
    heard: list[tuple[int, int]] = []
    sheets(of, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (48_000, 48_000)
    assert len(heard) == 8
