"""Formulas in LaTeX: with their symbols, and with the numbers of an update in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers.formulas.formula import Environment, Expr, Line, Number, Op, Running, Symbol, value

Printed = tuple[str, int]  # LaTeX and how strongly it holds together
Show = Callable[[Expr], Printed]

SIGNED, SUM, PRODUCT, POWER, ATOM = range(5)
BARE = (Symbol, Number)
DIGITS = 4  # significant, of a number in a formula


@dataclass(frozen=True)
class Form:
    """How an operation is printed: where its parts go, their least strengths, its own."""

    template: str
    floors: tuple[int, ...]
    strength: int


FORMS = {
    "+": Form("{} + {}", (SIGNED, PRODUCT), SUM),
    "-": Form("{} - {}", (SIGNED, PRODUCT), SUM),
    "*": Form("{}{}{}", (PRODUCT, PRODUCT), PRODUCT),
    "/": Form(r"\frac{{{}}}{{{}}}", (SIGNED, SIGNED), POWER),
    "//": Form("{} / {}", (PRODUCT, POWER), PRODUCT),
    "^": Form("{}^{{{}}}", (ATOM, SIGNED), POWER),
    "sqrt": Form(r"\sqrt{{{}}}", (SIGNED,), ATOM),
    "abs": Form("|{}|", (SIGNED,), ATOM),
    "sign": Form(r"\operatorname{{sign}}({})", (SIGNED,), ATOM),
    "max": Form(r"\max({}, {})", (SIGNED, SIGNED), ATOM),
    "if": Form(r"{2}\ \text{{if}}\ {0} > {1},\ \text{{else}}\ {3}", (SIGNED,) * 4, SIGNED),
}


def equation(line: Line) -> str:
    """The assignment in symbols."""
    return f"{line.symbol.latex} = {printed(line.expr, in_symbols)[0]}"


def printed(of: Expr, show: Show) -> Printed:
    """The LaTeX of a formula; `show` prints symbols and picks branches."""
    if not isinstance(of, Op):
        return show(of)
    if of.sign == "if":
        branch = show(of)
        if branch[0]:
            return branch
    form = FORMS[of.sign]
    parts = [printed(part, show) for part in of.parts]
    texts = [
        text if strength >= floor else f"({text})"
        for (text, strength), floor in zip(parts, form.floors, strict=True)
    ]
    if of.sign == "*":
        texts.insert(1, show(of)[0])
        return "".join(texts), PRODUCT
    return form.template.format(*texts).replace("^{2}", "^2"), form.strength


def in_symbols(of: Expr) -> Printed:
    """Symbols as they are; between two of them a space, elsewhere a thin one."""
    if isinstance(of, Number):
        return of.text, ATOM
    if isinstance(of, Symbol | Running):
        return of.latex, ATOM if isinstance(of, Symbol) else PRODUCT
    if isinstance(of, Op) and of.sign == "*":
        left, right = of.parts
        if isinstance(right, Op) and isinstance(right.parts[0], Number) and right.sign == "^":
            return r" \cdot ", PRODUCT  # two numbers in a row would read as one
        return (" " if isinstance(left, BARE) and isinstance(right, BARE) else r"\, "), PRODUCT
    return "", ATOM


class InNumbers:
    """Prints every symbol as its number; remembers whether all digits could be shown."""

    def __init__(self, env: Environment, read: Callable[[Any], float]) -> None:
        self.env, self.read, self.exact = env, read, True

    def __call__(self, of: Expr) -> Printed:
        if isinstance(of, Number):
            return of.text, ATOM
        if isinstance(of, Op) and of.sign == "*":
            return r" \cdot ", PRODUCT
        if isinstance(of, Op):
            left, right, *branches = of.parts
            holds = self.read(value(left, self.env)) > self.read(value(right, self.env))
            return printed(branches[0 if holds else 1], self)
        return self.number(self.read(value(of, self.env)))

    def number(self, number: float) -> Printed:
        self.exact = self.exact and float(f"{number:.{DIGITS}g}") == number
        return latex_number(number)


def latex_number(number: float) -> Printed:
    """A number with four significant digits; large and small ones with a power of ten."""
    if not np.isfinite(number):
        words = {"inf": r"\infty", "-inf": r"-\infty"}
        return words.get(str(float(number)), r"\text{undefined}"), SIGNED
    mantissa, mark, exponent = f"{number + 0.0:.{DIGITS}g}".partition("e")  # no -0
    text = rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if mark else mantissa
    text = text.removeprefix(r"1 \cdot ")
    return text, SIGNED if text[0] == "-" else PRODUCT if mark else ATOM


def equation_in_numbers(
    line: Line, env: Environment, read: Callable[[Any], float], *, name: str
) -> str:
    """The line for the symbol of that name, with its numbers and its result, env["result"]."""
    show = InNumbers(env, read)
    text, (result, _) = printed(line.expr, show)[0], show.number(read(env["result"]))
    if text == result:
        return f"{name} = {result}"
    relation = "=" if show.exact else r"\approx"
    return f"{name} = {text} {relation} {result}"
