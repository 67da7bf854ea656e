"""The two things that are written in this language: a loss, which is one formula, and a rule."""

from collections.abc import Mapping
from dataclasses import dataclass

from language import limits
from language.errors import LanguageError, shown
from language.functions import ARITY, RULE_ARITY


@dataclass(frozen=True)
class Dialect:
    """What differs between losses and rules.

    noun        what a sentence calls the text
    example     a short one, for the same sentences
    characters, tokens   how many it may have
    functions   each function with its least and largest number of arguments
    program     whether the text is a list of assignments, whose names may be whole words
    """

    noun: str
    example: str
    characters: int
    tokens: int
    functions: Mapping[str, tuple[int, int]]
    program: bool = False

    def lacks(self, function: str, at: int, hint: str = "") -> LanguageError:
        """Return the error for a function that is not one of this dialect."""
        known = ", ".join(sorted(self.functions))
        return LanguageError(
            f"A {self.noun} has no function {shown(function)}; there are {known}.{hint}", at
        )


LOSS = Dialect("loss", "x^2 + y^2", limits.CHARACTERS, limits.TOKENS, ARITY)
RULE = Dialect(
    "rule", "x = x - lr g", limits.RULE_CHARACTERS, limits.RULE_TOKENS, RULE_ARITY, program=True
)
