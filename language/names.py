"""From raw words to meaning: every word becomes functions, constants, names and numbers."""

from collections.abc import Iterable
from functools import cache

from language.dialect import LOSS, Dialect
from language.errors import LanguageError
from language.tokens import Token
from language.wording import shown
from language.words import (
    CONSTANTS,
    FUNCTIONS,
    GREEK_NAMES,
    KEYWORDS,
    MATRICES,
    MODULES,
    NAMES,
    REFUSED,
    SERIES,
    UNAVAILABLE,
    function_named,
    nearest,
)

_MEANS = ("mean", "average", "avg", "reduce_mean", "nanmean")


def canonical(word: str, index: str = "") -> str:
    """Return the display name of a variable: x_1, x_{1}, x₁ and x1 are x1."""
    if not index:
        return word
    joint = "" if index[0].isdigit() and word[-1:].isalpha() else "_"
    return f"{word}{joint}{index}"


def resolve(tokens: list[Token], known: Iterable[str], dialect: Dialect = LOSS) -> list[Token]:
    """Replace every word by functions, constants, names and numbers. `known` are declared names."""
    names = frozenset(known)
    if not dialect.program:
        _check_transposes(tokens, names)
        names |= _indices(tokens)
    resolved: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.kind == "word" and dialect.program:
            resolved.append(_meaning_in_program(token, following, names, dialect))
        elif token.kind == "word":
            resolved += _meaning(token, following, names, dialect)
        else:
            resolved.append(token)
    return resolved


def _check_transposes(tokens: list[Token], names: frozenset[str]) -> None:
    """Refuse w^T w, unless T is a name that stands elsewhere too."""
    raised: list[Token] = []
    count = 0
    for place, token in enumerate(tokens):
        if token.text != "T" or token.kind != "word" or token.suffix:
            continue
        count += 1
        before = place - 1 - (tokens[place - 1].text in ("{", "("))
        if before > 0 and tokens[before].text == "^" and tokens[before - 1].kind != "number":
            raised.append(token)
    if raised and len(raised) == count and "T" not in names:
        raise LanguageError(f"The T here looks like a transpose. {MATRICES}", raised[0].at)


def _indices(tokens: list[Token]) -> frozenset[str]:
    """Return the words that a sum may run over: i in i = 1, in i, 1, 2 and in `for i in`."""
    if not any(token.text in SERIES for token in tokens):
        return frozenset()
    found = set()
    for before, token, after, last in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        counted = after.text == "," and last.kind == "number" and before.text in tuple(",({[")
        if after.text == "=" or before.text in ("for", "_") or counted:
            found.add(token.text)
        if before.text == "_" and token.text in ("{", "("):
            found.add(after.text)
    return frozenset(found)


def _meaning_in_program(
    token: Token, following: Token, names: frozenset[str], dialect: Dialect
) -> Token:
    """Read a word of a rule: a function where a bracket follows it, else a name."""
    word = canonical(token.text, token.suffix)
    function = FUNCTIONS.get(word, word)
    if word in names:
        return token._replace(kind="name", text=word)
    if following.text == "(" and function in dialect.functions:
        return token._replace(kind="function", text=function)
    # A name of several letters with a bracket at its heels was meant as a function.
    meant = word.isalpha() or word in FUNCTIONS
    if following.text == "(" and meant and following.at == token.at + len(word) > 1:
        raise dialect.lacks(word, token.at, " For a product leave a space or write *.")
    if word in CONSTANTS:
        return token._replace(kind="constant", text=CONSTANTS[word])
    return token._replace(kind="name", text=word)


def _meaning(
    token: Token, following: Token, names: frozenset[str], dialect: Dialect
) -> list[Token]:
    word, opened = token.text, following.text in ("(", "{", "[")
    name = canonical(word, token.suffix)
    if name in names and not token.module:
        return [token._replace(kind="name", text=name)]
    special = _over_rows(token, following) if dialect.table else None
    if special := special or _in_notation(token, following):
        return [special]
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
        raise LanguageError(
            f"{shown(word)} has no formula yet; write the formula itself, as in {word}(x) = x^2.",
            token.at,
        )
    refuse(token)
    if word == "e":  # with an index; e1 would not be read back as a name
        raise _unknown(token, opened=False)
    if _is_name(word):
        return [token._replace(kind="name", text=name)]
    pieces = None if token.suffix and len(word) > 8 else split(word, names)
    if pieces is None:
        raise _unknown(token, opened=opened)
    return _spread(token, pieces)


def _over_rows(token: Token, following: Token) -> Token | None:
    """Return what goes over the rows of a table: mean(...), np.mean(...), torch.sum(...)."""
    if following.text in ("(", "[") and token.text in _MEANS:
        return token._replace(kind="function", text="mean", module="")
    if token.module and token.text in SERIES:
        return token._replace(kind="command", text=SERIES[token.text], module="")
    return None


def _in_notation(token: Token, following: Token) -> Token | None:
    """Return what belongs to a sum, a fraction or cases; refuse functions that nobody has."""
    word, opened = token.text, following.text in ("(", "{", "[")
    if not token.module:
        if word in ("frac", "dfrac", "tfrac") and following.text == "{":  # its backslash was lost
            return token._replace(kind="command", text="frac")
        if word in SERIES:
            return token._replace(kind="command", text=SERIES[word])
        if word in KEYWORDS:
            return token._replace(kind="keyword")
    touching = following.text == "(" and following.at == token.at + len(word)
    product = word in ("gamma", "zeta") and not touching  # a coefficient before its bracket
    if (opened or token.module) and word in UNAVAILABLE and not product:
        raise LanguageError(UNAVAILABLE[word], token.at)
    if token.module and word in SERIES:
        raise LanguageError(UNAVAILABLE["mean"], token.at)
    return None


def _spread(token: Token, pieces: tuple[tuple[str, str, int], ...]) -> list[Token]:
    """Return one token a piece; the subscript belongs to the last."""
    tokens = [Token(kind, text, token.at + offset) for kind, text, offset in pieces]
    if token.suffix and tokens[-1].kind == "name":
        tokens[-1] = tokens[-1]._replace(text=canonical(tokens[-1].text, token.suffix))
    elif token.suffix:
        raise _unknown(token, opened=False)
    return tokens


def refuse(token: Token) -> None:
    if token.text in REFUSED and not token.suffix:
        raise LanguageError(f"{shown(token.text)} {REFUSED[token.text]}", token.at)


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
    if letters != part and vocabulary.get(letters, ("",))[0] == "name":
        return ("name", part)
    if letters != part and len(letters) == 1 and letters != "e":  # w1 in w1x
        return ("name", part)
    return vocabulary.get(part)


def _unknown(token: Token, *, opened: bool) -> LanguageError:
    """Return the error for a word nobody knows, with the nearest one that is known."""
    word = token.text
    near = nearest(word, function=opened or bool(token.module))
    meant = f" Did you mean {near}?" if near and near != word else ""
    if opened:
        usual = "" if meant else " Known are sin, cos, exp, log, sqrt, abs, max and many more."
        return LanguageError(f"There is no function {shown(word)}.{meant}{usual}", token.at)
    if word in MODULES and not token.module:
        return LanguageError(f"{shown(word)} is a module; write one of its functions.", token.at)
    if function_named(word):
        return LanguageError(f"The function {shown(word)} has no index.", token.at)
    usual = (
        " Names are single letters, Greek names, or declared in front, as in f(width) = width^2."
    )
    return LanguageError(f"There is no name {shown(word)}.{meant or usual}", token.at)
