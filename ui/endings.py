"""What maps mean by their words, for the page Mathematics: endings, gaps, pixels, the limit."""

import streamlit as st

from experiment.maps.ending import KINDS, PERIODS, ROUNDS, STAY
from experiment.maps.pixels import MIN_DIGITS, SHARE
from landscape.landscape import NEAR
from language.wording import readable


def draw() -> None:
    """Say how the ending of a run is judged on a map, and what a pixel is."""
    st.markdown(text())


def text() -> str:
    """Return it as Markdown; every number is the one that is computed with."""
    rows = "\n".join(f"| {kind} | {_rules()[kind]} |" for kind in KINDS)
    return f"""
A map runs every pixel: its settings are the values in the middle of the pixel, rounded to one part
in {SHARE} of its width so that they are short numbers (a learning rate to {MIN_DIGITS}
digits at least), and a click opens that very run. The gap of a run is its final loss above the
lowest value that is known: that of the lowest minimum, or where none is known the lowest that any
run of the map ended at. A run that ends lower has no gap, and the map says so.

How a run of $n$ steps ends is judged by its points alone, by the first of these rules that holds.
*Near* is {readable(NEAR)} of the window's diagonal, and $q$ is a quarter of $n$.

| ending | rule |
|---|---|
{rows}

The lines of stability are $2/\\lambda$ for gradient descent and $2(1+\\mu)/\\lambda$ for heavy
ball, with $\\lambda$ the largest curvature at the lowest minimum. A rule that adapts its rate has
no such line. A verdict on Compare looks closer at one run, at its gradients and curvatures; where
both name a minimum, they name the same.
"""


def _rules() -> dict[str, str]:
    """Return how each ending is told."""
    last = PERIODS[-1]
    return {
        "diverged": (
            "its numbers are no longer finite; or it ends outside the window, above the loss at "
            "its start, and farther from the window's middle than at $n - q$, and there farther "
            "than at $n - 2q$"
        ),
        "cycling": f"its last points repeat {ROUNDS} times with a period of 2 to {last} steps",
        "reached": f"it has been near known minima for {STAY} steps at least; the nearest counts",
        "stuck": "it is near where it was at $n - q$ and one step before",
        "unfinished": "none of these holds",
    }
