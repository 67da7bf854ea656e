"""The mean over the rows of a table, in SymPy and in NumPy."""

from typing import Any

import numpy as np
import sympy

from losses.functions.symbolic import Opaque

Expr = Any  # SymPy is untyped


class Column(sympy.Symbol):  # type: ignore[misc]
    """A column of a table: one number a row."""


class mean(Opaque):
    """A mean over the rows; the chain rule has its own rule for it."""

    nargs = 1


def over_rows(expr: Expr) -> Expr:
    """Return the mean of an expression over the rows; of what is the same in all rows, itself."""
    if not expr.has(Column):
        return expr
    number, rest = expr.as_coeff_Mul()
    return number * mean(rest)


def mean_of_rows(u: Any) -> Any:
    """Return the mean (K,) over the rows (n, K), added in their order whatever K is."""
    # NumPy adds a single column in another order than it adds several side by side.
    pair = np.repeat(u, 2, axis=1) if u.shape[1] == 1 else u
    return np.add.reduce(pair, axis=0)[: u.shape[1]] / len(u)
