"""Which characters a loss may hold, and what each stands for. Everything else is refused by name.

There is no Unicode normalisation: it would turn a superscript 2 into the digit 2.
"""

import string
import unicodedata

from language.wording import MINUS
from language.words import GREEK

SPACES = frozenset(
    " \t\n\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
APPLIES = "\u2061"  # invisible "function application" that browsers put after sin
SIGNS: dict[str, str] = {
    **{character: character for character in "+-*/^()[]{},=:;!|%"},
    **dict.fromkeys(MINUS, "-"),
    **dict.fromkeys("×·⋅•∙∗⨯⋆\u2062", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("√∛∜⌊⌋⌈⌉", ""),
    "∣": "|",
    "↦": "↦",
}
SIGNS |= {sign: sign for sign in "√∛∜⌊⌋⌈⌉"}
# In a list of assignments; a loss has neither several lines nor comparisons.
PROGRAM_SIGNS = {"\n": ";", ";": ";", "<": "<", ">": ">", "≤": "<=", "≥": ">="}
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵗ", "0123456789+-()nxyt", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip

# Mathematical italic letters, as copied from typeset formulas; U+1D455 is a gap, its h is U+210E.
LETTERS: dict[str, str] = {
    **{letter: letter for letter in string.ascii_letters},
    **{chr(0x1D434 + k): letter for k, letter in enumerate(string.ascii_uppercase)},
    **{
        chr(0x1D44E + k): letter for k, letter in enumerate(string.ascii_lowercase) if letter != "h"
    },
    "ℎ": "h",
    "ℯ": "e",
}
ITALIC_GREEK = {
    chr(0x1D6FC + k): GREEK[chr(0x3B1 + k)] for k in range(25) if chr(0x3B1 + k) in GREEK
}
GREEK_CHARACTERS = {**GREEK, **ITALIC_GREEK}

_HINTS = {
    **dict.fromkeys("<>≤≥≠", "A comparison is not a loss; for cases use max, min or heaviside."),
    "±": "Choose + or -.",
    "'": "Quotation marks and derivatives do not belong in a loss.",
    '"': "Quotation marks do not belong in a loss.",
    "′": "The gradient is derived for you; write the loss itself.",
    "∞": "Every number must be finite.",
    "∑": "Write the terms of the sum out.",
    "∫": "Integrals are not available.",
    "∂": "The gradient is derived for you; write the loss itself.",
    "∇": "The gradient is derived for you; write the loss itself.",
    "_": "An index follows its letter, as in x_1.",
    ".": "A decimal point stands beside a digit, as in 0.5.",
    "@": "Write * for a product.",
    "&": "Write one expression.",
    "~": "Write one expression.",
    "#": "Comments do not belong in a loss.",
    "$": "Dollar signs may stand only around the whole formula.",
    "\\": "A LaTeX command follows the backslash, as in \\cos.",
}
_RETYPE = "Retype it with plain letters, digits and + - * / ^ ( )."


def refusal(character: str, noun: str) -> str:
    """Return the sentence that refuses a character: itself where it is plain, else its code.

    noun   what the text is: a loss or a rule
    """
    if " " < character <= "~":
        what = f"The character {character}"
    else:
        what = f"The character U+{ord(character):04X} ({unicodedata.name(character, 'no name')})"
    hint = _HINTS.get(character, _RETYPE).replace("loss", noun)
    return f"{what} is not allowed. {hint}"
