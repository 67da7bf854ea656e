"""How numbers and words are written in links and sentences, and how a number is read.

Whoever writes a number or a list asks here, so that one number looks the same wherever it stands.
"""

import difflib
import math
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
MAX_SHOWN = 24  # characters of somebody's text that a sentence repeats
# `float` alone accepts `1_000`, `nan`, `1e999` and the digits of other scripts. 24 digits hold
# every shortest representation of a float64 between 1e-7 and 1e16.
_DECIMAL = re.compile(r"[+-]?(\d{1,24}(\.\d{0,24})?|\.\d{1,24})([eE][+-]?\d{1,3})?", re.ASCII)
MINUS = "−–—‐‑"  # signs that stand for one in text, the first of them ours
_MINUS = str.maketrans(dict.fromkeys(MINUS, "-"))
_WHOLE = re.compile(r"\d{1,10}", re.ASCII)


def exact(number: float) -> str:
    """Return the shortest decimal that reads back as the same number, as a link writes it.

    exact(1e-8) == "1e-8" and exact(1e22) == "1e22": a browser would turn a plus into a space.
    """
    return _short(repr(float(number)).removesuffix(".0"))


def readable(number: float, digits: int | None = 4) -> str:
    """Return a number to read: so many significant digits, all for None, and a true minus sign.

    readable(-0.00123456) == "−0.001235" and readable(1e-5) == "1e−5"
    """
    text = exact(number) if digits is None else _short(f"{number:.{digits}g}")
    return text.replace("-", "−")


def _short(text: str) -> str:
    """Return a number's text without idle digits: `1.0e-05` is `1e-5`."""
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}" if mark else text


def setting(value: object) -> str:
    """Return the value of a dial as a link writes it: `on`, `0.1`, `1,2`, `inside`."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return exact(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(map(setting, value))
    return str(value)


def looks_like_number(word: str) -> bool:
    """Return whether the word has the form of a decimal, whatever its size and its minus."""
    return _DECIMAL.fullmatch(word.translate(_MINUS)) is not None


def read_number(word: str) -> float | None:
    """Return the finite number that the word spells, None where it spells none."""
    number = float(word.translate(_MINUS)) if looks_like_number(word) else math.nan
    return number if math.isfinite(number) else None


def read_whole(word: str) -> int | None:
    """Return the whole number that the word spells in plain digits, else None."""
    return int(word) if _WHOLE.fullmatch(word) else None


def read_list(word: str, read: Callable[[str], T | None]) -> tuple[T, ...] | None:
    """Return what is read of the pieces between commas, None where one of them is none."""
    pieces = [read(piece) for piece in word.split(",")]
    kept = tuple(piece for piece in pieces if piece is not None)
    return kept if len(kept) == len(pieces) else None


def listed(names: Iterable[str], last: str = "or") -> str:
    """Return `a`, `a or b`, `a, b or c`; nothing where there are no names."""
    *head, tail = list(names) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(count: int, noun: str) -> str:
    """Return `1 step`, `2 steps`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shortened(text: str) -> str:
    """Return the text, cut where it has more than 24 characters."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def shown(text: str) -> str:
    """Return somebody's text in quotation marks, cut, with nothing in it that does not print."""
    plain = (c if c.isprintable() else f"\\u{ord(c):04x}" for c in shortened(text))
    return f"“{''.join(plain)}”"


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return ` (did you mean adam?)` for a near miss, else nothing."""
    close = nearest(word, names)
    return f" (did you mean {close}?)" if close else ""


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the name that a word comes close to, best with its very letters; else nothing."""
    word, names = word[:MAX_SHOWN].lower(), list(names)
    swapped = [name for name in names if sorted(name) == sorted(word)]
    close = swapped or difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return close[0] if close else ""
