"""The LaTeX commands that people paste, and what each becomes."""

import re
from collections.abc import Callable, Container
from typing import NamedTuple

from language.errors import LanguageError
from language.wording import shown
from language.words import FUNCTIONS, GREEK_NAMES, MATRICES, each


class Found(NamedTuple):
    kind: str  # style (nothing to read), word, or other
    end: int
    tokens: tuple[tuple[str, str, int], ...] = ()  # kind, text, place


_BARS = re.compile(r"\s*(\||\\vert(?![A-Za-z])|\\\||‖|\\Vert(?![A-Za-z])|\.|(\\\{\s*)(?=\\begin))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?|\\([,;:!{} |\\])")
_UPRIGHT = re.compile(r"\s*\{\s*([A-Za-z]+)[ ,.]*\}")
_ONE_DIGIT = re.compile(r"\s*([0-9])\s*([0-9])?")
_SKIPPED = frozenset(
    each(
        "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle "
        "textstyle scriptstyle limits nolimits quad qquad thinspace mathopen mathclose"
    )
)
_STYLES = frozenset(
    each(
        "operatorname mathrm text textrm textit mbox mathit mathbf boldsymbol bm mathsf mathcal "
        "mathtt rm vec hat tilde bar"
    )
)
_SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "div": "/", "lvert": "|(", "rvert": "|)",
    "vert": "|", "mid": "|", "Vert": "‖", "lVert": "‖(", "rVert": "‖)",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "colon": ":",
    **dict.fromkeys(("mapsto", "longmapsto", "to", "rightarrow"), "↦"),
    **dict.fromkeys(("ldots", "cdots", "dots"), ".."), "infty": "∞",
    "lt": "<", "gt": ">",
    **dict.fromkeys(("le", "leq", "leqslant"), "<="), **dict.fromkeys(("ne", "neq"), "!="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
}  # fmt: skip
_GREEK_VARIANTS = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho",
    "varsigma": "sigma", "varkappa": "kappa", "varpi": "pi", "ell": "l",
}  # fmt: skip
_WORDS = {"land": "and", "wedge": "and", "lor": "or", "vee": "or", "in": "in"}
_REFUSED = {
    **dict.fromkeys(
        each("top intercal dagger langle rangle det otimes odot matrix pmatrix bmatrix vmatrix"),
        MATRICES,
    ),
    **dict.fromkeys(
        ("nabla", "partial"), "The gradient is derived for you; write the loss itself."
    ),
    **dict.fromkeys(("int", "iint"), "Integrals are not available."),
}
_ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}(?:\s*\{[lcr@| ]{1,8}\})?")
_COMMANDS = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sqrt": "sqrt"}
_ALONE = ("over", "sum", "prod")  # commands that begin nothing by themselves


def read(text: str, at: int) -> Found:
    """Read the command whose backslash stands at `at`."""
    found = _COMMAND.match(text, at)
    if found is None:
        raise LanguageError("A LaTeX command follows the backslash, as in \\cos.", at)
    name, mark = found.group(1), found.group(2)
    end = found.end()
    if mark is not None:
        if mark in "{}|\\":
            return Found("other", end, (("sign", "‖" if mark == "|" else mark, at),))
        return Found("style", end)
    return _named(text, at, end, name)


def _named(text: str, at: int, end: int, name: str) -> Found:
    """Read the command of a name, of which `end` is the end."""
    for table, reader in _READERS:
        if name in table:
            return reader(text, at, end, name)
    if name in _REFUSED:
        raise LanguageError(_REFUSED[name], at)
    word = _WORDS.get(name) or _GREEK_VARIANTS.get(name, name)
    if word in GREEK_NAMES or word in FUNCTIONS or name in _WORDS or word in ("pi", "l"):
        return Found("word", end, (("word", word, at),))
    raise LanguageError(f"The LaTeX command {shown(name)} is not known here.", at)


def _sign(text: str, at: int, end: int, name: str) -> Found:
    return Found("other", end, (("sign", _SIGNS[name], at),))


def _alone(text: str, at: int, end: int, name: str) -> Found:
    return Found("other", end, (("command", name, at),))


def _fence(text: str, at: int, end: int, name: str) -> Found:
    """Read \\left| and \\right| as directed bars; other fences are ordinary brackets."""
    rest = _BARS.match(text, end)
    if rest is None or not name.endswith(("left", "right", "l", "r")):
        return Found("style", end)
    if rest.group(2):  # the brace in front of cases
        return Found("style", rest.end())
    if rest.group(1) == ".":
        return Found("style", rest.end() if name in ("left", "right") else end)
    bar = "|" if rest.group(1) in ("|", "\\vert") else "‖"
    sign = f"{bar}(" if name.endswith(("left", "l")) else f"{bar})"
    return Found("other", rest.end(), (("sign", sign, at),))


def _environment(text: str, at: int, end: int, name: str) -> Found:
    """Read \\begin{cases} and its end; nothing else of LaTeX's environments is a loss."""
    found = _ENVIRONMENT.match(text, end)
    kind = found.group(1) if found else ""
    if kind in _REFUSED:
        raise LanguageError(_REFUSED[kind], at)
    if found is None or kind not in ("cases", "dcases", "array"):
        raise LanguageError(f"The LaTeX environment {shown(kind)} is not known here.", at)
    what = ("command", "cases", at) if name == "begin" else ("sign", "endcases", at)
    return Found("other", found.end(), (what,))


def _styled(text: str, at: int, end: int, name: str) -> Found:
    """Read \\mathrm{relu} as a word; before anything else the style is dropped."""
    found = _UPRIGHT.match(text, end)
    if found is None:
        return Found("style", end)
    return Found("word", found.end(), (("word", found.group(1), at),))


def _with_digits(text: str, at: int, end: int, name: str) -> Found:
    """Read \\frac12 and \\sqrt2, where TeX takes single digits as arguments."""
    name = _COMMANDS[name]
    found = _ONE_DIGIT.match(text, end)
    head = ("command", name, at)
    if found is None:
        return Found("other", end, (head,))
    first = (("sign", "{", at), ("number", found.group(1), found.start(1)), ("sign", "}", at))
    if name == "sqrt" or found.group(2) is None:
        return Found("other", found.end(1), (head, *first))
    second = (("sign", "{", at), ("number", found.group(2), found.start(2)), ("sign", "}", at))
    return Found("other", found.end(2), (head, *first, *second))


_READERS: tuple[tuple[Container[str], Callable[[str, int, int, str], Found]], ...] = (
    (_SKIPPED, _fence),
    (_STYLES, _styled),
    (_COMMANDS, _with_digits),
    (_SIGNS, _sign),
    (_ALONE, _alone),
    (("begin", "end"), _environment),
)
