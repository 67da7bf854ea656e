"""What is written in this language, a loss, rules and schedules, and in which functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from language import limits
from language.errors import LanguageError
from language.limits import ARGUMENTS
from language.tree import Binary, Call, Constant, Node, Number
from language.wording import shown
from language.words import ALIASES, each

# All others take one argument.
_ARITIES: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("root", "power", "rational", "mod", "hypot", "atan2"), (2, 2)),
    **dict.fromkeys(("log", "leaky_relu", "elu", "huber"), (1, 2)),
    **dict.fromkeys(("max", "min", "logaddexp"), (2, ARGUMENTS)),
    "clip": (3, 3),
    "where": (2, 3),  # without the last it has no value where the condition does not hold
    "norm": (1, ARGUMENTS),
}
ARITY: Mapping[str, tuple[int, int]] = {name: _ARITIES.get(name, (1, 1)) for name in ALIASES}

# Rules and schedules have what gives the same bits in the browser, or runs in every library.
ELEMENTWISE: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(each("sqrt abs sign exp log sin cos tanh floor ceil"), (1, 1)),
    **dict.fromkeys(("max", "min"), (2, 2)),
    "clip": (3, 3),
    "where": (3, 3),  # a comparison, the value where it holds, the value where it does not
}
# Across the coordinates of vectors.
ACROSS: Mapping[str, tuple[int, int]] = {"norm": (1, 1), "dot": (2, 2)}
# What asks the loss for more than its gradient at the point; those of CURVED for its Hessian.
EVALUATIONS: Mapping[str, tuple[int, int]] = dict.fromkeys(
    each("grad loss hess solve solve_abs exact armijo"), (1, 1)
)
CURVED = frozenset(each("hess solve solve_abs"))
SEARCHES = frozenset(each("exact armijo"))
VECTORS = frozenset(each("grad hess solve solve_abs"))  # these give vectors, the others a number
RULE_ARITY = {**ELEMENTWISE, **ACROSS, **EVALUATIONS}
AXES = ("axis1", "axis2")  # unit vectors of the coordinates; the second is 0 with one variable


@dataclass(frozen=True, eq=False)
class Dialect:
    """What differs between them.

    noun        what a sentence calls the text
    example     a short one, for the same sentences
    characters, tokens, nodes, lines   how many it may have
    functions   each function with its least and largest number of arguments
    program     whether the text is a list of assignments, whose names may be whole words
    given       names that have a value before the first line
    fixed       those of them that no line may assign
    vectors     names of vectors that never change
    result      the name that some line must assign
    table       whether names may be columns of a table, over whose rows `mean` and `sum` go
    """

    noun: str
    example: str
    characters: int
    tokens: int
    nodes: int
    functions: Mapping[str, tuple[int, int]]
    lines: int = 1
    program: bool = False
    given: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()
    result: str = ""
    table: bool = False

    def lacks(self, function: str, at: int, hint: str = "") -> LanguageError:
        """Return the error for a function that is not one of this dialect."""
        known = ", ".join(sorted(self.functions))
        return LanguageError(
            f"A {self.noun} has no function {shown(function)}; there are {known}.{hint}", at
        )


LOSS = Dialect("loss", "x^2 + y^2", limits.CHARACTERS, limits.TOKENS, limits.NODES, ARITY)
# A mean or a sum over the rows of a table; the sum is `total` in a tree, where `sum` has bounds.
OVER_ROWS = frozenset(("mean", "total"))
TABLE_LOSS = replace(
    LOSS,
    example="mean((w*u + b - v)^2)",
    functions={**ARITY, **dict.fromkeys(OVER_ROWS, (1, 1))},
    table=True,
)
RULE = Dialect(
    "rule",
    "x = x - lr g",
    limits.RULE_CHARACTERS,
    limits.RULE_TOKENS,
    limits.NODES,
    RULE_ARITY,
    limits.RULE_LINES,
    program=True,
    given=("x", "g", "f", "t", "lr"),
    fixed=("f", "t"),
    vectors=AXES,
    result="x",
)
# With wrappers around it a rule of ours may be longer than what anybody types.
OWN_RULE = replace(
    RULE, characters=limits.OWN, tokens=limits.OWN, nodes=limits.OWN, lines=limits.OWN
)
# Nobody types a schedule: a list of many pieces becomes a long text of our own.
SCHEDULE = Dialect(
    "schedule",
    "factor = 1 / (1 + k)",
    limits.OWN,
    limits.OWN,
    limits.OWN,
    ELEMENTWISE,
    limits.OWN,
    program=True,
    given=("k",),
    result="factor",
)


def call(function: str, arguments: tuple[Node, ...], at: int, *, program: bool = False) -> Node:
    """Return the node of a call; some calls are another way to write something else."""
    if program and function == "clip":
        value, low, high = arguments
        return Call("min", (Call("max", (value, low), at), high), at)
    rewrite = _REWRITTEN.get(function)
    return rewrite(arguments, at) if rewrite else Call(function, arguments, at)


def _logarithm(arguments: tuple[Node, ...], at: int) -> Node:
    if arguments[1:] in ((Number("2"),), (Number("10"),)):
        base = arguments[1]
        assert isinstance(base, Number)
        return Call(f"log{base.text}", arguments[:1], at)
    return Call("log", arguments[:1] if arguments[1:] == (Constant("e"),) else arguments, at)


_REWRITTEN: Mapping[str, Callable[[tuple[Node, ...], int], Node]] = {
    "power": lambda a, at: Binary("^", a[0], a[1], at),
    "square": lambda a, at: Binary("^", a[0], Number("2", at), at),
    "rational": lambda a, at: Binary("/", a[0], a[1], at),
    "log": _logarithm,
}
