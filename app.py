"""The server: Streamlit's own, with plotly.js on a route and a heap that is collected once.

With SymPy and Plotly loaded, a walk of the garbage collector over the heap costs over 100 ms of
CPU, in the middle of somebody's dial. Frozen objects are left out of it.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

import experiment
import figures
import player
from ui import sidebar  # noqa: F401 - loads all of ui

# With a hundred visitors one thread speaks to all browsers while others run pages: it must not wait
# Python's own 5 ms behind each of them, nor for a walk over what old sessions hold.
SWITCH = 0.002  # seconds
COLLECT = (50_000, 20, 50)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Do the slow first things before the first visitor: imports, SymPy's caches, Plotly's."""
    first = experiment.DEFAULT
    paths, least = experiment.run(first), experiment.minima(first)
    player.pack(figures.drawing(first, experiment.load(first), paths, least))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    sys.setswitchinterval(SWITCH)
    yield


app = st.App("pages/main.py", lifespan=lifespan, routes=[player.plotly_route()])
