"""Names of columns: what a header says becomes a title to read and a name for formulas."""

import re
import unicodedata
from collections.abc import Iterable

from language.words import (
    CONSTANTS,
    GREEK,
    GREEK_NAMES,
    KEYWORDS,
    REFUSED,
    SERIES,
    UNAVAILABLE,
    function_named,
)

NAME = 24  # characters of a column's name
TITLE = 60  # characters of a title
ALLOWED = f"a name begins with a letter and has at most {NAME} letters, digits and underscores"
_NAME = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{NAME - 1}}}", re.ASCII)
_EXPONENT = re.compile(r"[eE][0-9]*")  # 2e1 is a number
_MEANINGS = (CONSTANTS, KEYWORDS, REFUSED, SERIES, UNAVAILABLE)
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
_CAPITALS = {"Æ": "Ae", "Œ": "Oe", "Ø": "O", "Ł": "L", "Đ": "D"}
_SPELLED = str.maketrans({**GREEK, **_LETTERS, **_CAPITALS})
_REMARK = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])\s*$")  # a unit, as in "mass (g)"


def is_name(text: str) -> bool:
    """Return whether the text has the form of a column's name."""
    return _NAME.fullmatch(text) is not None


def has_meaning(name: str) -> bool:
    """Return whether formulas read the name as something else, as they do sin, e and mean."""
    known = any(name in words for words in _MEANINGS) and name not in GREEK_NAMES
    return known or function_named(name) is not None or bool(_EXPONENT.fullmatch(name))


def title(text: str) -> str:
    """Return the text on one line, cut, without anything that does not print."""
    plain = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(plain.split())[:TITLE].strip()


def spelled(text: str) -> str:
    """Return the text in plain letters as far as it has any: `β_1` is beta1, `Größe` is Grosse."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    joined = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")
    return re.sub(r"(?<=[A-Za-z])_(?=[0-9])", "", joined)  # formulas read x_1 as x1


def name_for(text: str, place: int) -> str:
    """Return a name that formulas can use for the column of this title, counted from 1."""
    text = title(text)
    name = spelled(_REMARK.sub("", text)) or spelled(text)
    if not name:
        return f"c{place}"
    if name[0].isdigit():
        name = f"col{name}"
    elif has_meaning(name):
        name = f"col_{name}"
    return name[:NAME].rstrip("_")


def names_for(titles: Iterable[str]) -> tuple[str, ...]:
    """Return a name for each title, no two the same."""
    names: list[str] = []
    for place, text in enumerate(titles, 1):
        name = plain = name_for(text, place)
        count = 1
        while name in names:
            count += 1
            name = f"{plain[: NAME - 4].rstrip('_')}_v{count}"
        names.append(name)
    return tuple(names)
