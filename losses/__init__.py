"""Losses: untrusted text in; value, gradient, Hessian and LaTeX out; and the catalogue."""

from language.errors import LossError
from losses.catalogue import CATALOGUE, Entry, Landmark, Minimum
from losses.loss import Loss
from losses.parse_loss import parse_loss

__all__ = [
    "CATALOGUE",
    "Entry",
    "Landmark",
    "Loss",
    "LossError",
    "Minimum",
    "parse_loss",
]
