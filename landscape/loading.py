"""From the text of a loss to the compiled loss, once for each text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from landscape.window import View, suggest_view
from losses import CATALOGUE, Entry, Loss, LossError, parse_loss

KEPT = 128  # compiled losses; each holds some 100 kB of SymPy and code


class HasLoss(Protocol):
    """Anything that names its loss as an experiment does."""

    @property
    def loss(self) -> str: ...
    @property
    def constants(self) -> Mapping[str, float]: ...


def load(what: HasLoss | tuple[str, Mapping[str, float]]) -> Loss:
    """Return the loss of an experiment, or of a text and its constants.

    The text may be a key of the catalogue. Raises LossError where it cannot be read.
    """
    text, constants = what if isinstance(what, tuple) else (what.loss, what.constants)
    found = _load(text, tuple(sorted(constants.items())))
    if isinstance(found, LossError):
        # A fresh one each time: raising the kept one would pile up its tracebacks.
        raise LossError(found.message, found.position, names=found.names, suggested=found.suggested)
    return found


def unused(given: Mapping[str, float], loss: Loss) -> tuple[str, ...]:
    """Return the names given a value that the loss does not use.

    The loss has its constants under their display names: a_1 given is a1 in force.
    """
    if len(loss.constants) == len(given):
        return ()
    return tuple(name for name in given if name not in loss.constants)


def entry(text: str) -> Entry | None:
    """Return the catalogue's entry that the text names or spells, None for any other loss."""
    return CATALOGUE.get(text.strip()) or _spellings().get(_squeezed(text))


def view(what: HasLoss | tuple[str, Mapping[str, float]]) -> View:
    """Return window, starts and minima found from the loss itself. Raises LossError."""
    text, constants = what if isinstance(what, tuple) else (what.loss, what.constants)
    load((text, constants))
    return _view(text, tuple(sorted(constants.items())))


@lru_cache(maxsize=KEPT)
def _load(text: str, constants: tuple[tuple[str, float], ...]) -> Loss | LossError:
    known = CATALOGUE.get(text.strip())
    try:
        return parse_loss(known.text if known else text, dict(constants))
    except LossError as error:
        return error.with_traceback(None)


@lru_cache(maxsize=KEPT)
def _view(text: str, constants: tuple[tuple[str, float], ...]) -> View:
    return suggest_view(load((text, dict(constants))))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, Entry]:
    return {_squeezed(known.text): known for known in CATALOGUE.values()}


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("**", "^")
