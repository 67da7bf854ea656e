"""The server: it has done the slow first things before the first visitor comes."""

import asyncio
import gc
import sys

import streamlit as st

import app


def test_the_heap_is_frozen_while_the_server_runs() -> None:
    async def start() -> tuple[int, tuple[int, int, int], float]:
        async with app.lifespan(app.app):
            return gc.get_freeze_count(), gc.get_threshold(), sys.getswitchinterval()

    before, threshold, switch = gc.get_freeze_count(), gc.get_threshold(), sys.getswitchinterval()
    try:
        frozen, *settings = asyncio.run(start())
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
        sys.setswitchinterval(switch)
    assert frozen > before + 10_000  # SymPy and Plotly alone are more
    assert settings == [app.COLLECT, app.SWITCH]


def test_it_serves_the_frame_of_all_pages() -> None:
    assert isinstance(app.app, st.App)
