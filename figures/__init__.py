"""Builders of ordinary static Plotly figures. They know nothing of the page that shows them."""

from figures.views import compare

__all__ = ["compare"]
