"""From what names a loss to what it looks like, worked out once for each loss and window."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from landscape.landscape import KnownMinimum, Landscape, catalogued, survey
from losses import CATALOGUE, Entry, Loss, LossError, parse_loss
from losses.catalogue import Window
from losses.tables import Table

KEPT = 128  # losses and looks at them; each loss holds some 100 kB of SymPy and code
Constants = tuple[tuple[str, float], ...]


class HasLoss(Protocol):
    """Anything that names its loss as an experiment does; an empty window is the loss's own."""

    @property
    def loss(self) -> str: ...
    @property
    def constants(self) -> Mapping[str, float]: ...
    @property
    def table(self) -> Table | None: ...
    @property
    def window(self) -> Window: ...


# Or the text of a loss, its constants, and the table that it goes over, if it has one.
Named = tuple[str, Mapping[str, float]] | tuple[str, Mapping[str, float], Table | None]
What = HasLoss | Named


def look_at(what: What) -> Landscape:
    """Return what a loss looks like: through an experiment's window, or one that suits the loss.

    Cached. Raises LossError.
    """
    own, window = _own(*_parts(what)), () if isinstance(what, tuple) else what.window
    return _through(own, window) if window else own


def load(what: What) -> Loss:
    """Return the loss itself. Cached. Raises LossError where it cannot be read."""
    found = _load(*_parts(what))
    if isinstance(found, LossError):
        # A fresh one each time: raising the kept one would pile up its tracebacks.
        raise LossError(found.message, found.position, names=found.names, suggested=found.suggested)
    return found


def minima(what: What) -> tuple[KnownMinimum, ...]:
    """Return the minima that are known of a loss. Raises LossError."""
    return look_at(what).minima


def entry(what: What) -> Entry | None:
    """Return the catalogue's entry whose key or text a loss is, None for any other.

    With a constant it is another loss: x^2 + y^2 with y = 3 has one variable. Further spellings of
    the same formula are other losses too: links have been shared that rest on their own windows.
    """
    text, constants, table = _parts(what)
    return (
        None if constants or table else CATALOGUE.get(text.strip()) or _BY_TEXT.get(_squeezed(text))
    )


def unused(given: Mapping[str, float], loss: Loss) -> tuple[str, ...]:
    """Return the names given a value that the loss does not use.

    The loss has its constants under their display names: a_1 given is a1 in force.
    """
    if len(loss.constants) == len(given):
        return ()
    return tuple(name for name in given if name not in loss.constants)


def _parts(what: What) -> tuple[str, Constants, Table | None]:
    named = what if isinstance(what, tuple) else (what.loss, what.constants, what.table)
    text, constants, *table = named
    return text, tuple(sorted(constants.items())), table[0] if table else None


@lru_cache(maxsize=KEPT)
def _load(text: str, constants: Constants, table: Table | None) -> Loss | LossError:
    known = None if table else CATALOGUE.get(text.strip())
    try:
        return parse_loss(known.text if known else text, dict(constants), table)
    except LossError as error:
        return error.with_traceback(None)


@lru_cache(maxsize=KEPT)
def _own(text: str, constants: Constants, table: Table | None) -> Landscape:
    loss = load((text, dict(constants), table))
    known = entry((text, loss.constants, table))
    return catalogued(loss, known) if known else survey(loss)


@lru_cache(maxsize=KEPT)
def _through(own: Landscape, window: Window) -> Landscape:
    return replace(own, window=window)


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("**", "^")


_BY_TEXT = {_squeezed(known.text): known for known in CATALOGUE.values()}
