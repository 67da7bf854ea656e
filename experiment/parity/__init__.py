"""Parity: every rule against recorded trajectories of PyTorch, Optax, Keras and the article."""

from experiment.parity.table import Parity, Table, parity

__all__ = ["Parity", "Table", "parity"]
