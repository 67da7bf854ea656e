"""Builders of ordinary static Plotly figures. They know nothing of the page that shows them."""

from figures.layout import Drawing
from figures.views.builders import compare, drawing

__all__ = ["Drawing", "compare", "drawing"]
