"""The LaTeX commands that people paste, and what each becomes."""

import re
from typing import NamedTuple

from language.errors import LanguageError
from language.wording import shown
from language.words import FUNCTIONS, GREEK_NAMES, each


class Found(NamedTuple):
    kind: str  # style (nothing to read), word, or other
    end: int
    tokens: tuple[tuple[str, str, int], ...] = ()  # kind, text, place


_COMMAND = re.compile(r"\\([A-Za-z]+)\*?|\\([,;:!{} ])")
_UPRIGHT = re.compile(r"\s*\{\s*([A-Za-z]+)\s*\}")
_ONE_DIGIT = re.compile(r"\s*([0-9])\s*([0-9])?")
_SKIPPED = frozenset(
    each(
        "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle "
        "textstyle scriptstyle limits nolimits quad qquad thinspace mathopen mathclose"
    )
)
_STYLES = frozenset(
    each(
        "operatorname mathrm text textrm textit mathit mathbf boldsymbol bm mathsf mathcal mathtt "
        "rm vec hat tilde bar"
    )
)
_SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "div": "/", "lvert": "|(", "rvert": "|)",
    "vert": "|", "mid": "|", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "mapsto": "↦", "colon": ":",
}  # fmt: skip
_GREEK_VARIANTS = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho",
    "varsigma": "sigma", "varkappa": "kappa", "varpi": "pi", "ell": "l",
}  # fmt: skip
_COMMANDS = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sqrt": "sqrt"}


def read(text: str, at: int) -> Found:
    """Read the command whose backslash stands at `at`."""
    found = _COMMAND.match(text, at)
    if found is None:
        raise LanguageError("A LaTeX command follows the backslash, as in \\cos.", at)
    name, mark = found.group(1), found.group(2)
    end = found.end()
    if mark is not None:
        if mark in "{}":
            return Found("other", end, (("sign", mark, at),))
        return Found("style", end)
    if name in _SKIPPED:
        return _fence(text, at, end, name)
    if name in _STYLES:
        return _styled(text, at, end)
    if name in _COMMANDS:
        return _with_digits(text, at, end, _COMMANDS[name])
    if name in _SIGNS:
        return Found("other", end, (("sign", _SIGNS[name], at),))
    word = _GREEK_VARIANTS.get(name, name)
    if word in GREEK_NAMES or word in FUNCTIONS or word in ("pi", "l"):
        return Found("word", end, (("word", word, at),))
    raise LanguageError(f"The LaTeX command {shown(name)} is not known here.", at)


def _fence(text: str, at: int, end: int, name: str) -> Found:
    """Read \\left| and \\right| as directed bars; other fences are ordinary brackets."""
    rest = re.compile(r"\s*(\||\\vert(?![A-Za-z])|\.)").match(text, end)
    if rest is None or not name.endswith(("left", "right", "l", "r")):
        return Found("style", end)
    if rest.group(1) == ".":
        return Found("style", rest.end() if name in ("left", "right") else end)
    sign = "|(" if name.endswith(("left", "l")) else "|)"
    return Found("other", rest.end(), (("sign", sign, at),))


def _styled(text: str, at: int, end: int) -> Found:
    """Read \\mathrm{relu} as a word; before anything else the style is dropped."""
    found = _UPRIGHT.match(text, end)
    if found is None:
        return Found("style", end)
    return Found("word", found.end(), (("word", found.group(1), at),))


def _with_digits(text: str, at: int, end: int, name: str) -> Found:
    """Read \\frac12 and \\sqrt2, where TeX takes single digits as arguments."""
    found = _ONE_DIGIT.match(text, end)
    head = ("command", name, at)
    if found is None:
        return Found("other", end, (head,))
    first = (("sign", "{", at), ("number", found.group(1), found.start(1)), ("sign", "}", at))
    if name == "sqrt" or found.group(2) is None:
        return Found("other", found.end(1), (head, *first))
    second = (("sign", "{", at), ("number", found.group(2), found.start(2)), ("sign", "}", at))
    return Found("other", found.end(2), (head, *first, *second))
