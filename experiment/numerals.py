"""Numbers as a link writes them: strict decimals in, the shortest text that reads back out.

`float` alone accepts `1_000`, `nan`, `1e999` and the digits of other scripts.
"""

import math
import re

# 24 digits hold every shortest representation of a float64 between 1e-7 and 1e16.
_DECIMAL = re.compile(r"[+-]?(\d{1,24}(\.\d{0,24})?|\.\d{1,24})([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,10}", re.ASCII)


def looks_like_number(word: str) -> bool:
    """Say whether the word has the form of a decimal, whatever its size."""
    return _DECIMAL.fullmatch(word) is not None


def read_number(word: str) -> float | None:
    """Return the finite number that the word spells, None where it spells none."""
    if not looks_like_number(word):
        return None
    number = float(word)
    return number if math.isfinite(number) else None


def read_whole(word: str) -> int | None:
    """Return the whole number that the word spells in plain digits, else None."""
    return int(word) if _WHOLE.fullmatch(word) else None


def write_number(number: float) -> str:
    """Return the shortest decimal that reads back as the same number.

    No plus sign: a browser would turn it into a space.
    """
    mantissa, mark, exponent = repr(float(number)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(exponent)}" if mark else mantissa
