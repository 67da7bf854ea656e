"""Formulas as values: one tree prints its symbols, prints its numbers, and computes.

A rule writes its update in these, so that the printed equation cannot say anything else than what
its numbers are checked against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Environment = Mapping[str, Any]  # value of every symbol: numbers, or arrays that broadcast


class Expr:
    """A formula; built by arithmetic, `//` is a fraction written on one line."""

    def __add__(self, other: Any) -> Op:
        return Op("+", (self, expr(other)))

    def __sub__(self, other: Any) -> Op:
        return Op("-", (self, expr(other)))

    def __rsub__(self, other: Any) -> Op:
        return Op("-", (expr(other), self))

    def __mul__(self, other: Any) -> Op:
        return Op("*", (self, expr(other)))

    def __rmul__(self, other: Any) -> Op:
        return Op("*", (expr(other), self))

    def __truediv__(self, other: Any) -> Op:
        return Op("/", (self, expr(other)))

    def __rtruediv__(self, other: Any) -> Op:
        return Op("/", (expr(other), self))

    def __floordiv__(self, other: Any) -> Op:
        return Op("//", (self, expr(other)))

    def __rfloordiv__(self, other: Any) -> Op:
        return Op("//", (expr(other), self))

    def __pow__(self, other: Any) -> Op:
        return Op("^", (self, expr(other)))

    def __rpow__(self, other: Any) -> Op:
        return Op("^", (expr(other), self))


@dataclass(frozen=True, eq=False)
class Number(Expr):
    """A constant of the formula, as it is written."""

    text: str


@dataclass(frozen=True, eq=False)
class Symbol(Expr):
    """A quantity by its name among the values, and its LaTeX."""

    name: str
    latex: str


@dataclass(frozen=True, eq=False)
class Running(Expr):
    """The product of the values of a formula in t over all updates up to this one."""

    factor: Expr
    latex: str


@dataclass(frozen=True, eq=False)
class Op(Expr):
    """An operation of COMPUTE on its parts."""

    sign: str
    parts: tuple[Expr, ...]


@dataclass(frozen=True, eq=False)
class Line:
    """An assignment: the symbol's value from here on. An `aside` is not part of the update."""

    name: str  # of the quantity, unique within a rule
    symbol: Symbol
    expr: Expr
    aside: bool = False


def let(symbol: Symbol, value: Expr, name: str = "") -> Line:
    """The line that gives the symbol a value; the quantity is named after it."""
    return Line(name or symbol.name, symbol, value)


def expr(value: Any) -> Expr:
    return value if isinstance(value, Expr) else Number(f"{value:g}")


def root(of: Expr) -> Op:
    return Op("sqrt", (of,))


def sign(of: Expr) -> Op:
    return Op("sign", (of,))


def size(of: Expr) -> Op:
    return Op("abs", (of,))


def larger(first: Expr, second: Any) -> Op:
    return Op("max", (first, expr(second)))


def above(left: Expr, right: Any, then: Expr, *, otherwise: Expr) -> Op:
    """`then` where left > right, else `otherwise`."""
    return Op("if", (left, expr(right), then, otherwise))


def chosen(left: Any, right: Any, then: Any, otherwise: Any) -> Any:
    return np.where(left > right, then, otherwise)


COMPUTE: Mapping[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "//": np.divide,
    "^": np.power,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "max": np.maximum,
    "if": chosen,
}


def value(of: Expr, env: Environment) -> Any:
    """The number, or the array of numbers, that a formula has."""
    if isinstance(of, Number):
        return float(of.text)
    if isinstance(of, Symbol):
        return env[of.name]
    if isinstance(of, Running):
        return running(of, env)
    assert isinstance(of, Op)
    return COMPUTE[of.sign](*(value(part, env) for part in of.parts))


def running(of: Running, env: Environment) -> Any:
    t = env["t"]
    every = np.arange(1.0, np.max(t) + 1)
    factors = np.broadcast_to(value(of.factor, {**env, "t": every}), every.shape)
    return np.multiply.accumulate(factors)[t.astype(int) - 1]
