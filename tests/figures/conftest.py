"""Figures that several tests look into; beside this file they all find `pictures`."""

import plotly.graph_objects as go
import pytest

from tests.figures.pictures import FOUR, LOST, drawn


@pytest.fixture(scope="session")
def four() -> go.Figure:
    return drawn(FOUR)


@pytest.fixture(scope="session")
def lost() -> go.Figure:
    return drawn(LOST)
