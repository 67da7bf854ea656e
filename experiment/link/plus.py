"""Plus signs and spaces in the formulas of a link, where `+` stands for a space and %2B for a plus.

Whoever types a link writes a plus as it is, and programs that decode %2B pass it on so: `x^2+y^2`
is then no product. Only in a formula written with spaces around its signs, `x^2+-+2x+y`, does a
single `+` between two terms stay a space.
"""

import re

from language.words import FUNCTIONS

_SIGNS = r"+\-−*·×/^=,;:<>"
# A gap between two terms: no sign on either side, no bracket that opens before or closes after it.
_GAP = re.compile(rf"(?<=[^\s{_SIGNS}(\[{{]) +(?=[^\s{_SIGNS})\]}}])")
_SPACED = re.compile(r"\S (?:[-−*·×/^=<>] \S|\\cdot |\\times )|, |\S {2,}\S")
_WORD = re.compile(r"\\?([A-Za-z]+)\Z")
_START = re.compile(r"\s*start (?=\s*\w)")
_COMMAND = re.compile(r"\\(?:cdot|times|div|ast|over|right|quad)\b")


def with_plus_signs(formula: str) -> str:
    """Return a formula whose every `+` became a space, with those that were plus signs."""
    single = " " if _SPACED.search(formula) else "+"

    def sign(gap: re.Match[str]) -> str:
        if _COMMAND.match(formula, gap.end()) or _takes_an_argument(formula[: gap.start()]):
            return gap[0]
        return single if len(gap[0]) == 1 else " + "

    return _GAP.sub(sign, formula)


def with_plus_signs_in_rule(rule: str) -> str:
    """Return `name with beta 0.9:lines` with the plus signs of its lines."""
    head, colon, lines = rule.partition(":")
    return head + colon + ";".join(map(_statement, lines.split(";")))


def _statement(text: str) -> str:
    """Return an assignment, or a `start`, with its plus signs."""
    start = _START.match(text)
    front = start[0] if start else ""
    return front + with_plus_signs(text[len(front) :])


def _takes_an_argument(text: str) -> bool:
    """Return whether a text ends with a function, as `sin` and `\\sin`, or with `\\cdot`."""
    word = _WORD.search(text[-24:])
    return word is not None and (word[1] in FUNCTIONS or bool(_COMMAND.match(word[0])))
