"""The server computes a map for a browser that cannot: in chunks, with progress, one a visitor."""

from collections.abc import Callable

import streamlit as st

from experiment import Experiment, ExperimentError, encode
from experiment.maps import answer as answers
from experiment.maps.compute import Progress, computed
from ui import crowd
from ui.cached import bare
from ui.state import state

Pack = Callable[[answers.MapAnswer], str]


def answer(e: Experiment) -> str:
    """Return what was computed for this experiment last; nothing where that was another."""
    known = state().map_answer
    return known[1] if known and known[0] == _key(e) else ""


def compute(e: Experiment, pack: Pack) -> None:
    """Compute the map of an experiment, and run the page again.

    A page that runs anew ends this at the next chunk: so does Stop, and every change.
    """
    if state().map_stopped == _key(e):
        if st.button("Compute on the server", key="map-again"):
            state().map_stopped = ""
            st.rerun()
        return
    try:
        of = answers.affordable(e)
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
        crowd.give_way()
    if last:
        state().map_answer = _key(e), pack(answers.answer(of, last.sheets))
        st.rerun()


def _key(e: Experiment) -> str:
    return encode(bare(e))
