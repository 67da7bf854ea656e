"""Builders of ordinary static Plotly figures. They know nothing of the page that shows them."""

from figures.overlay import compare

__all__ = ["compare"]
