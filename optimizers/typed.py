"""A rule that somebody typed: a name, a text and the defaults of its dials make it a rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from language.dialect import RULE
from language.errors import RuleError
from language.limits import RULE_CHARACTERS
from language.printers.latex import latex_name
from language.printers.text import to_text
from language.program import Program, read_program
from language.wording import shown
from language.words import FUNCTIONS
from optimizers import wrappers
from optimizers.dial import Dial, DialError, Frozen
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

MAX_NAME = 24  # characters, of a rule and of what it names
NAME = re.compile(rf"[A-Za-z][A-Za-z0-9_-]{{0,{MAX_NAME - 1}}}", re.ASCII)
NAME_ALLOWED = f"it has at most {MAX_NAME} of a-z, 0-9, _ and -, a letter first"
LARGEST = 1e6  # dial, in size
TAKEN = ("at", "schedule", "name", "mark")  # words of a link that may follow a dial
# What a dial is at first, by what papers call it so; any other is 1. Links rest on these numbers.
_USUAL: Mapping[str, float] = {
    **dict.fromkeys(("beta", "beta1", "b1", "rho", "momentum", "mu", "gamma", "nu"), 0.9),
    **dict.fromkeys(("beta2", "b2"), 0.999),
    **dict.fromkeys(("eps", "epsilon"), 1e-8),
    **dict.fromkeys(("weight_decay", "wd"), 0.01),
}
_WORD = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{MAX_NAME - 1}}}", re.ASCII)
# Of our own rules it is known what such a line does, of others only that there is one.
_CHANGED = {
    "g": Term("the gradient as the rule goes on with it"),
    "x": Term("the point on its way"),
}
_IDLE_SPACE = re.compile(r" (?=\W)|(?<=\W) ")


@dataclass(frozen=True)
class Typed:
    """A rule as it was typed; the value that exists can be read and run.

    name      its alphabet is all that pages, files and code need to be safe from
    text      its lines, tidied: two texts that mean the same are the same
    defaults  of every dial but the learning rate
    Raises RuleError for the text, DialError for name and defaults.
    """

    name: str
    text: str
    defaults: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked_name(self.name)
        text, names = tidied(self.text)
        for name in self.defaults:
            if name not in names:
                raise DialError(f"The rule {self.name} has no dial {shown(name)}.")
        dials = (_dial(name, self.defaults.get(name, usual(name))) for name in names)
        checked = {dial.name: float(dial.check(dial.default)) for dial in dials}  # type: ignore[arg-type]
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "defaults", Frozen(checked))

    @property
    def short(self) -> str:
        """The text on one line without spaces, as a link has it."""
        return ";".join(map(_short, self.text.splitlines()))

    @property
    def rule(self) -> Rule:
        """The rule: the same object for equal values."""
        return _rule(self)


class _TypedRule(Rule):
    """Its text, and wrappers around it: a dial called weight_decay is one like any other."""

    def text_of(self, dials: Dials) -> str:
        return wrappers.wrapped(dials, "", self.text(dials))

    def convention_sentence(self, dials: Dials) -> str:
        return self.convention


def checked_name(name: str) -> str:
    """Return the name of a rule. Raises DialError."""
    if not NAME.fullmatch(name):
        raise DialError(f"The name of a rule is {shown(name)}; {NAME_ALLOWED}.")
    return name


def usual(name: str) -> float:
    """Return the default of a dial for which nobody gave one."""
    return _USUAL.get(name, 1.0)


def dials_of(text: str) -> tuple[str, ...]:
    """Return the names of a text's dials but the learning rate. Raises RuleError."""
    return tidied(text)[1]


@lru_cache(maxsize=512)
def tidied(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text as we write it, and its dials but the learning rate. Raises RuleError.

    The tidy text has a statement a line, first the starts, with spaces as far as there is room.
    """
    program = read_program(text)
    _check_names(program)
    starts = [f"start {name} = {to_text(value)}" for name, value in program.starts.items()]
    lines = [*starts, *(f"{line.name} = {to_text(line.value)}" for line in program.lines)]
    found = "\n".join(lines)
    if len(found) > RULE_CHARACTERS:
        found = "\n".join(map(_short, lines))
    again = read_program(found)  # written out, products and brackets may be too long
    if (again.lines, again.starts) != (program.lines, program.starts):
        raise RuleError("The rule cannot be read in one way only; write its products with *.", 0)
    return found, tuple(program.dials)


def _short(line: str) -> str:
    return _IDLE_SPACE.sub("", line)


def _check_names(program: Program) -> None:
    """Refuse names that another place where they stand would take for something else."""
    named = {line.name: line.at for line in reversed(program.lines)} | program.dials
    for name, at in named.items():
        if not _WORD.fullmatch(name):
            raise RuleError(
                f"The name {shown(name)} cannot stand in a rule; "
                f"one has at most {MAX_NAME} letters, digits and _.",
                at,
            )
        if FUNCTIONS.get(name, name) in RULE.functions:
            raise RuleError(f"{shown(name)} is a function; call the value something else.", at)
        if name in TAKEN and name in program.dials:
            raise RuleError(
                f"{shown(name)} is a word of the link; call the dial something else.", at
            )


@lru_cache(maxsize=512)
def _rule(typed: Typed) -> Rule:
    names: Iterable[str] = typed.defaults
    program = read_program(typed.text, names)
    # Where the text has a word of the wrappers for something of its own, there are none.
    around = {*wrappers.QUANTITIES, *(dial.name for dial in wrappers.DIALS)}
    free = around.isdisjoint([*names, *(line.name for line in program.lines)])
    own = (shared.lr(), *(_dial(name, typed.defaults[name]) for name in names))
    return _TypedRule(
        name=typed.name,
        title=typed.name,
        dials=own + (wrappers.DIALS if free else ()),
        text=lambda dials: typed.text,
        source="typed here",
        convention="A rule of your own: no library has it.",
        terms={name: Term("kept from one update to the next") for name in program.states}
        | _CHANGED,
    )


def _dial(name: str, default: float) -> Dial:
    small = 0 < default < 1e-3
    return Dial(
        name, latex_name(name), default, "a dial of your rule",
        low=-LARGEST, high=LARGEST, logarithmic=small,
    )  # fmt: skip
