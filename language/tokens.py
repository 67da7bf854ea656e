"""From text to tokens. Only characters that are listed pass; every token knows its place."""

import re
from collections.abc import Collection
from typing import NamedTuple

from language import latex_commands
from language.characters import (
    APPLIES,
    FRACTIONS,
    GREEK_CHARACTERS,
    LETTERS,
    LONG_SIGNS,
    SERIES,
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
from language.words import SERIES as SERIES_WORDS
from language.wrappers import formula


class Token(NamedTuple):
    kind: str  # number, word, sign, command, end; words become function, constant, name, keyword
    text: str
    at: int
    suffix: str = ""  # subscript of a word
    module: str = ""  # what stood before the dot, as in np.sin


OPENERS, CLOSERS = ("(", "[", "{"), (")", "]", "}")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLAIN_INDEX = r"[0-9]{1,8}|[A-Za-z]{1,8}"
_INDEX = re.compile(
    rf"_(?:\{{\s*({_PLAIN_INDEX}|[a-z]\s*[+-]\s*[0-9]|[0-9][a-z])\s*\}}|({_PLAIN_INDEX}))"
)
_PYTHON_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_END_OF_ROW = re.compile(r"\.\s*\\(?:end\b|\\)")  # a full stop in cases
_BEFORE_LOW = (*SERIES_WORDS, "‖", "‖)", "|", "|)", ")", "]", "}")  # of sums and norms
_SHORT = re.compile(r"^([A-Za-z]+)_([0-9]+)$")  # beta_1 is beta1
_OTHER_BASE = re.compile(r"0[xXbBoO][0-9A-Fa-f]")


def tokenize(text: str, dialect: Dialect = LOSS, columns: Collection[str] = ()) -> list[Token]:
    """Return the tokens of a text, an `end` token last.

    columns   names that are one word whatever they are made of: bill_length_mm
    Raises LanguageError at the first character that does not belong.
    """
    noun, most = dialect.noun, dialect.characters
    if len(text) > most:
        raise LanguageError(
            f"The {noun} has {len(text)} characters; at most {most} are allowed.", most
        )
    start, stop = formula(text, program=dialect.program)
    lexer = _Lexer(text[:stop], start, dialect, columns)
    while lexer.at < stop:
        lexer.step()
        if len(lexer.tokens) > dialect.tokens:
            raise LanguageError(
                f"The {noun} is too long; {dialect.tokens} words and signs at most.", lexer.at
            )
    return [*lexer.tokens, Token("end", "", len(text[:stop].rstrip()))]


class _Lexer:
    def __init__(self, text: str, at: int, dialect: Dialect, columns: Collection[str]) -> None:
        self.text = text
        self.at = at
        self.dialect = dialect
        self.tokens: list[Token] = []
        self.columns = columns

    def step(self) -> None:
        """Read one token, or one space, from the present place."""
        character, two = self.text[self.at], self.text[self.at : self.at + 2]
        if self.dialect.program and character == "\n":
            self._put("sign", ";", 1)
        elif character in SPACES or character == APPLIES or _END_OF_ROW.match(self.text, self.at):
            self.at += 1
        elif two in LONG_SIGNS:
            dots = self.text.startswith("...", self.at)
            self._put("sign", LONG_SIGNS[two], 2 + dots)
        elif character in "0123456789" or (character == "." and two[1:] in tuple("0123456789")):
            self._number()
        elif character == "." and two[1:] in ("*", "/", "^"):
            self.at += 1  # the elementwise operators of MATLAB and Julia
        elif character in SIGNS and character != "_":
            self._put("sign", SIGNS[character], 1)
        else:
            self._letter(character)

    def _letter(self, character: str) -> None:
        if character in LETTERS:
            self._word()
        elif character in GREEK_CHARACTERS:
            self._put("word", GREEK_CHARACTERS[character], 1, suffix=True)
        elif character in SUPERSCRIPTS:
            self._small("^", SUPERSCRIPTS)
        elif character in SUBSCRIPTS or character == "_":
            self._low()
        elif character in SERIES:
            self._put("command", SERIES[character], 1)
        elif character in FRACTIONS:
            self._fraction(character)
        elif character == "\\":
            self._command()
        else:
            raise LanguageError(refusal(character, self.dialect.noun), self.at)

    def _put(self, kind: str, text: str, width: int, *, suffix: bool = False) -> None:
        at = self.at
        self.at += width
        self.tokens.append(Token(kind, text, at, self._index() if suffix else ""))

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
        if sum(character.isdigit() for character in number) > DIGITS:
            raise LanguageError(f"A number may have at most {DIGITS} digits.", self.at)
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
        return (found.group(1) or found.group(2)).replace(" ", "")

    def _word(self) -> None:
        python = _PYTHON_WORD.match(self.text, self.at)
        if python and python.group() in self.columns:
            self._put("word", python.group(), len(python.group()))
            return
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

    def _low(self) -> None:
        """Read what stands low behind no letter: the index of x^2_1, or the bounds of a sum."""
        base = self._raised()
        if base is not None and self.tokens[base].kind == "word" and not self.tokens[base].suffix:
            self.tokens[base] = self.tokens[base]._replace(suffix=self._index())
            if self.tokens[base].suffix:
                return
        last = self.tokens[-1] if self.tokens else Token("end", "", 0)
        if base is None and last.kind == "number":
            raise LanguageError("Write numbers without underscores, as in 1000.", self.at)
        if base is None and last.kind != "command" and last.text not in _BEFORE_LOW:
            raise LanguageError(refusal(self.text[self.at], self.dialect.noun), self.at)
        if self.text[self.at] == "_":
            self._put("sign", "_", 1)
        else:
            self._small("_", SUBSCRIPTS)

    def _raised(self) -> int | None:
        """Return the place of what the power just read is a power of; None without one."""
        at = len(self.tokens) - 1
        if at >= 0 and self.tokens[at].text in (")", "}"):
            depth = 0
            while at >= 0:
                depth += (self.tokens[at].text in (")", "}")) - (self.tokens[at].text in ("(", "{"))
                if not depth:
                    break
                at -= 1
        elif at < 0 or self.tokens[at].kind != "number":
            return None
        return at - 2 if at > 1 and self.tokens[at - 1].text == "^" else None

    def _small(self, sign: str, plain: dict[str, str]) -> None:
        """Turn a run of raised or lowered characters into a bracket behind ^ or _."""
        at, end = self.at, self.at
        while end < len(self.text) and self.text[end] in plain:
            end += 1
        # the spaces in front keep the places of what was raised
        written = "".join(plain[c] for c in self.text[at:end])
        inner = _Lexer(" " * at + written, at, self.dialect, self.columns)
        while inner.at < end:
            inner.step()
        self.tokens += [
            Token("sign", sign, at),
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
