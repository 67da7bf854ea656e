"""Losses: untrusted text in; value, gradient, Hessian and LaTeX out; and the catalogue."""

from losses.catalogue import CATALOGUE, Entry, Landmark, Minimum
from losses.errors import LossError
from losses.loss import Loss
from losses.parsing import parse_loss
from losses.view import View, suggest_view

__all__ = [
    "CATALOGUE",
    "Entry",
    "Landmark",
    "Loss",
    "LossError",
    "Minimum",
    "View",
    "parse_loss",
    "suggest_view",
]
