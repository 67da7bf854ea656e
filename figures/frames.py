"""Frames for paper: where the runs are at chosen steps, told apart without any colour.

The small picture of figures/thumbnail.py with a number at the head of each run and its dashes along
its path. It holds no text but these numbers.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from experiment import Experiment, KnownMinimum, Trajectory
from figures import theme
from figures.thumbnail import (
    HEIGHT,
    WIDTH,
    commands,
    ground,
    of_run,
    of_theme,
    path_pixels,
    seen,
    stars,
    starts,
)
from figures.traces import paths
from losses import Loss

Array = npt.NDArray[np.float64]
Spot = tuple[float, float]

DASH = 2.6  # units of the picture for a pixel of the page's dashes
RADIUS = 20.0  # of the disc with a run's number
LINE = 5.0


def frames(
    e: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum],
    *,
    steps: Sequence[int],
    name: str,
) -> list[str]:
    """Return an SVG for each of the steps: the runs up to there, or to their ends.

    name   of the landscape on its page: the first frame draws it and the others repeat it
    """
    under, ranges = ground(e, loss, minima)
    land = f'<g id="{name}">{"".join((*under, *stars(minima, ranges)))}</g>'
    found = []
    for step in steps:
        walks = [paths.landscape_points(one)[: step + 1] for one in trajectories]
        drawn = [path_pixels(walk, ranges) if len(walk) else walk for walk in walks]
        over = "".join((*map(line, e.marks, drawn), *starts(drawn), *numbers(drawn)))
        found.append(
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Step {step}">'
            f"{land}{over}</svg>"
        )
        land = f'<use href="#{name}"/>'
    return found


def sample(place: int, mark: int) -> str:
    """Return a run's line and number, for a legend.

    place   among the runs, from 0
    mark    among dashes and colours
    """
    drawn = line(mark, np.array([[2.0, 22.0], [120.0, 22.0]]))
    return (
        '<svg class="sample" viewBox="0 0 144 44" aria-hidden="true">'
        f"{drawn}{disc(place + 1, (122.0, 22.0))}</svg>"
    )


def line(mark: int, points: Array) -> str:
    """Return a path with the dashes of its mark, on a light edge that parts it from the ground."""
    dashes = theme.DASHES[mark]
    pattern = "" if dashes == "solid" else f";stroke-dasharray:{_scaled(dashes)}"
    shape = f'<path d="{commands(points)}" style="fill:none;stroke-linejoin:round;'
    return (
        f'{shape}stroke:{of_theme("page")};stroke-width:{LINE + 4};stroke-opacity:0.7"/>'
        f'{shape}stroke:{of_run(mark)};stroke-width:{LINE}{pattern}"/>'
    )


def _scaled(dashes: str) -> str:
    lengths = (float(part.removesuffix("px")) for part in dashes.split(","))
    return " ".join(f"{DASH * length:g}" for length in lengths)


def numbers(drawn: Sequence[Array]) -> Iterator[str]:
    """Yield the number of each run whose last point is in the picture, beside those before it."""
    taken: list[Spot] = []
    for place, points in enumerate(drawn):
        if len(points) and seen(points[-1]):
            taken.append(free((float(points[-1, 0]), float(points[-1, 1])), taken))
            yield disc(place + 1, taken[-1])


def free(spot: Spot, taken: Sequence[Spot]) -> Spot:
    """Return the place for a number nearest to its run's end: in a row towards the middle."""
    edge = x = min(max(spot[0], RADIUS), WIDTH - RADIUS)
    y = min(max(spot[1], RADIUS), HEIGHT - RADIUS)
    across = RADIUS if x < WIDTH / 2 else -RADIUS
    up = 2 * RADIUS if y < HEIGHT / 2 else -2 * RADIUS
    while any(np.hypot(x - a, y - b) < 2 * RADIUS - 1 for a, b in taken):
        x += across
        if not RADIUS <= x <= WIDTH - RADIUS:
            x, y = edge, y + up
    return x, y


def disc(number: int, spot: Spot) -> str:
    """Return a run's number in a disc."""
    x, y = spot
    look = f"fill:{of_theme('ink')};stroke:{of_theme('page')};stroke-width:3"
    words = f"fill:{of_theme('page')};font:600 28px sans-serif;text-anchor:middle"
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS - 1:g}" style="{look}"/>'
        f'<text x="{x:.0f}" y="{y + 10:.0f}" style="{words}">{number}</text>'
    )
