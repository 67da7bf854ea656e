"""The mark of a run outside the picture: a piece of its line with its symbol, as a style sheet.

The colours, dashes and symbols are handed in by the page that draws the figure, so that there is
one place for them. Marks are masks filled with the run's colour: one image serves light and dark.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

import streamlit as st

_WIDTH, _HEIGHT, _RADIUS = 34, 14, 5.5  # pixels


@dataclass(frozen=True)
class RunMarks:
    """How a run of mark k looks: entry k of each."""

    light: tuple[str, ...]  # colours, #rrggbb
    dark: tuple[str, ...]
    dashes: tuple[str, ...]  # "solid" or lengths such as "9px,3px"
    symbols: tuple[str, ...]  # Plotly's names


@cache
def style(marks: RunMarks) -> str:
    """Return the style sheet that defines --run-k and --mark-k and the classes .sb-run-k."""
    colours = zip(marks.light, marks.dark, strict=True)
    rules = [f"--run-{k}: light-dark({a}, {b});" for k, (a, b) in enumerate(colours)]
    shapes = zip(marks.dashes, marks.symbols, strict=True)
    rules += [f'--mark-{k}: url("{_image(*shape)}");' for k, shape in enumerate(shapes)]
    classes = [f".sb-run-{k} {{ {_use(k)} }}" for k in range(len(marks.light))]
    return f".stApp {{ {' '.join(rules)} }}\n" + "\n".join(classes)


def dress(names: Sequence[int], marks: Sequence[int]) -> None:
    """Give the containers keyed `run-<name>` their marks."""
    rules = [f".st-key-run-{n} {{ {_use(mark)} }}" for n, mark in zip(names, marks, strict=True)]
    st.html(f"<style>{' '.join(rules)}</style>")


def css_class(mark: int) -> str:
    """Return the class that gives what has it this mark of a run."""
    return f"sb-run-{mark}"


def _use(mark: int) -> str:
    return f"--run: var(--run-{mark}); --mark: var(--mark-{mark});"


def _image(dash: str, symbol: str) -> str:
    lengths = "" if dash == "solid" else f' stroke-dasharray="{dash.replace("px", "")}"'
    middle = f"{_WIDTH / 2} {_HEIGHT / 2}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<path d="M0 {_HEIGHT / 2}H{_WIDTH}" stroke="#000" stroke-width="2.5"{lengths}/>'
        f'<path transform="translate({middle})" d="{_SHAPES[symbol]}"/></svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe="")


def _polygon(corners: int, turn: float = 0.0, inner: float = 0.0) -> str:
    """Return a regular polygon, or a star where `inner` is the share of its inner radius."""
    count = corners * (2 if inner else 1)
    points = []
    for k in range(count):
        radius = _RADIUS * (inner if inner and k % 2 else 1)
        angle = 2 * math.pi * k / count - math.pi / 2 + math.radians(turn)
        points.append(f"{radius * math.cos(angle):.2f} {radius * math.sin(angle):.2f}")
    return f"M{'L'.join(points)}Z"


_SHAPES = {
    "circle": "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z",
    "square": "M-4.5-4.5H4.5V4.5H-4.5Z",
    "diamond": _polygon(4),
    "triangle-up": _polygon(3),
    "triangle-down": _polygon(3, turn=180),
    "pentagon": _polygon(5),
    "cross": "M-2-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
    "x": _polygon(4, turn=45, inner=0.35),
    "hexagram": _polygon(6, inner=0.58),
    "star-diamond": _polygon(4, inner=0.5),
    "bowtie": "M-5-5L5 5V-5L-5 5Z",
    "hourglass": "M-5-5L5 5H-5L5-5Z",
}
