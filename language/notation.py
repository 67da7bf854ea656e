"""What is written with more than signs: sums and products, norms, and cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from language.cursor import CLOSING
from language.dialect import OVER_ROWS
from language.errors import LanguageError
from language.printers.text import COMPARED, to_text
from language.tokens import OPENERS, Token
from language.tree import (
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Number,
    mapped,
    names_in,
    parts_of,
    walk,
)
from language.wording import shortened, shown

if TYPE_CHECKING:
    from language.parser import Parser

_CARRIED = re.compile(r"([0-9]?)([A-Za-z]+)([+-][0-9])?")  # the index in x_2i and x_i+1
MAX_DIGITS = 4  # of a bound
LOGICAL = ("and", "or")
_BOUNDS = "A sum or product has fixed bounds, as in \\sum_{i=1}^{2} x_i^2 or sum(x_i^2, i, 1, 2)."
_RAISED_SUM = (
    "A sum with a power behind it can be read in two ways; write sum((...)^2) or (sum(...))^2."
)
_ROWS = (
    "Cases have a value and a condition in each row, "
    "as in \\begin{cases} x^2 & x > 0 \\\\ -x & \\text{otherwise} \\end{cases}."
)
_PARTS = (
    "A norm needs the parts of its vector, as in norm(x, y); write x^2 + y^2 for its square "
    "and |x| for one number."
)


def series(p: Parser, token: Token) -> Node:
    """Read a sum or product behind its sign or name, as a call of (body, index, low, high)."""
    if p.here.text in ("_", "^"):
        return _with_limits(p, token)
    over_rows = p.dialect.table and token.text == "sum"
    if p.here.text not in ("(", "["):
        if over_rows:
            return Call("total", (p.factors(),), token.at)
        raise LanguageError(_BOUNDS, token.at)
    opening = p.begin()
    if p.ahead.text == "=":
        index, low = _index(p), p.after("=", _BOUNDS)
        arguments: tuple[Node, ...] = (index, low, p.after(",", _BOUNDS))
        body = p.after(",", _BOUNDS)
    else:
        inner = p.begin() if p.here.text == "[" and p.encloses_all(p.closers[-1]) else None
        body = p.expression(0)
        if over_rows and inner is None and p.here.text == CLOSING[opening.text]:
            p.close(opening)
            if p.here.text == "^":
                raise LanguageError(_RAISED_SUM, p.here.at)
            return Call("total", (body,), token.at)
        arguments = _range(p) if p.here.text == "for" else _listed_bounds(p)
        if inner:
            p.close(inner)
    p.close(opening)
    return Call(token.text, (body, *arguments), token.at)


def _with_limits(p: Parser, token: Token) -> Node:
    """Read \\sum_{i=1}^{2} and the product behind it."""
    low: tuple[Name, Node] | None = None
    high: Node | None = None
    while p.here.text in ("_", "^") and p.here.kind == "sign":
        if p.take().text == "^":
            high = p.group("sum")
        elif p.here.text in OPENERS:
            opening = p.begin()
            low = _index(p), p.after("=", _BOUNDS)
            p.close(opening)
        else:
            break
    if low is None or high is None:
        raise LanguageError(_BOUNDS, token.at)
    body = p.factors()
    if token.text == "prod":
        _check_end(body, low[0])
    return Call(token.text, (body, *low, high), token.at)


def _check_end(body: Node, index: Name) -> None:
    """Refuse a product of which nobody can tell where it ends, as in \\prod_i x_i y."""
    last = body.right if isinstance(body, Binary) and body.sign in "*/" else body
    if last is not body and not any(_uses(name, index.name) for name in names_in(last)):
        raise LanguageError(
            "Put brackets around all that is multiplied, or write this factor in front.", last.at
        )


def _index(p: Parser) -> Name:
    token = p.take()
    if token.kind != "name":
        raise LanguageError(_BOUNDS, token.at)
    return Name(token.text, token.at)


def _range(p: Parser) -> tuple[Node, Node, Node]:
    """Read `for i in range(1, 3)`."""
    p.take()
    index = _index(p)
    for word in ("in", "range"):
        if p.here.text != word:
            raise LanguageError(_BOUNDS, p.here.at)
        p.take()
    found = p.arguments(p.here)
    if not 1 <= len(found) <= 2:
        raise LanguageError(_BOUNDS, p.here.at)
    low = found[0] if len(found) == 2 else Number("0")
    return index, low, Binary("-", found[-1], Number("1"))


def _listed_bounds(p: Parser) -> tuple[Node, Node, Node]:
    """Read `, i, 1, 2` or `, (i, 1, 2)` or `, i=1..2`."""
    if p.here.text != ",":
        raise LanguageError(_BOUNDS, p.here.at)
    p.take()
    opening = p.begin() if p.here.text in OPENERS else None
    index = _index(p)
    named = p.here.text == "="
    low = p.after("=" if named else ",", _BOUNDS)
    high = p.after(".." if p.here.text == ".." else ",", _BOUNDS)
    if opening:
        p.close(opening)
    return index, low, high


def norm(p: Parser, opening: Token, closer: str) -> Node:
    """Read the vector between the bars of a norm, and which norm and which power it is."""
    p.closers.append(closer)
    parts = p.listed() if p.encloses_all(closer) else p.list_until(closer)
    p.close(opening)
    if closer == "|":
        p.take()
    if p.dialect.program:
        return p.call(opening._replace(text="norm"), parts)
    degree, square = _degree(p), squared(p)
    degree = degree or _degree(p)
    return norm_of(parts, opening.at, degree=degree or "2", squared=square)


def _degree(p: Parser) -> str:
    """Return the index behind a norm: 1, 2 or ∞; nothing where there is none."""
    if p.here.text != "_":
        return ""
    p.take()
    opening = p.begin() if p.here.text in OPENERS else None
    token = p.take()
    if opening:
        p.close(opening)
    if token.text not in ("1", "2", "∞"):
        raise LanguageError("Norms are those of index 1, 2 and infinity.", token.at)
    return token.text


def squared(p: Parser) -> bool:
    """Take the square behind a norm, which spares a root."""
    texts = [token.text for token in p.tokens[p.place : p.place + 4]]
    short, long = texts[:2] == ["^", "2"], "".join(texts) in ("^{2}", "^(2)")
    for _ in range(2 * short + 4 * long):
        p.take()
    return short or long


def norm_of(parts: tuple[Node, ...], at: int, *, degree: str = "2", squared: bool = False) -> Node:
    """Return a norm written out, such as sqrt(x^2 + y^2)."""
    if len(parts) < 2:
        raise LanguageError(_PARTS, at)
    two = Number("2", at)
    if degree == "∞":
        whole: Node = Call("max", tuple(Call("abs", (part,), at) for part in parts), at)
    else:
        terms: list[Node] = [
            Binary("^", part, two, at) if degree == "2" else Call("abs", (part,), at)
            for part in parts
        ]
        whole = joined("+", terms)
    if degree == "2":
        return whole if squared else Call("sqrt", (whole,), at)
    return Binary("^", whole, two, at) if squared else whole


def joined(sign: str, terms: list[Node]) -> Node:
    """Return terms joined from the left."""
    node = terms[0]
    for term in terms[1:]:
        node = Binary(sign, node, term, term.at)
    return node


def cases(p: Parser, token: Token) -> Node:
    """Read the rows up to \\end{cases}."""
    rows: list[tuple[Node, Node | None]] = []
    p.closers.append("endcases")
    while p.here.text != "endcases":
        value = p.expression(0)
        p.skip(",", "&", ",")
        p.skip(*("if", "for", "when"))
        plain = p.here.text in ("otherwise", "else")
        condition = p.take() and None if plain else p.condition()
        rows.append((value, condition))
        p.skip(",", ";", "\\")
        if p.here.kind == "end" or (plain and p.here.text != "endcases"):
            raise LanguageError(_ROWS, p.here.at)
    p.closers.pop()
    p.take()
    if not rows or rows[0][1] is None:
        raise LanguageError(_ROWS, token.at)
    node: tuple[Node, ...] = ()
    for value, condition in reversed(rows):
        node = (
            (value,) if condition is None else (Call("where", (condition, value, *node), value.at),)
        )
    return node[0]


def choice(p: Parser, then: Node) -> Node:
    """Read `if x > 0 else -x` behind a value."""
    at = p.take().at
    condition = p.condition()
    if p.here.text != "else":
        raise LanguageError("A choice has two sides, as in x^2 if x > 0 else -x.", p.here.at)
    p.take()
    otherwise = p.whole()
    if isinstance(condition, Binary) and {then, otherwise} == {condition.left, condition.right}:
        larger = (condition.sign in (">", ">=")) == (then == condition.left)
        sides = ", ".join(shortened(to_text(side)) for side in (condition.left, condition.right))
        raise LanguageError(
            f"This choice is {'max' if larger else 'min'}({sides}); write it so.", at
        )
    return Call("where", (condition, then, otherwise), at)


def check_choices(node: Node, *, program: bool) -> None:
    """Refuse comparisons everywhere but as the condition of where(...), and there nothing else."""
    if isinstance(node, Binary) and (node.sign in LOGICAL or node.sign in COMPARED):
        raise LanguageError(
            "A comparison stands only at the front of where(...)."
            if program
            else "A comparison is not a loss; for cases write where(x > 0, x^2, -x).",
            node.at,
        )
    parts = parts_of(node)
    if isinstance(node, Call) and node.function == "where":
        values = _compared(parts[0])
        if values is None:
            name = "t" if program else "x"
            raise LanguageError(
                f"where(...) begins with a comparison, as in where({name} > 1, a, b).", node.at
            )
        parts = (*values, *parts[1:])
    for part in parts:
        check_choices(part, program=program)


def _compared(condition: Node) -> tuple[Node, ...] | None:
    """Return what is compared in a condition; None where it is none."""
    if not isinstance(condition, Binary):
        return None
    if condition.sign in LOGICAL:
        left, right = _compared(condition.left), _compared(condition.right)
        return None if left is None or right is None else left + right
    return parts_of(condition) if condition.sign in COMPARED else None


def _uses(name: str, index: str) -> bool:
    """Say whether a name is the index or carries it, as x_i, x_i+1 and x_2i do."""
    carried = _CARRIED.fullmatch(name.partition("_")[2])
    return name == index or bool(carried and carried.group(2) == index)


class _Series:
    """Writes out the sums and products of a tree."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.most = most
        self.indices: set[str] = set()

    def of(self, node: Node, values: Mapping[str, int]) -> Node:
        self.left -= 1
        if self.left < 0:
            raise LanguageError(
                f"Written out the loss is too long; {self.most} numbers, names and signs at most.",
                node.at,
            )
        if isinstance(node, Call) and node.function in ("sum", "prod"):
            return self.written_out(node, values)
        if isinstance(node, Name):
            return self.name(node, values)
        return mapped(node, lambda part: self.of(part, values))

    def written_out(self, node: Call, values: Mapping[str, int]) -> Node:
        body, index, low, high = node.arguments
        assert isinstance(index, Name)
        self.indices.add(index.name)
        first, last = whole_number(low, values), whole_number(high, values)
        if last - first >= self.most:
            raise LanguageError(f"A sum or product has at most {self.most} terms.", node.at)
        terms = [self.of(body, {**values, index.name: value}) for value in range(first, last + 1)]
        sign, nothing = ("+", "0") if node.function == "sum" else ("*", "1")
        return joined(sign, terms) if terms else Number(nothing, node.at)

    def name(self, node: Name, values: Mapping[str, int]) -> Node:
        letters, _, suffix = node.name.partition("_")
        if node.name in values:
            return _number(values[node.name], node.at)
        carried = _CARRIED.fullmatch(suffix)
        if carried is None or carried.group(2) not in values:
            return node
        place = int(carried.group(1) or 1) * values[carried.group(2)] + int(carried.group(3) or 0)
        if place < 0:
            raise LanguageError(f"The index {place} is below zero.", node.at)
        return Name(f"{letters}{'_' * letters[-1].isdigit()}{place}", node.at)


def _number(value: int, at: int) -> Node:
    return Number(str(value), at) if value >= 0 else Negative(Number(str(-value), at), at)


def whole_number(node: Node, values: Mapping[str, int]) -> int:
    """Return the bound of a sum: whole numbers, outer indices and + - * of them."""
    if isinstance(node, Number) and node.text.isdigit():
        if len(node.text) > MAX_DIGITS:
            raise LanguageError(
                f"The bound {shown(node.text)} of a sum or product is too large; "
                f"it has {MAX_DIGITS} digits at most.",
                node.at,
            )
        return int(node.text)
    if isinstance(node, Name) and node.name in values:
        return values[node.name]
    if isinstance(node, Negative):
        return -whole_number(node.operand, values)
    if isinstance(node, Binary) and node.sign in "+-*":
        left, right = whole_number(node.left, values), whole_number(node.right, values)
        return (
            left + right if node.sign == "+" else left - right if node.sign == "-" else left * right
        )
    what = f"; {shown(node.name)} has no value here" if isinstance(node, Name) else ""
    raise LanguageError(f"The bounds of a sum or product are whole numbers{what}.", node.at)


def without_series(node: Node, most: int) -> Node:
    """Return the tree with its sums and products written out, at most so many nodes long."""
    if not any(isinstance(n, Call) and n.function in ("sum", "prod") for n in walk(node)):
        return node
    writer = _Series(most)
    plain = writer.of(node, {})
    for n in walk(plain):
        if isinstance(n, Name) and any(_uses(n.name, index) for index in writer.indices):
            raise LanguageError(
                f"{shown(n.name)} stands outside its sum or product; "
                "put brackets around all that belongs to it.",
                n.at,
            )
    return plain


def check_rows(node: Node, *, inside: bool = False) -> None:
    """Refuse a mean over rows inside another one."""
    over = isinstance(node, Call) and node.function in OVER_ROWS
    if over and inside:
        raise LanguageError(
            "A mean or sum over the rows stands inside another one; put them side by side.",
            node.at,
        )
    for part in parts_of(node):
        check_rows(part, inside=inside or over)
