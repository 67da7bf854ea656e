"""`parse_loss`: a stranger's text in, a loss or one clear sentence out."""

import re
import string
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from language.declarations import define
from language.dialect import LOSS, OVER_ROWS, TABLE_LOSS
from language.errors import LanguageError, LossError
from language.names import canonical, resolve
from language.parser import parse
from language.tokens import tokenize
from language.tree import Call, Name, Node, names_in, parts_of
from language.wording import listed, shortened, shown
from language.words import GREEK
from losses import limits
from losses.loss import Floats, Loss
from losses.printing.notes import notes_on
from losses.symbolic.derivatives import derive
from losses.tables.table import Table

_INDEXED = re.compile(r"([A-Za-z]+)(?:[0-9]+|_[A-Za-z]+)")
_FIRST = "xyztwuvsrpqnm"  # letters that are usually variables, in that order


def parse_loss(
    text: str, constants: Mapping[str, float] | None = None, table: Table | None = None
) -> Loss:
    """Read a loss of one or two variables; names in `constants` are numbers, not variables.

    text        at most 400 characters, as on a blackboard, in Python, in LaTeX or off a web page
    constants   name -> finite value of at most 1e6; names that the text does not use are ignored
    table       whose columns the text may name inside of mean(...) and sum(...)
    Raises      LossError, and nothing else
    """
    if not isinstance(text, str):
        raise LossError("A loss is text, such as x^2 + y^2.")
    given = _checked(constants or {})
    try:
        return _loss(text, tuple(given.items()), table)
    except LossError:
        raise
    except LanguageError as error:
        raise LossError.of(error) from None


@lru_cache(maxsize=limits.CACHED)
def _loss(text: str, given: tuple[tuple[str, float], ...], table: Table | None) -> Loss:
    values = dict(given)
    columns = table.columns if table else ()
    tree, declared = read(text, tuple(values), columns)
    _check_columns(tree, columns)
    named = names_in(tree)
    found = {name: place for name, place in named.items() if name not in columns}
    used_columns = {name: table.column(name) for name in named if table and name in columns}
    variables = _variables(found, declared, values)
    used = {name: values[name] for name in found if name in values}
    rows = len(table.values) if table else 0
    derived = derive(tree, variables, tuple(used), (tuple(used_columns), rows))
    loss = Loss(
        text,
        tree,
        variables=variables,
        constants=used,
        derived=derived,
        columns=used_columns,
        notes=notes_on(tree, variables),
    )
    _require_values(loss)
    return loss


@lru_cache(maxsize=limits.CACHED)
def read(
    text: str, constants: tuple[str, ...] = (), columns: tuple[str, ...] = ()
) -> tuple[Node, tuple[str, ...] | None]:
    """Return the tree of a text and the variables that it declares in front, if it does."""
    dialect = TABLE_LOSS if columns else LOSS
    definition = define(tokenize(text, columns=columns))
    known = (*constants, *(definition.declared or ()), *columns)
    tree = parse(resolve(definition.tokens, known, dialect), dialect)
    return tree, definition.declared


def _check_columns(node: Node, columns: tuple[str, ...], *, inside: bool = False) -> None:
    """Refuse a column outside of a mean or sum: it has a number for every row."""
    if isinstance(node, Name) and node.name in columns and not inside:
        raise LossError(
            f"The column {shown(node.name)} has a number for every row; "
            "it belongs inside mean(...) or sum(...).",
            node.at,
        )
    within = inside or (isinstance(node, Call) and node.function in OVER_ROWS)
    for part in parts_of(node):
        _check_columns(part, columns, inside=within)


def _checked(constants: Mapping[str, float]) -> dict[str, float]:
    values = {}
    for typed, value in constants.items():
        name = _constant_name(str(typed))
        number = _number(name, value)
        if not abs(number) <= limits.CONSTANT:
            raise LossError(
                f"The constant {shown(name)} is {number:g}; between -1e6 and 1e6 is allowed."
            )
        values[name] = number
    return values


def _number(name: str, value: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise LossError(f"The constant {shown(name)} is not a number of ordinary size.") from None


def _constant_name(typed: str) -> str:
    """Return the display name: a_1 and a₁ are a1, α is alpha."""
    try:
        first = tokenize(typed)[0]
    except LanguageError:
        return typed
    return canonical(first.text, first.suffix) if first.kind == "word" else GREEK.get(typed, typed)


def _variables(
    found: dict[str, int], declared: tuple[str, ...] | None, constants: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the variables in order, or raise for none, or for more than two."""
    free = [name for name in found if name not in constants]
    if declared is None:
        if not free:
            raise LossError(_nameless(found), 0)
        if len(free) > 2:
            raise _too_many(free, found)
        return _in_order(free)
    own = tuple(name for name in declared if name not in constants)
    others = [name for name in free if name not in own]
    if len(own) > 2 or others:
        raise _too_many([*own, *others], found, declared=own if others else ())
    if not own:
        raise LossError(_nameless(found), 0)
    return own


def _in_order(free: list[str]) -> tuple[str, ...]:
    """Return x before y and x_1 before x_2, whatever the text has first; others as in the text."""
    if set(free) == {"x", "y"}:
        return ("x", "y")
    indices = [_INDEXED.fullmatch(name) for name in free]
    if len({found and found.group(1) for found in indices}) != 1 or None in indices:
        return tuple(free)
    return tuple(sorted(free, key=_rank))


def _rank(name: str) -> tuple[int, str]:
    index = name.lstrip(string.ascii_letters).removeprefix("_")
    return (int(index), "") if index.isdigit() else (0, name)


def _nameless(found: dict[str, int]) -> str:
    if found:
        return "Every name of this loss is a constant; one or two variables are needed."
    return "The loss names no variable; write one or two, as in x^2 + y^2."


def _too_many(
    names: list[str], found: dict[str, int], *, declared: tuple[str, ...] = ()
) -> LossError:
    """Return the error that lists all names and says which could be constants."""
    likely = sorted(names, key=lambda n: _FIRST.find(n[0]) if n[0] in _FIRST else 99)
    usual = tuple(name for name in ("x", "y") if name in names)
    keep = declared or usual or tuple(likely[:2])
    rest = tuple(name for name in names if name not in keep)
    place = min((found[name] for name in rest if name in found), default=0)
    if len(names) > limits.NAMES:
        return LossError(
            f"The loss has {len(names)} names; one or two variables are possible.", place
        )
    one = len(rest) == 1
    start = (
        f"The loss declares {_list(declared)} but also names {_list(rest)}."
        if declared
        else f"The loss has {len(names)} names, {_list(names)}; two variables at most."
    )
    offer = f"Make {_list(rest)} {'a constant' if one else 'constants'} by giving "
    return LossError(
        f"{start} {offer}{'it a value' if one else 'them values'}.",
        place,
        names=tuple(names),
        suggested=rest,
    )


def _list(names: Iterable[str]) -> str:
    return listed(map(shortened, names), "and")


def _grid(size: int) -> Floats:
    """Return points (N, d) about the origin at scales from 0.1 to 1000."""
    line = np.linspace(-1.0, 1.0, 41 if size == 1 else 21) + 0.003  # avoids whole numbers
    pair = line[:, None] if size == 1 else np.stack(np.meshgrid(line, line), -1).reshape(-1, 2)
    return np.concatenate([pair * scale for scale in (0.1, 1.0, 10.0, 1000.0)])


def _require_values(loss: Loss) -> None:
    """Refuse a loss that has a finite value and gradient almost nowhere."""
    points = _grid(len(loss.variables))
    finite = np.isfinite(loss.value(points)) & np.isfinite(loss.gradient(points)).all(axis=-1)
    if np.mean(finite) < 0.02 and loss.rows:
        raise LossError(
            "The loss has almost nowhere a finite real value for these rows; "
            "a power, a root or a logarithm of a column needs numbers above 0.",
            0,
        )
    if np.mean(finite) < 0.02:
        raise LossError(
            "The loss has almost nowhere a finite real value between -1000 and 1000.", 0
        )
