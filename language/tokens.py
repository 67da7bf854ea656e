"""From text to tokens. Only characters that are listed pass; every token knows its place."""

import re
from typing import NamedTuple

from language import latex_commands
from language.characters import (
    APPLIES,
    FRACTIONS,
    GREEK_CHARACTERS,
    LETTERS,
    PROGRAM_SIGNS,
    SIGNS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    refusal,
)
from language.dialect import LOSS, Dialect
from language.errors import LanguageError
from language.limits import DIGITS
from language.wording import shown
from language.words import FUNCTIONS, MODULES


class Token(NamedTuple):
    kind: str  # number, word, sign, command, end; words become function, constant or name
    text: str
    at: int
    suffix: str = ""  # subscript of a word
    module: str = ""  # what stood before the dot, as in np.sin


_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_INDEX = re.compile(r"_(?:\{([0-9]{1,8}|[A-Za-z]{1,8})\}|([0-9]{1,8}|[A-Za-z]{1,8}))")
_PYTHON_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_SHORT = re.compile(r"^([A-Za-z]+)_([0-9]+)$")  # beta_1 is beta1
_OTHER_BASE = re.compile(r"0[xXbBoO][0-9A-Fa-f]")
_WRAPPERS = (
    ("$$", "$$"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    ("{\\displaystyle", "}"),
    ("\\begin{equation}", "\\end{equation}"),
)


def tokenize(text: str, dialect: Dialect = LOSS) -> list[Token]:
    """Return the tokens of a text, an `end` token last.

    Raises LanguageError at the first character that does not belong.
    """
    noun, most = dialect.noun, dialect.characters
    if len(text) > most:
        raise LanguageError(
            f"The {noun} has {len(text)} characters; at most {most} are allowed.", most
        )
    start, stop = _unwrapped(text)
    lexer = _Lexer(text, start, stop, dialect)
    while lexer.at < stop:
        lexer.step()
        if len(lexer.tokens) > dialect.tokens:
            raise LanguageError(
                f"The {noun} is too long; {dialect.tokens} words and signs at most.", lexer.at
            )
    return [*lexer.tokens, Token("end", "", len(text[:stop].rstrip()))]


def _unwrapped(text: str) -> tuple[int, int]:
    """Return the span inside dollar signs or LaTeX's math brackets, without a final semicolon."""
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for left, right in _WRAPPERS:
        inside = text[start:stop]
        if (
            inside.startswith(left)
            and inside.endswith(right)
            and len(inside) > len(left) + len(right)
        ):
            start, stop = start + len(left), stop - len(right)
            break
    while stop > start and text[stop - 1] in "; \t\n":
        stop -= 1
    return start, stop


class _Lexer:
    def __init__(self, text: str, at: int, stop: int, dialect: Dialect) -> None:
        self.text = text[:stop]
        self.at = at
        self.dialect = dialect
        self.tokens: list[Token] = []

    def step(self) -> None:
        """Read one token, or one space, from the present place."""
        character = self.text[self.at]
        if self.dialect.program and character in PROGRAM_SIGNS:
            self._program_sign(character)
        elif character in SPACES or character == APPLIES:
            self.at += 1
        elif character in "0123456789" or (character == "." and self._digit_follows()):
            self._number()
        elif character in LETTERS:
            self._word()
        elif character in GREEK_CHARACTERS:
            self._put("word", GREEK_CHARACTERS[character], 1, suffix=True)
        elif character in SUPERSCRIPTS:
            self._superscript()
        elif character in FRACTIONS:
            self._fraction(character)
        elif character == "\\":
            self._command()
        elif character == "." and self.text[self.at + 1 : self.at + 2] in ("*", "/", "^"):
            self.at += 1  # the elementwise operators of MATLAB and Julia
        elif self.text.startswith("**", self.at):
            self._put("sign", "^", 2)
        elif character in SIGNS:
            self._put("sign", SIGNS[character], 1)
        else:
            raise LanguageError(refusal(character, self.dialect.noun), self.at)

    def _put(self, kind: str, text: str, width: int, *, suffix: bool = False) -> None:
        at = self.at
        self.at += width
        self.tokens.append(Token(kind, text, at, self._index() if suffix else ""))

    def _program_sign(self, character: str) -> None:
        """Read the end of an assignment, or a comparison."""
        equal = self.text[self.at + 1 : self.at + 2] == "=" and character in "<>"
        self._put("sign", PROGRAM_SIGNS[character] + "=" * equal, 1 + equal)

    def _digit_follows(self) -> bool:
        return self.text[self.at + 1 : self.at + 2] in tuple("0123456789")

    def _number(self) -> None:
        found = _NUMBER.match(self.text, self.at)
        assert found is not None
        if _OTHER_BASE.match(self.text, self.at):
            raise LanguageError("Numbers are decimal, such as 31 or 0.5.", self.at)
        number = found.group()
        previous = self.tokens[-1] if self.tokens else None
        if number.startswith(".") and self.at and self.text[self.at - 1] not in SPACES:
            touching = previous is not None and (
                previous.kind in ("word", "number") or previous.text in (")", "]", "}")
            )
            if touching:
                raise LanguageError(
                    "A decimal point stands beside a digit, as in 0.5; for a product write *.",
                    self.at,
                )
        if previous is not None and previous.kind == "number":
            raise LanguageError(
                "Two numbers stand side by side; join the digits or put a sign between them.",
                self.at,
            )
        if sum(character.isdigit() for character in number) > DIGITS:
            raise LanguageError(f"A number may have at most {DIGITS} digits.", self.at)
        if self.text.startswith("_", found.end()):
            raise LanguageError("Write numbers without underscores, as in 1000.", found.end())
        self._put("number", number, len(number))

    def _index(self) -> str:
        """Read a subscript that follows a letter: x_1, x_{12}, x₁."""
        small = self.at
        while self.text[small : small + 1] in SUBSCRIPTS and small < len(self.text):
            small += 1
        if small > self.at:
            index = "".join(SUBSCRIPTS[c] for c in self.text[self.at : small])
            self.at = small
            return index
        found = _INDEX.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group(1) or found.group(2)

    def _word(self) -> None:
        python = _PYTHON_WORD.match(self.text, self.at)
        if python and self.dialect.program:
            self._put("word", _SHORT.sub(r"\1\2", python.group()), len(python.group()))
            return
        if python and "_" in python.group() and python.group().lower() in FUNCTIONS:
            self._put("word", python.group(), len(python.group()))
            return
        end = self.at
        while end < len(self.text) and (
            self.text[end] in LETTERS or self.text[end] in "0123456789"
        ):
            end += 1
        word = "".join(LETTERS.get(c, c) for c in self.text[self.at : end])
        if self.text.startswith(".", end) and self._attribute(end + 1):
            self._module(word, end)
        else:
            self._put("word", word, end - self.at, suffix=True)

    def _attribute(self, at: int) -> bool:
        following = self.text[at : at + 1]
        return following.isalpha() or following == "_"

    def _module(self, word: str, end: int) -> None:
        """Drop `np.`, `math.` and their like; any other dot after a word is refused."""
        if word not in MODULES:
            raise LanguageError(
                f"A dot after {shown(word)} is not allowed; "
                f"a {self.dialect.noun} has no attributes.",
                end,
            )
        self.at = end + 1
        if self.text[self.at] not in LETTERS:
            raise LanguageError("A function follows the dot, as in np.sin.", self.at)
        self._word()
        self.tokens[-1] = self.tokens[-1]._replace(module=word)

    def _superscript(self) -> None:
        """Turn a run of raised characters into a power in brackets."""
        at, end = self.at, self.at
        while end < len(self.text) and self.text[end] in SUPERSCRIPTS:
            end += 1
        # the spaces in front keep the places of what was raised
        inner = _Lexer(
            " " * at + "".join(SUPERSCRIPTS[c] for c in self.text[at:end]), at, end, self.dialect
        )
        while inner.at < end:
            inner.step()
        self.tokens += [
            Token("sign", "^", at),
            Token("sign", "(", at),
            *inner.tokens,
            Token("sign", ")", end - 1),
        ]
        self.at = end

    def _fraction(self, character: str) -> None:
        if self.tokens and self.tokens[-1].kind == "number":
            raise LanguageError("Write a mixed number as a sum or a decimal, as in 2.5.", self.at)
        top, bottom = FRACTIONS[character]
        pieces = (("sign", "("), ("number", str(top)), ("sign", "/"), ("number", str(bottom)))
        self.tokens += [Token(kind, text, self.at) for kind, text in (*pieces, ("sign", ")"))]
        self.at += 1

    def _command(self) -> None:
        """Read one LaTeX command."""
        found = latex_commands.read(self.text, self.at)
        at, self.at = self.at, found.end
        if found.kind == "style":
            return
        for kind, text, place in found.tokens:
            self.tokens.append(Token(kind, text, place))
        if found.kind == "word":
            self.tokens[-1] = self.tokens[-1]._replace(suffix=self._index(), at=at)
