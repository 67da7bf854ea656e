"""The server: it has done the slow first things before the first visitor comes."""

import asyncio
import gc

import streamlit as st

import app


def test_the_heap_is_frozen_while_the_server_runs() -> None:
    async def start() -> int:
        async with app.lifespan(app.app):
            return gc.get_freeze_count()

    before = gc.get_freeze_count()
    try:
        assert asyncio.run(start()) > before + 10_000  # SymPy and Plotly alone are more
    finally:
        gc.unfreeze()


def test_it_serves_the_frame_of_all_pages() -> None:
    assert isinstance(app.app, st.App)
