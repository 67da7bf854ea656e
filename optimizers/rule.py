"""What a rule is: its text, its dials, and where both come from."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from language.dialect import OWN_RULE, Dialect
from language.operations import Graph
from language.program import Assignment, Program, read_program
from language.tree import Number
from language.wording import listed
from optimizers import wrappers
from optimizers.dial import Dial, DialError, Value
from optimizers.latex import Symbols, aligned, equation, symbols

Dials = Mapping[str, Value]
Text = Callable[[Dials], str]


@dataclass(frozen=True)
class Term:
    """What a state or an intermediate quantity of a rule is.

    role    what charts look for: "mean" of the gradients, "mean_square"
    latex   its symbol, where the name alone does not give it
    """

    meaning: str
    role: str = ""
    latex: str = ""


@dataclass(frozen=True, eq=False)
class Written:
    """What has dials and is written once, as a text: a rule, or a schedule.

    text    its lines (see language/program.py). A function, because switches, choices and dials
            that are off at 0 change their shape
    terms   {name: what it is} of states and intermediate quantities, in the order of charts
    check   raises DialError where dials contradict each other
    """

    name: str
    title: str
    dials: tuple[Dial, ...]
    text: Text
    terms: Mapping[str, Term] = field(default_factory=dict, kw_only=True)
    check: Callable[[Dials], None] = field(default=lambda dials: None, kw_only=True)
    dialect: ClassVar[Dialect]

    def text_of(self, dials: Dials) -> str:
        """The whole text as it stands for these dials."""
        return self.text(dials)

    def graph(self, dials: Dials) -> Graph:
        """The operations for these dials; the same object for the same text."""
        return _graph(self.text_of(dials), tuple(dial.name for dial in self.dials), self.dialect)

    def program(self, dials: Dials) -> Program:
        """The lines for these dials."""
        return self.graph(dials).program

    @property
    def symbols(self) -> Symbols:
        """The LaTeX of every name in its lines: dials have the letters of the paper."""
        dials = {dial.name: dial.symbol for dial in self.dials if dial.symbol}
        return symbols(dials | {n: term.latex for n, term in self.terms.items() if term.latex})

    def equations(self, dials: Dials) -> tuple[str, ...]:
        """The lines in LaTeX for these dials."""
        return tuple(equation(line, self.symbols) for line in self.program(dials).lines)

    def block(self, dials: Dials) -> str:
        """All lines in LaTeX for these dials, and the states that begin elsewhere than at 0."""
        starts = self.program(dials).starts.items()
        first = (
            rf"{equation(Assignment(name, value), self.symbols)} \quad\text{{at first}}"
            for name, value in starts
            if value != Number("0")
        )
        return aligned((*self.equations(dials), *first))

    @property
    def equation(self) -> str:
        """The same with every dial at its default."""
        return self.block(self.defaults)

    @property
    def own(self) -> tuple[Dial, ...]:
        """Its dials without those of wrappers, which any rule has."""
        return tuple(dial for dial in self.dials if dial not in wrappers.DIALS)

    @property
    def defaults(self) -> dict[str, Value]:
        """Every dial at its default."""
        return {dial.name: dial.default for dial in self.dials}

    def dial(self, name: str) -> Dial:
        """The dial of that name."""
        return next(dial for dial in self.dials if dial.name == name)

    def complete(self, given: Mapping[str, Any]) -> dict[str, Value]:
        """Every dial with its value: the given ones checked, the others by default.

        Raises DialError for a name that is no dial, a value out of range, a required one missing,
        and for dials that contradict each other.
        """
        names = {dial.name for dial in self.dials}
        for name in given:
            if name not in names:
                known = listed([dial.name for dial in self.own], "and")
                raise DialError(f"`{self.name}` has no dial `{name}`; it has {known}.")
        for dial in self.dials:
            if dial.required and dial.name not in given:
                raise DialError(f"`{self.name}` needs the dial `{dial.name}`: {dial.allowed}.")
        checked = {dial.name: dial.check(given.get(dial.name, dial.default)) for dial in self.dials}
        self.check(checked)
        return checked


@dataclass(frozen=True, eq=False)
class Rule(Written):
    """An update rule, written once: everything that runs, prints or exports comes from its text.

    The text is one update in the letters of the paper; weight decay and wrappers come around it by
    themselves. The first dial is lr.

    presets  {label: dials} of libraries and papers
    edge     what lr times the curvature must stay below, for rules that are linear on a
             quadratic loss
    listed   False: known to links, absent from the ordinary menu
    """

    source: str
    convention: str
    presets: Mapping[str, Dials] = field(default_factory=dict)
    edge: Callable[[Dials], float] | None = None
    listed: bool = True
    dialect = OWN_RULE

    def text_of(self, dials: Dials) -> str:
        """The whole update as it stands for these dials, a line an assignment."""
        return wrappers.wrapped(dials, decay(dials), self.text(dials))

    def rate_limit(self, dials: Dials, curvature: float) -> float | None:
        """The learning rate below which the error shrinks along a direction of that curvature.

        Near a minimum a loss is quadratic and these rules are linear maps, one along each
        eigenvector of the Hessian; the eigenvalues of the map reach the unit circle where lr
        times the curvature is `edge` (Polyak 1964, sections 2 and 3). None where there is no such
        limit: another kind of rule, or no upward curvature.
        """
        alone = self.edge and not any(wrappers.on(dials))
        edge = self.edge(dials) if self.edge and alone else math.inf
        if not math.isfinite(edge):
            return None
        amount = float(dials.get("weight_decay", 0.0))  # type: ignore[arg-type]
        # Coupled decay adds to the curvature itself; decoupled decay acts beside the velocity.
        pull = amount if dials.get("decay", "coupled") == "coupled" else amount * edge / 2
        return edge / (curvature + pull) if curvature + pull > 0 else None

    def follows(self, dials: Dials) -> tuple[str, ...]:
        """Labels of the presets whose conventions complete dials follow.

        Plain numbers (eps, beta1 ...) do not count: a convention is where things stand, not how
        large they are.
        """
        return tuple(label for label in self.presets if self._agrees(dials, self.presets[label]))

    def convention_sentence(self, dials: Dials) -> str:
        """One sentence for the card: "As in PyTorch and Optax."."""
        labels = [label.removeprefix("As in ") for label in self.follows(dials)]
        if not labels:
            return "A mixture of conventions that no library offers."
        return f"As in {listed(labels, 'and')}."

    def _agrees(self, dials: Dials, preset: Dials) -> bool:
        """Whether every dial that decides a convention, and is in play, is as in the preset."""
        for dial in self.dials:
            counts = dial.convention or dial.kind != "number" or dial.zero_is_off
            idle = dial.needs and not dials[dial.needs]
            if dial.name not in preset or not counts or idle:
                continue
            wanted, found = preset[dial.name], dials[dial.name]
            # A preset with an amount above 0 gives a default; only 0, "not there", decides.
            if found != wanted and not (dial.zero_is_off and wanted and not dial.convention):
                return False
        return True


def decay(dials: Dials) -> str:
    """The line of weight decay as it is set, which comes first; empty where there is none.

    A rule without the dial `decay` takes its decay in lines of its own.
    """
    if not dials.get("weight_decay") or "decay" not in dials:
        return ""
    coupled = dials["decay"] == "coupled"
    return "g = g + weight_decay x" if coupled else "x = x (1 - lr weight_decay)"


@lru_cache(maxsize=512)
def _graph(text: str, dials: tuple[str, ...], dialect: Dialect) -> Graph:
    return Graph(read_program(text, dials, dialect), dialect.given)
