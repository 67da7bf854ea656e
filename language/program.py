"""A rule as text: one assignment a line, read from top to bottom at every update.

    v = mu v + g          x the point, g its gradient, f its loss,
    x = x - lr v          t the number of the update from 1, lr the learning rate

A name that is read before it is assigned is a state: it keeps its value from one update to the
next and is 0 at first, or what `start v = ...` says. Names that are never assigned are dials.
CONTRIBUTING.md has the functions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from language.dialect import ACROSS, EVALUATIONS, RULE, SEARCHES, Dialect
from language.errors import LanguageError, RuleError
from language.limits import RULE_DIALS, RULE_EVALUATIONS, RULE_SEARCHES, RULE_STATES
from language.literals import value_of
from language.names import canonical, resolve
from language.notation import check_choices
from language.parser import parse
from language.shapes import check_vectors
from language.tokens import Token, tokenize
from language.tree import Call, Node, Number, names_in, walk
from language.wording import shown


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line: from here on the name has this value."""

    name: str
    value: Node
    at: int = field(default=0, compare=False)  # place of the name in the text


@dataclass(frozen=True)
class Program:
    """The lines of a rule, and the values that its states have before the first update.

    states  names that keep their value from one update to the next, in order of assignment
    dials   names that are only read, each with its place in the text
    """

    lines: tuple[Assignment, ...]
    starts: dict[str, Node]
    states: tuple[str, ...]
    dials: dict[str, int]


def read_program(text: str, dials: Iterable[str] = (), dialect: Dialect = RULE) -> Program:
    """Read the text of a rule, or of a schedule. Raises RuleError, and nothing else.

    dials   names that are certainly dials, where they are known beforehand
    """
    try:
        return _program(tokenize(text, dialect), frozenset(dials), dialect)
    except RuleError:
        raise
    except LanguageError as error:
        raise RuleError.of(error) from None


def _program(tokens: list[Token], dials: frozenset[str], dialect: Dialect) -> Program:
    statements = [_Statement(part, dialect) for part in _split(tokens)]
    if len(statements) > dialect.lines:
        raise RuleError(
            f"A rule has at most {dialect.lines} lines.", statements[dialect.lines].name.at
        )
    own = [_word(statement.name) for statement in statements]
    names = dials.union(dialect.given, dialect.vectors, own)
    lines = [one.read(names) for one in statements if not one.start]
    starts = {line.name: line for line in (one.read(names) for one in statements if one.start)}
    if not any(line.name == dialect.result for line in lines):
        raise RuleError(f"No line assigns {dialect.result}; write {dialect.example}.", 0)
    states = _states(lines, dialect)
    for name, line in starts.items():
        if name not in states:
            raise RuleError(
                f"{shown(name)} has a start, but no line reads it before assigning it.", line.at
            )
    _check_starts(starts.values(), {line.name for line in lines}.union(dialect.given))
    first = {name: line.value for name, line in starts.items()}
    program = Program(tuple(lines), first, states, _dials([*lines, *starts.values()], dialect))
    if dialect is RULE:
        _check_bounds(program)
    if dialect.vectors:
        check_vectors(((line.name, line.value) for line in lines), first, dialect)
    return program


def _check_starts(starts: Iterable[Assignment], changing: set[str]) -> None:
    """Refuse what is not known before the first update."""
    for line in starts:
        for name, at in names_in(line.value).items():
            if name in changing:
                raise RuleError(
                    f"A start is made of numbers and dials, and {shown(name)} is neither.", at
                )
        for node in walk(line.value):
            if isinstance(node, Call) and node.function in {**ACROSS, **EVALUATIONS}:
                raise RuleError(
                    f"A start is known before the first update, so it has no {node.function}(...).",
                    node.at,
                )


def _check_bounds(program: Program) -> None:
    """Refuse more states, dials or evaluations than a run should keep, show or pay for."""
    if len(program.states) > RULE_STATES:
        name = program.states[RULE_STATES]
        raise RuleError(
            f"A rule keeps at most {RULE_STATES} states from one update to the next; "
            f"{shown(name)} is the ninth.",
            next(line.at for line in program.lines if line.name == name),
        )
    if len(program.dials) > RULE_DIALS:
        name, at = list(program.dials.items())[RULE_DIALS]
        raise RuleError(
            f"A rule has at most {RULE_DIALS} dials; {shown(name)} is the thirteenth.", at
        )
    calls = [node for line in program.lines for node in walk(line.value) if isinstance(node, Call)]
    asked = [node for node in calls if node.function in EVALUATIONS]
    if len(asked) > RULE_EVALUATIONS:
        raise RuleError(
            f"A rule may evaluate the loss at most {RULE_EVALUATIONS} times an update; "
            "this is the ninth.",
            asked[RULE_EVALUATIONS].at,
        )
    searches = [node for node in asked if node.function in SEARCHES]
    if len(searches) > RULE_SEARCHES:
        raise RuleError(
            f"A rule may search at most {RULE_SEARCHES} lines an update; this is the third.",
            searches[RULE_SEARCHES].at,
        )


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each statement, without the ends of lines."""
    part: list[Token] = []
    for token in tokens:
        ends = token.kind == "end" or (token.kind == "sign" and token.text == ";")
        if not ends:
            part.append(token)
        elif part:
            yield [*part, Token("end", "", token.at)]
            part = []


class _Statement:
    """`name = value`, or `start name = value`."""

    def __init__(self, tokens: list[Token], dialect: Dialect) -> None:
        self.dialect = dialect
        self.start = tokens[0].text == "start" and tokens[1].kind == "word"
        self.name, equals, *self.rest = tokens[1:] if self.start else tokens
        if self.name.kind != "word" or (equals.kind, equals.text) != ("sign", "="):
            raise RuleError(
                f"Each line assigns a value to a name, as in {dialect.example}.", tokens[0].at
            )
        forbidden = (*dialect.vectors, *(dialect.given if self.start else dialect.fixed))
        if _word(self.name) in forbidden:
            raise RuleError(
                f"{shown(self.name.text)} is given at every update and cannot be assigned here.",
                self.name.at,
            )

    def read(self, names: frozenset[str]) -> Assignment:
        value = parse(resolve(self.rest, names, self.dialect), self.dialect)
        check_choices(value, program=True)
        for node in walk(value) if self.dialect.noun == RULE.noun else ():
            if isinstance(node, Number):
                value_of(node.text, node.at)
        return Assignment(_word(self.name), value, self.name.at)


def _word(token: Token) -> str:
    return canonical(token.text, token.suffix)


def _states(lines: list[Assignment], dialect: Dialect) -> tuple[str, ...]:
    read: set[str] = set()
    done = {*dialect.given, *dialect.vectors}
    for line in lines:
        read |= set(names_in(line.value)) - done
        done.add(line.name)
    return tuple(dict.fromkeys(line.name for line in lines if line.name in read))


def _dials(lines: list[Assignment], dialect: Dialect) -> dict[str, int]:
    known = {line.name for line in lines}.union(dialect.given, dialect.vectors)
    found: dict[str, int] = {}
    for line in lines:
        for name, at in names_in(line.value).items():
            if name not in known:
                found.setdefault(name, at)
    return found
