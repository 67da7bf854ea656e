"""A loss and its exact gradient as Python source, in the functions of one library.

Printed from the expressions that the engine compiles; nothing of the user's own text passes, and
every name is an identifier that means nothing to Python.
"""

import keyword
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import numbered_symbols
from sympy.simplify.cse_main import cse

from language.printers.text import ATOM, MINUS, POWER, strength
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number, walk
from losses.loss import Loss
from losses.printing.python_functions import DEFINITIONS, MODULES, definition, spelled
from losses.symbolic.from_sympy import Unbuilder

Expr = Any
_LONG = 90  # characters of a partial derivative from which common parts get names
_LOGICAL = {"and": "&", "or": "|"}
_RESERVED = {"jax", "math", "loss", "gradient", "data", *MODULES, *DEFINITIONS}


@dataclass(frozen=True)
class Source:
    """Source text of a loss; every name in it is one of these, the module, or in `definitions`.

    variables, constants   names of the parameters, in the order of the loss
    columns of a table are read from a mapping: data["u"]
    parts                  (name, expression) in order: what the partial derivatives share
    bent, hessian          the same of the second derivatives, upper triangle by row
    definitions            source of functions that the library does not have
    """

    variables: tuple[str, ...]
    constants: tuple[str, ...]
    value: str
    parts: tuple[tuple[str, str], ...]
    gradient: tuple[str, ...]
    bent: tuple[tuple[str, str], ...]
    hessian: tuple[str, ...]
    definitions: tuple[str, ...]


def python_source(
    loss: Loss, module: str, *, gradient: bool = True, hessian: bool = False
) -> Source:
    """Return the loss in the functions of a module: np, torch, jnp or ops (of Keras).

    gradient   False leaves the derivatives out, for libraries that derive by themselves
    hessian    True has the second ones too, unless they are too long
    """
    derived = loss._derived
    columns = loss.columns
    own_names = [name for name in derived._symbols if name not in columns]
    spelled_names = dict(zip(own_names, identifiers(own_names), strict=True))
    spelled_names |= {name: f'data["{name}"]' for name in columns}
    names = {symbol: spelled_names[name] for name, symbol in derived._symbols.items()}
    value = derived.built()
    shared, partials = _shortened(derived._gradient, names) if gradient else ([], [])
    printer, exact = Printer(module), _Exact(names, decimals=True)
    texts = [printer.of(exact.tree(value))]
    parts = tuple((names[symbol], printer.of(exact.tree(part))) for symbol, part in shared)
    texts += [printer.of(exact.tree(partial)) for partial in partials]
    second = [entry for row in (derived.second() or []) for entry in row] if hessian else []
    bending, entries = _shortened(second, names)
    bent = tuple((names[symbol], printer.of(exact.tree(part))) for symbol, part in bending)
    own, count = tuple(names.values()), len(loss.variables)
    return Source(
        own[:count],
        own[count : count + len(loss.constants)],
        texts[0],
        parts,
        tuple(texts[1:]),
        bent,
        tuple(printer.of(exact.tree(entry)) for entry in entries),
        tuple(definition(name, module) for name in printer.missing),
    )


def identifiers(names: Iterable[str]) -> list[str]:
    """Return a Python identifier for each display name, all different: lambda is lambda_."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"\W", "_", name, flags=re.ASCII) or "_"
        plain = f"v{plain}" if plain[0].isdigit() else plain
        while keyword.iskeyword(plain) or plain in _RESERVED or plain in found:
            plain += "_"
        found.append(plain)
    return found


def _shortened(
    partials: Sequence[Expr], names: dict[Expr, str]
) -> tuple[list[tuple[Expr, Expr]], list[Expr]]:
    """Return named common parts and what is left of long derivatives; names are added."""
    printer, exact = Printer("np"), _Exact(names, decimals=True)
    if max((len(printer.of(exact.tree(p))) for p in partials), default=0) <= _LONG:
        return [], list(partials)
    taken, first = list(names.values()), len(names)
    # In canonical order: the same every time.
    shared, left = cse(partials, numbered_symbols("x", start=first), list=False)
    for number, (symbol, _) in enumerate(shared, start=1):
        names[symbol] = identifiers([*taken, f"part{number}"])[-1]
        taken.append(names[symbol])
    return shared, list(left)


class _Exact(Unbuilder):
    """Numbers with all their digits; what is read by a machine must not be rounded."""

    def number(self, expr: Expr) -> Node:
        if expr < 0:
            return Negative(self.number(-expr))
        if expr.is_Integer and expr < 10**15:
            return Number(str(int(expr)))
        short = Fraction(repr(float(expr)))
        if expr.is_Rational and not expr.is_Integer and short != Fraction(int(expr.p), int(expr.q)):
            return Binary("/", _whole(int(expr.p)), _whole(int(expr.q)))
        return Number(repr(float(expr)))

    def function(self, name: str, expr: Expr) -> Node:
        if name in ("gate", "tower", "where"):
            return Call(name, tuple(self.tree(argument) for argument in expr.args))
        return super().function(name, expr)


def _whole(number: int) -> Number:
    # A tensor library refuses an integer of more than 64 bits beside a tensor.
    return Number(str(number) if number < 10**15 else repr(float(number)))


class Printer:
    """Prints trees in the functions of one module, and notes which of them it does not have."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.missing: dict[str, None] = {}

    def of(self, node: Node, floor: int = 0) -> str:
        """Return the node's source, in brackets where it binds more loosely than `floor`."""
        inside = self.bare(node)
        return inside if strength(node) >= floor else f"({inside})"

    def bare(self, node: Node) -> str:
        if isinstance(node, Number):
            return node.text
        if isinstance(node, Constant):
            return spelled(node.name, self.module)
        if isinstance(node, Name):
            return node.name
        if isinstance(node, Negative):
            return f"-{self.of(node.operand, MINUS)}"
        return self.call(node) if isinstance(node, Call) else self.binary(node)

    def binary(self, node: Binary) -> str:
        own = strength(node)
        if own == POWER:
            return f"{self.of(node.left, ATOM)}**{self.of(node.right, ATOM)}"
        if node.sign in _LOGICAL:
            return f"{self.of(node.left, ATOM)} {_LOGICAL[node.sign]} {self.of(node.right, ATOM)}"
        right = ATOM if isinstance(node.right, Negative) else own + 1
        return f"{self.of(node.left, own)} {node.sign} {self.of(node.right, right)}"

    def call(self, node: Call) -> str:
        name = spelled(node.function, self.module)
        if name == node.function:
            self.missing[name] = None
        return f"{name}({', '.join(self.argument(node, part) for part in node.arguments)})"

    def argument(self, node: Call, part: Node) -> str:
        # PyTorch takes no bare number where it takes two tensors; Keras runs on PyTorch here.
        bare = len(node.arguments) > 1 and self.is_number(part)
        tensor = bare and self.module in ("torch", "ops")
        text = self.of(part)
        return f"torch.tensor({text}{'.0' * text.isdigit()})" if tensor else text

    def is_number(self, part: Node) -> bool:
        """Say whether a part is one number, whatever the point."""
        return not any(isinstance(node, Name) for node in walk(part))
