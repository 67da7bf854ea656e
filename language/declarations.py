"""The definition that may stand in front of a loss: f(w, b) =, y =, lambda x:, x ↦."""

from typing import NamedTuple

from language.errors import LanguageError
from language.names import canonical, refuse
from language.tokens import Token
from language.wording import shown
from language.words import CONSTANTS, each, function_named

EQUATION = "A loss is one expression, not an equation; write the part after the = sign alone."


class Definition(NamedTuple):
    declared: tuple[str, ...] | None  # variables in f(w, b) =, None without such a start
    tokens: list[Token]


def define(tokens: list[Token]) -> Definition:
    """Take `f(x, y) =`, `y =`, `loss =`, `lambda x:` or `x ↦` off the front."""
    for read in (_python_lambda, _function_head, _plain_head, _arrow_head):
        found = read(tokens)
        if found is not None:
            return found
    return Definition(None, tokens)


def _list_of_names(tokens: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Read `x, y` from `at`; return the names and the place behind them."""
    names: list[str] = []
    while at < len(tokens) and tokens[at].kind == "word" and not tokens[at].module:
        name = _declarable(tokens[at])
        if name in names:
            raise LanguageError(f"{shown(name)} is declared twice.", tokens[at].at)
        names.append(name)
        at += 1
        if tokens[at].text not in (",", ";") or tokens[at + 1].kind != "word":
            break
        at += 1
    return tuple(names), at


def _texts(tokens: list[Token], at: int, count: int) -> list[str]:
    return [token.text for token in tokens[at : at + count]]


def _assignment(tokens: list[Token], at: int) -> int | None:
    """Return the place behind = or :=, or None where there is none."""
    if _texts(tokens, at, 1) == ["="] and _texts(tokens, at + 1, 1) != ["="]:
        return at + 1
    if _texts(tokens, at, 2) == [":", "="]:
        return at + 2
    return None


def _python_lambda(tokens: list[Token]) -> Definition | None:
    start = 0
    if tokens[0].kind == "word" and _texts(tokens, 1, 2) == ["=", "lambda"]:
        start = 2
    if tokens[start].text != "lambda" or tokens[start + 1].kind != "word":
        return None
    names, at = _list_of_names(tokens, start + 1)
    return Definition(names, tokens[at + 1 :]) if tokens[at].text == ":" else None


def _function_head(tokens: list[Token]) -> Definition | None:
    if tokens[0].kind != "word" or _texts(tokens, 1, 1) != ["("] or tokens[2].kind != "word":
        return None
    try:
        names, at = _list_of_names(tokens, 2)
    except LanguageError:
        if any(token.text == "=" for token in tokens):
            raise
        return None
    behind = _assignment(tokens, at + 1)
    if tokens[at].text != ")" or behind is None:
        return None
    return Definition(names, tokens[behind:])


_LEFT_SIDES = frozenset(
    each("y z f g h F L J E C u v l cost loss error objective mse MSE Loss energy risk")
)


def _plain_head(tokens: list[Token]) -> Definition | None:
    """Take `y =` off, if what follows does not speak of y."""
    head, behind = tokens[0], _assignment(tokens, 1)
    if head.kind != "word" or behind is None:
        return None
    rest = tokens[behind:]
    again = any(token.text == head.text and token.kind == "word" for token in rest)
    unknown = any(token.kind == "word" for token in rest)
    if head.text not in _LEFT_SIDES or again or not unknown:
        raise LanguageError(EQUATION, tokens[1].at)
    return Definition(None, rest)


def _arrow_head(tokens: list[Token]) -> Definition | None:
    start = 2 if tokens[0].kind == "word" and _texts(tokens, 1, 1) == [":"] else 0
    bracket = int(_texts(tokens, start, 1) == ["("])
    if all(token.text != "↦" for token in tokens) or tokens[start + bracket].kind != "word":
        return None
    names, at = _list_of_names(tokens, start + bracket)
    at += bracket
    return Definition(names, tokens[at + 1 :]) if tokens[at].text == "↦" else None


def _declarable(token: Token) -> str:
    """Return the display name that a definition declares, unless the word has a meaning."""
    refuse(token)
    meaning = CONSTANTS.get(token.text) or function_named(token.text)
    if meaning is not None and not token.suffix:
        raise LanguageError(
            f"{shown(token.text)} has a meaning of its own; use another name.", token.at
        )
    return canonical(token.text, token.suffix)
