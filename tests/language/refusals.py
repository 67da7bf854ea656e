"""What a text is refused with, for the tests of all who refuse one."""

from typing import Any

import pytest

from language.errors import LanguageError
from losses import LossError, parse_loss

# The functions of a rule, as a sentence lists them.
OF_RULES = (
    "abs, armijo, ceil, clip, cos, dot, exact, exp, floor, grad, hess, log, loss, max, min, norm, "
    "sign, sin, solve, solve_abs, sqrt, tanh, where"
)
Row = tuple[str, int, str]  # text, caret column, sentence


def refusals(*rows: Row) -> pytest.MarkDecorator:
    """Return the decorator that tries every row: text, column of the caret, sentence."""
    return pytest.mark.parametrize(
        ("text", "place", "sentence"), rows, ids=[row[0] or "empty" for row in rows]
    )


def refused(work: Any, *arguments: Any) -> tuple[int | None, str]:
    """Return place and sentence of the error that a call ends with."""
    with pytest.raises(LanguageError) as caught:
        work(*arguments)
    assert str(caught.value) == caught.value.message
    return caught.value.position, caught.value.message


def refused_loss(text: str) -> tuple[int | None, str]:
    """Return place and sentence with which a loss is refused."""
    with pytest.raises(LossError):
        parse_loss(text)
    return refused(parse_loss, text)
