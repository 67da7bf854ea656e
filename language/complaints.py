"""The sentences for a token that stands where it cannot."""

from language.characters import refusal
from language.declarations import EQUATION
from language.errors import LanguageError
from language.printers.text import to_text
from language.tokens import CLOSERS, OPENERS, Token
from language.tree import Name, Node, Number
from language.wording import listed, shown
from language.words import INVERSES, REFUSED

_NAMED = {"|(": "|", "|)": "|", "‖(": "‖", "‖)": "‖", "endcases": "\\end{cases}", "\\": "\\\\"}
LABEL = (
    "A number in brackets at the {} looks like that of an equation; leave it out, "
    "or write * for a product."
)
_NO_SIGNS = frozenset("&@_‖∞")  # tokens of some notation; anywhere else they are refused by name
_COMMA = "A comma belongs between the arguments of a function, as in max(x, 0)."


def _decimal_comma(tokens: list[Token], place: int) -> str | None:
    """Return what to write where a comma stands between two digits."""
    if not 0 < place < len(tokens) - 1:
        return None
    before, after = tokens[place - 1], tokens[place + 1]
    if not before.kind == after.kind == "number":
        return None
    if len(before.text + after.text) > 20:
        return "write 0.5"
    joined = f" or {before.text}{after.text}" if len(after.text) == 3 else ""
    return f"write {before.text}.{after.text}{joined}"


def _word(token: Token) -> str:
    return _NAMED.get(token.text, token.text)


def _strange(token: Token, noun: str) -> LanguageError | None:
    """Return the error for a word or sign that belongs to a notation and stands alone."""
    if token.kind == "keyword":
        meant = REFUSED.get(token.text, "stands only in cases and in sums.")
        return LanguageError(f"{shown(token.text)} {meant}", token.at)
    if token.kind == "command" and token.text not in ("frac", "sqrt"):
        return LanguageError(f"\\{token.text} does not stand here.", token.at)
    if token.text == ".." and token.kind == "sign":
        return LanguageError("Dots stand for no terms; write all of them out.", token.at)
    if token.kind == "sign" and token.text in _NO_SIGNS:
        return LanguageError(refusal(token.text, noun), token.at)
    return None


def number_behind(tokens: list[Token], place: int, left: Node, noun: str) -> LanguageError:
    """Return the error for a number to the right of `left`, bare or in a bracket."""
    token = tokens[place]
    bracket = token.text in OPENERS
    number = next(t for t in tokens[place:] if t.text not in OPENERS)
    if isinstance(left, Number) and not bracket:
        return LanguageError(
            "Two numbers stand side by side; join the digits or put a sign between them.", token.at
        )
    if isinstance(left, Name) and bracket and tokens[place - 1].text not in CLOSERS:
        return LanguageError(_indexed(tokens, left.name, noun), token.at)
    brackets = (*OPENERS, *CLOSERS)
    behind = (t.kind for t in tokens[place:] if t.text not in brackets and t is not number)
    if bracket and next(behind) == "end":
        return LanguageError(LABEL.format("end"), token.at)
    name = isinstance(left, Name) and not left.name[-1].isdigit() and number.text.isdigit()
    plain = to_text(left) if isinstance(left, Name) else "x"
    index = f", {plain}_{number.text} for an index" if name else ""
    return LanguageError(
        f"A number to the right is no factor; write {number.text}*{plain} for a product{index} "
        f"or {plain}^{number.text} for a power.",
        number.at,
    )


def _indexed(tokens: list[Token], name: str, noun: str) -> str:
    """Return what to write for x(1) and x[0]: the sentence names every index of that name."""
    found = {
        number.text: None
        for word, opening, number in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text == name and opening.text in OPENERS and number.text.isdigit()
    }
    wanted = listed([f"{name}_{index}" for index in sorted(found, key=int)] or [f"{name}_1"], "and")
    return (
        f"A number in brackets behind {name} is its index here; write {wanted}."
        if found
        else f"A {noun} has no square brackets behind a name; write {wanted} for an index."
    )


def missing(tokens: list[Token], place: int, noun: str) -> LanguageError:
    """Return the error where an operand should stand and something else does.

    noun   what the text is: a loss or a rule
    """
    token = tokens[place]
    if strange := _strange(token, noun):
        return strange
    if token.kind == "end":
        what = f"after {_word(tokens[place - 1])} " if place else ""
        return LanguageError(
            f"The {noun} is unfinished: something is missing {what}at the end.", token.at
        )
    if token.text == "=":
        return LanguageError(_fixed("=", noun), token.at)
    if token.text == ",":
        return LanguageError(_COMMA, token.at)
    if token.text in (")", "]", "}", "|", "⌋", "⌉", "|)"):
        before = tokens[place - 1].text if place else ""
        if before in ("(", "[", "{", "|", "⌊", "⌈", "|("):
            return LanguageError("There is nothing between these brackets.", token.at)
    if token.text == "*" and not place:
        return LanguageError(f"The {noun} begins with *; something is missing before it.", token.at)
    return LanguageError(
        f"A number, a name or a bracket should stand here, not {_word(token)}.", token.at
    )


def unexpected(
    tokens: list[Token],
    place: int,
    noun: str,
    *,
    opening: Token | None = None,
    closer: str = "",
) -> LanguageError:
    """Return the error where the expression should go on, close or end and does not."""
    token = tokens[place]
    if strange := _strange(token, noun):
        return strange
    if token.text == "," and token.kind == "sign":
        meant = _decimal_comma(tokens, place)
        if meant is not None:
            return LanguageError(f"Numbers have a decimal point, not a comma: {meant}.", token.at)
        return LanguageError(_COMMA, token.at)
    if token.kind == "sign" and token.text in _FIXED:
        return LanguageError(_fixed(token.text, noun), token.at)
    if opening is not None:
        bracket, wanted = _word(opening), _NAMED.get(closer, closer)
        if token.kind == "end":
            return LanguageError(
                f"The bracket {bracket} is never closed with {wanted}.", opening.at
            )
        return LanguageError(
            f"The bracket {bracket} is closed with {wanted}, not {_word(token)}.", token.at
        )
    return LanguageError(f"There is a {_word(token)} without its opening bracket.", token.at)


def ambiguous(function: Token, caret: Token) -> LanguageError:
    """Return the error for sin^-1, which some read as the inverse and some as the reciprocal."""
    name = function.text
    inverse = INVERSES.get(name)
    choice = f"{inverse}(...) for the inverse function or " if inverse else ""
    return LanguageError(
        f"{name}^-1 is ambiguous; write {choice}1/{name}(...) for the reciprocal.", caret.at
    )


_FIXED = {
    "=": EQUATION,
    "!": "Factorials are not available; a loss is a smooth formula.",
    ":": "A colon does not belong in a loss.",
    ";": "A semicolon may stand only at the end; write one expression.",
    "%": "Write mod(x, 2) for a remainder.",
    "↦": "An arrow may stand only in front, as in x ↦ x^2.",
}
_IN_RULES = {
    "=": "Each line has one = sign, as in x = x - lr g.",
    "%": "A rule has no remainder; that of x by 2 is x - 2 floor(x/2).",
    "↦": "An arrow does not belong in a rule.",
}


def _fixed(sign: str, noun: str) -> str:
    """Return the sentence for a sign that never stands there."""
    known = _IN_RULES.get(sign) if noun == "rule" else None
    return known or _FIXED[sign].replace("loss", noun)
