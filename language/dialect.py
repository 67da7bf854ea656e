"""What is written in this language: a loss, which is one formula, and rules and schedules."""

from collections.abc import Mapping
from dataclasses import dataclass

from language import limits
from language.errors import LanguageError
from language.functions import ARITY, RULE_ARITY
from language.wording import shown


@dataclass(frozen=True, eq=False)
class Dialect:
    """What differs between them.

    noun        what a sentence calls the text
    example     a short one, for the same sentences
    characters, tokens, nodes   how many it may have
    functions   each function with its least and largest number of arguments
    program     whether the text is a list of assignments, whose names may be whole words
    given       names that have a value before the first line
    fixed       those of them that no line may assign
    result      the name that some line must assign
    """

    noun: str
    example: str
    characters: int
    tokens: int
    nodes: int
    functions: Mapping[str, tuple[int, int]]
    program: bool = False
    given: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    result: str = ""

    def lacks(self, function: str, at: int, hint: str = "") -> LanguageError:
        """Return the error for a function that is not one of this dialect."""
        known = ", ".join(sorted(self.functions))
        return LanguageError(
            f"A {self.noun} has no function {shown(function)}; there are {known}.{hint}", at
        )


LOSS = Dialect("loss", "x^2 + y^2", limits.CHARACTERS, limits.TOKENS, limits.NODES, ARITY)
RULE = Dialect(
    "rule",
    "x = x - lr g",
    limits.RULE_CHARACTERS,
    limits.RULE_TOKENS,
    limits.NODES,
    RULE_ARITY,
    program=True,
    given=("x", "g", "f", "t", "lr"),
    fixed=("f", "t", "lr"),
    result="x",
)
# Nobody types a schedule: a list of many pieces becomes a long text of our own.
SCHEDULE = Dialect(
    "schedule",
    "factor = 1 / (1 + k)",
    limits.OWN,
    limits.OWN,
    limits.OWN,
    RULE_ARITY,
    program=True,
    given=("k",),
    result="factor",
)
