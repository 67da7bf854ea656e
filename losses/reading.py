"""From raw tokens to meaning: the definition in front, then every word a function or a name."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from losses.errors import LossError, shown
from losses.tokenizer import Token
from losses.words import (
    CONSTANTS,
    FUNCTIONS,
    GREEK_NAMES,
    MODULES,
    NAMES,
    REFUSED,
    each,
    function_named,
    nearest,
)

EQUATION = "A loss is one expression, not an equation; write the part after the = sign alone."


class Definition(NamedTuple):
    declared: tuple[str, ...] | None  # variables in f(w, b) =, None without such a start
    tokens: list[Token]


def canonical(word: str, index: str = "") -> str:
    """Return the display name of a variable: x_1, x_{1}, x₁ and x1 are x1."""
    if not index:
        return word
    joint = "" if index[0].isdigit() and word[-1:].isalpha() else "_"
    return f"{word}{joint}{index}"


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
            raise LossError(f"{shown(name)} is declared twice.", tokens[at].at)
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
    except LossError:
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
        raise LossError(EQUATION, tokens[1].at)
    return Definition(None, rest)


def _arrow_head(tokens: list[Token]) -> Definition | None:
    start = 2 if tokens[0].kind == "word" and _texts(tokens, 1, 1) == [":"] else 0
    bracket = int(_texts(tokens, start, 1) == ["("])
    if all(token.text != "↦" for token in tokens) or tokens[start + bracket].kind != "word":
        return None
    names, at = _list_of_names(tokens, start + bracket)
    at += bracket
    return Definition(names, tokens[at + 1 :]) if tokens[at].text == "↦" else None


def resolve(tokens: list[Token], known: Iterable[str]) -> list[Token]:
    """Replace every word by functions, constants, names and numbers. `known` are declared names."""
    names = frozenset(known)
    resolved: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.kind == "word":
            resolved += _meaning(token, following, names)
        else:
            resolved.append(token)
    return resolved


def _meaning(token: Token, following: Token, names: frozenset[str]) -> list[Token]:
    word, opened = token.text, following.text in ("(", "{", "[")
    name = canonical(word, token.suffix)
    if name in names and not token.module:
        return [token._replace(kind="name", text=name)]
    if word == "sigma" and not token.suffix and following.text == "(":
        return [token._replace(kind="function", text="sigmoid")]
    function = function_named(word)
    if function is not None and (not token.suffix or function == "log"):
        return [token._replace(kind="function", text=function)]
    if word in CONSTANTS and not token.suffix:
        return [token._replace(kind="constant", text=CONSTANTS[word])]
    if token.module:
        raise _unknown(token, opened=opened)
    if word in ("f", "g", "h") and opened and not token.suffix:
        raise LossError(
            f"{shown(word)} has no formula yet; write the formula itself, as in {word}(x) = x^2.",
            token.at,
        )
    _refuse(token)
    if _is_name(word):
        return [token._replace(kind="name", text=name)]
    pieces = None if token.suffix and len(word) > 8 else split(word, names)
    if pieces is None:
        raise _unknown(token, opened=opened)
    return _spread(token, pieces)


def _spread(token: Token, pieces: tuple[tuple[str, str, int], ...]) -> list[Token]:
    """Return one token a piece; the subscript belongs to the last."""
    tokens = [Token(kind, text, token.at + offset) for kind, text, offset in pieces]
    if token.suffix and tokens[-1].kind == "name":
        tokens[-1] = tokens[-1]._replace(text=canonical(tokens[-1].text, token.suffix))
    elif token.suffix:
        raise _unknown(token, opened=False)
    return tokens


def _declarable(token: Token) -> str:
    """Return the display name that a definition declares, unless the word has a meaning."""
    _refuse(token)
    meaning = CONSTANTS.get(token.text) or function_named(token.text)
    if meaning is not None and not token.suffix:
        raise LossError(
            f"{shown(token.text)} has a meaning of its own; use another name.", token.at
        )
    return canonical(token.text, token.suffix)


def _refuse(token: Token) -> None:
    if token.text in REFUSED and not token.suffix:
        raise LossError(f"{shown(token.text)} {REFUSED[token.text]}", token.at)


def _is_name(word: str) -> bool:
    """Accept one letter, a Greek name or a usual word, each with digits behind it or none."""
    letters = word.rstrip("0123456789")
    known = len(letters) == 1 or letters in GREEK_NAMES or letters in NAMES
    return known and len(word) <= 16 and not (letters == "e" and letters != word)


@cache
def _inner_words() -> dict[str, tuple[str, str]]:
    """Return what may stand inside a run of letters such as xsinx or 2pix."""
    words = {
        word: ("function", name)
        for word, name in FUNCTIONS.items()
        if word.isalpha() and word.islower() and len(word) > 1 and word not in ("sq", "step")
    }
    words |= {word: ("name", word) for word in GREEK_NAMES}
    return {**words, "pi": ("constant", "pi"), **{c: ("name", c) for c in "xyz"}}


def split(word: str, names: frozenset[str]) -> tuple[tuple[str, str, int], ...] | None:
    """Read xy, xsinx, sin2x or pix as a product of known words: (kind, text, offset) each.

    The fewest pieces win. Two letters with x or y among them are two names, so ax is a times x.
    """
    if len(word) > 24:
        return None
    vocabulary = {**_inner_words(), **{name: ("name", name) for name in names}}
    if len(word) == 2 and word.isalpha() and set(word) & ({"x", "y"} | names):
        vocabulary |= {
            c: ("constant", "e") if c == "e" else ("name", c) for c in word if c not in REFUSED
        }
    best: list[tuple[tuple[str, str, int], ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before = best[start]
            piece = _piece(word[start:end], before, vocabulary)
            if before is None or piece is None:
                continue
            kind, text = piece
            candidate = (*before, (kind, text, start))
            present = best[end]
            if present is None or len(candidate) < len(present):
                best[end] = candidate
    return best[-1]


def _piece(
    part: str,
    before: tuple[tuple[str, str, int], ...] | None,
    vocabulary: dict[str, tuple[str, str]],
) -> tuple[str, str] | None:
    if part.isdigit():
        return ("number", part) if before and before[-1][0] == "function" else None
    letters = part.rstrip("0123456789")
    if letters in vocabulary and letters != part and vocabulary[letters][0] == "name":
        return ("name", part)
    return vocabulary.get(part)


def _unknown(token: Token, *, opened: bool) -> LossError:
    """Return the error for a word nobody knows, with the nearest one that is known."""
    word = token.text
    near = nearest(word)
    meant = f" Did you mean {near}?" if near and near != word else ""
    if opened:
        usual = "" if meant else " Known are sin, cos, exp, log, sqrt, abs, max and many more."
        return LossError(f"There is no function {shown(word)}.{meant}{usual}", token.at)
    if word in MODULES and not token.module:
        return LossError(f"{shown(word)} is a module; write one of its functions.", token.at)
    usual = (
        " Names are single letters, Greek names, or declared in front, as in f(width) = width^2."
    )
    return LossError(f"There is no name {shown(word)}.{meant or usual}", token.at)
