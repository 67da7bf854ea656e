"""The server computes a map for a browser that cannot: in chunks, with progress, one a visitor."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import streamlit as st

from experiment import Experiment, ExperimentError, encode
from experiment.maps.axes import seeds
from experiment.maps.compute import Progress, Sheet, computed
from experiment.maps.plan import MOST_ON_SERVER, Plan, Size, check, plan, usual_size, work
from ui.cached import bare
from ui.state import state

SMALLEST = 24  # pixels of a side
Packed = Callable[[Sequence[dict[str, Any]]], str]


def answer(e: Experiment) -> str:
    """Return what was computed for this experiment last; nothing where that was another."""
    known = state().map_answer
    return known[1] if known and known[0] == _key(e) else ""


def compute(e: Experiment, pack: Packed) -> None:
    """Compute the map of an experiment, and run the page again.

    A page that runs anew ends this at the next chunk: so does Stop, and every change.
    """
    if state().map_stopped == _key(e):
        if st.button("Compute on the server", key="map-again"):
            state().map_stopped = ""
            st.rerun()
        return
    try:
        of = affordable(e)
    except ExperimentError as refusal:
        st.text(str(refusal))
        return
    bar = st.progress(0.0, "The server computes this map")
    if st.button("Stop", key="map-stop"):
        state().map_stopped = _key(e)
        st.rerun()
    last: Progress | None = None
    for last in computed(of):
        bar.progress(last.done / last.total, "The server computes this map")
    if last:
        state().map_answer = _key(e), pack(list(pixels(of, last.sheets)))
        st.rerun()


def affordable(e: Experiment) -> Plan:
    """Return the map with as many pixels as a server computes for one visitor.

    Raises ExperimentError where even a few are too many.
    """
    size = usual_size(e)
    of = plan(e, size)
    while work(of) > MOST_ON_SERVER and max(size) > SMALLEST:
        size = Size(max(size.across // 2, 1), max(size.up // 2, 1))
        of = plan(e, size)
    check(of, MOST_ON_SERVER)
    return of


def pixels(of: Plan, sheets: Sequence[Sheet]) -> Iterator[dict[str, Any]]:
    """Yield the pixels of each panel as the browser has them; of rates the seeds lie on a pile."""
    rates = len(of.axes) == 1
    each = len(seeds(of.experiment))
    for first in range(0, len(sheets), each):
        some = sheets[first : first + each] if rates else sheets[first : first + 1]
        yield {
            "across": of.size.across,
            "up": len(some) if rates else of.size.up,
            "ending": _pile(some, "codes", np.uint8),
            "minimum": _pile(some, "minima", np.int16),
            "steps": _pile(some, "steps", np.int32),
            "row": _pile(some, "below", np.int32),
            "loss": _pile(some, "losses", np.float64),
            "ends": _pile(some, "points", np.float64),
        }


def _pile(some: Sequence[Sheet], name: str, kind: Any) -> Any:
    return np.concatenate([getattr(sheet, name).ravel() for sheet in some]).astype(kind)


def _key(e: Experiment) -> str:
    return encode(bare(e))
