"""The definition that may stand in front of a loss: f(w, b) =, y =, lambda x:, x ->, @(x, y)."""

from typing import NamedTuple

from language.errors import LanguageError
from language.names import canonical, refuse
from language.tokens import OPENERS, Token
from language.wording import shown
from language.words import CONSTANTS, each, function_named

EQUATION = "A loss is one expression, not an equation; write the part after the = sign alone."


class Definition(NamedTuple):
    declared: tuple[str, ...] | None  # variables in f(w, b) =, None without such a start
    tokens: list[Token]


def define(tokens: list[Token]) -> Definition:
    """Take `f(x, y) =`, `y =`, `loss =`, `lambda x:`, `x ->` or `@(x, y)` off the front.

    A name declared alone that the loss has with indices only, as in f(x) = x_1^2, is a vector.
    """
    tokens = [t for t, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True)
              if (t.text, after.text) != ("&", "=")]  # fmt: skip
    if tokens[0].text in ("return", "const", "let") and tokens[1].kind == "word":
        tokens = tokens[1:]
    for read in (_python_lambda, _function_head, _arrow_head, _plain_head):
        found = read(tokens)
        if found is not None:
            return Definition(None, found.tokens) if _is_vector(found) else found
    return Definition(None, tokens)


def _is_vector(found: Definition) -> bool:
    if found.declared is None or len(found.declared) != 1:
        return False
    (name,) = found.declared
    same = [t.suffix or t.text[len(name) :] for t in found.tokens if _stem(t) == name]
    return bool(same) and all(same)


def _stem(token: Token) -> str:
    return token.text.rstrip("0123456789") if token.kind == "word" else ""


def _list_of_names(tokens: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Read `x, y` from `at`; return the names and the place behind them."""
    names: list[str] = []
    while at < len(tokens) and tokens[at].kind == "word" and not tokens[at].module:
        name = _declarable(tokens[at])
        if name in names:
            raise LanguageError(f"{shown(name)} is declared twice.", tokens[at].at)
        names.append(name)
        at += 1
        if tokens[at].text not in (",", ";"):
            break
        if tokens[at + 1].text == ".." and tokens[at + 2].text == ",":
            return _as_vector(names, tokens, at + 3)
        if tokens[at + 1].kind != "word":
            break
        at += 1
    return tuple(names), at


def _as_vector(names: list[str], tokens: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Return the stem of x_1, ..., x_n, which declares a vector, and the place behind them."""
    return (names[0].rstrip("0123456789"),), at + (tokens[at].kind == "word")


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
    """Take `f(x, y) =`, `f((x, y)) =` or `def f(x, y): return` off."""
    python = tokens[0].text == "def"
    tokens = tokens[python:]
    if tokens[0].kind != "word" or _texts(tokens, 1, 1) != ["("]:
        return None
    end = next((place for place, token in enumerate(tokens) if token.text == ")"), 0)
    inner = 3 if tokens[2].text in OPENERS else 2
    end += inner - 2
    if python and _texts(tokens, end + 1, 1) == [":"]:
        behind: int | None = end + 2 + (_texts(tokens, end + 2, 1) == ["return"])
    else:
        behind = _assignment(tokens, end + 1)
    if behind is None or tokens[inner].kind != "word":
        return None
    names, at = _list_of_names(tokens, inner)
    return Definition(names, tokens[behind:]) if at == end - inner + 2 else None


_LEFT_SIDES = frozenset(
    each("y z f g h F L J E C u v l cost loss error objective mse MSE Loss energy risk")
)


def _plain_head(tokens: list[Token]) -> Definition | None:
    """Take `y =` off, if what follows does not speak of y."""
    head = tokens[0]
    behind = _assignment(tokens, 1)
    if head.kind != "word" or behind is None:
        return None
    rest = tokens[behind:]
    again = any(token.text == head.text and token.kind == "word" for token in rest)
    unknown = any(token.kind == "word" for token in rest)
    if head.text not in _LEFT_SIDES or again or not unknown:
        raise LanguageError(EQUATION, tokens[1].at)
    return _function_head(rest) or Definition(None, rest)


def _arrow_head(tokens: list[Token]) -> Definition | None:
    """Take `x ↦`, `f: (x, y) ->`, `f = x =>` or MATLAB's `@(x, y)` off."""
    named = tokens[0].kind == "word" and (_assignment(tokens, 1) or _texts(tokens, 1, 1) == [":"])
    start = (_assignment(tokens, 1) or 2) if named else 0
    handle = tokens[start].text in ("@", "function")
    start += handle
    bracket = int(_texts(tokens, start, 1) == ["("])
    arrow = handle or any(token.text == "↦" for token in tokens)
    if not arrow or start + bracket >= len(tokens) or tokens[start + bracket].kind != "word":
        return None
    names, at = _list_of_names(tokens, start + bracket)
    at += bracket
    if handle:
        return Definition(names, tokens[at:]) if bracket else None
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
