"""The operations of a rule, in the order in which NumPy and the browser both take them.

Equal operations are one. Each is as simple as arithmetic allows: whole powers are products, b^t is
the product of t factors, so that + - * / and the root give the same bits everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from language.dialect import ACROSS, AXES, EVALUATIONS, RULE
from language.program import Assignment, Program
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number


class Kind(IntEnum):
    """What a value changes with."""

    DIAL = 0  # nothing: the same at every update
    TIME = 1  # the number of the update and the learning rate's schedule
    POINT = 2  # the point, its gradient, the loss: one value a coordinate


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of the computing; `parts` are the places of its operands, all before it.

    sign   number, dial, given, state, axis: then `text` says which; else a sign or function of the
           language, `powers` for b^t, `dial_power` for a power of dials alone
    """

    sign: str
    parts: tuple[int, ...] = ()
    text: str = ""


GIVEN_KINDS = {
    **dict.fromkeys(("x", "g", "f"), Kind.POINT),
    **dict.fromkeys(("t", "lr", "k"), Kind.TIME),
    **dict.fromkeys(AXES, Kind.POINT),
}
BESIDE = frozenset((*ACROSS, *EVALUATIONS))  # what is not worked out a coordinate at a time


class Graph:
    """All operations of a program.

    operations  in an order in which they can be taken
    kinds       what each changes with
    lines       the place of every line's value
    given       {x, g, f, t, lr: place}
    states      {state: place of the value that an update finds}
    following   {state: place of its value after the update}
    starts      {state: place of its value before the first update}
    calls       for every line the calls in it of what is BESIDE, with their places
    """

    def __init__(self, program: Program, given: Iterable[str] = RULE.given) -> None:
        self.program = program
        self.operations: list[Operation] = []
        self._places: dict[Operation, int] = {}
        self.given = {name: self._leaf("given", name) for name in given}
        self.states = {name: self._leaf("state", name) for name in program.states}
        self._names = {**self.given, **self.states}
        self.starts = {
            name: self._built(program.starts.get(name, Number("0"))) for name in program.states
        }
        self.lines: list[int] = []
        self.calls: list[dict[Call, int]] = []
        for line in program.lines:
            self.calls.append({})
            self.lines.append(self._built(line.value))
            self._names[line.name] = self.lines[-1]
        self.following = {name: self._names[name] for name in program.states}
        self.kinds = self._kinds()

    @classmethod
    def of(cls, value: Node) -> Graph:
        """The operations of one formula; its value is the first line's."""
        return cls(Program((Assignment("x", value),), {}, (), {}), ())

    @property
    def point(self) -> int:
        """The place of the new point."""
        return self._names["x"]

    @property
    def rate(self) -> int:
        """The place of the effective learning rate: `rate`, else the learning rate."""
        return self._names.get("rate", self._names["lr"])

    @property
    def asked(self) -> frozenset[str]:
        """What it asks the loss beside the point."""
        return frozenset(EVALUATIONS.keys() & {operation.sign for operation in self.operations})

    def needed(self, results: Iterable[int]) -> list[int]:
        """The places that lead to these results, in order."""
        pending, found = list(results), set[int]()
        while pending:
            place = pending.pop()
            if place not in found:
                found.add(place)
                pending += self.operations[place].parts
        return sorted(found)

    def counts_alone(self, place: int) -> bool:
        """Whether a value depends on the number of the update and on nothing else."""
        before = [self.operations[p] for p in self.needed([place])]
        return all(op.parts or op.text == "t" or op.sign == "number" for op in before)

    def depending_on(self, places: Iterable[int]) -> set[int]:
        """These places and all whose values depend on them."""
        found = set(places)
        for place, operation in enumerate(self.operations):
            if found.intersection(operation.parts):
                found.add(place)
        return found

    def _kinds(self) -> list[Kind]:
        """Let states be of TIME while nothing in their updates depends on the point."""
        moving: set[str] = set()
        while True:
            kinds = self._with_states(moving)
            more = {
                name
                for name, at in self.following.items()
                if Kind.POINT in (kinds[at], kinds[self.starts[name]])
            }
            if more <= moving:
                return kinds
            moving |= more

    def _with_states(self, moving: set[str]) -> list[Kind]:
        kinds: list[Kind] = []
        for operation in self.operations:
            if operation.sign in ("given", "axis"):
                kind = GIVEN_KINDS[operation.text]
            elif operation.sign in BESIDE:
                kind = Kind.POINT
            elif operation.sign == "state":
                kind = Kind.POINT if operation.text in moving else Kind.TIME
            else:
                kind = max((kinds[part] for part in operation.parts), default=Kind.DIAL)
                kind = max(kind, Kind.TIME) if operation.sign == "powers" else kind
            kinds.append(kind)
        return kinds

    def _put(self, sign: str, *parts: int) -> int:
        return self._place(Operation(sign, parts))

    def _leaf(self, sign: str, text: str) -> int:
        return self._place(Operation(sign, (), text))

    def _place(self, operation: Operation) -> int:
        if operation not in self._places:
            self._places[operation] = len(self.operations)
            self.operations.append(operation)
        return self._places[operation]

    def _built(self, node: Node) -> int:
        return _BUILD[type(node)](self, node)

    def _number(self, node: Number) -> int:
        return self._leaf("number", node.text)

    def _constant(self, node: Constant) -> int:
        return self._leaf(
            "number", {"pi": "3.141592653589793", "e": "2.718281828459045"}[node.name]
        )

    def _name(self, node: Name) -> int:
        if node.name in self._names:
            return self._names[node.name]
        return self._leaf("axis" if node.name in AXES else "dial", node.name)

    def _negative(self, node: Negative) -> int:
        return self._put("negative", self._built(node.operand))

    def _binary(self, node: Binary) -> int:
        if node.sign == "^":
            return self._power(node)
        left, right = self._built(node.left), self._built(node.right)
        if node.sign == "/" and self._timed(right) and not self._timed(left):
            # Its reciprocal is worked out before the run: a product costs a third of a quotient.
            return self._put("*", left, self._put("/", self._leaf("number", "1"), right))
        return self._put(node.sign, left, right)

    def _power(self, node: Binary) -> int:
        base = self._built(node.left)
        if isinstance(node.right, Number) and node.right.text.isdigit() and node.right.text != "0":
            return self._whole_power(base, int(node.right.text))
        if node.right == Number("0.5"):
            return self._put("sqrt", base)
        if node.right == Name("t") and self._fixed(base):
            return self._put("powers", base)
        exponent = self._built(node.right)
        fixed = self._fixed(base) and self._fixed(exponent)
        return self._put("dial_power" if fixed else "^", base, exponent)

    def _whole_power(self, base: int, exponent: int) -> int:
        """A power by squaring: the same products as of a loss."""
        result = None
        while True:
            if exponent & 1:
                result = base if result is None else self._put("*", result, base)
            exponent >>= 1
            if not exponent:
                assert result is not None
                return result
            base = self._put("*", base, base)

    def _fixed(self, place: int) -> bool:
        """Whether a value is the same at every update, whatever kind the states turn out to be."""
        signs = {self.operations[p].sign for p in self.needed([place])}
        return not signs & {"given", "state", "powers", "axis", *BESIDE}

    def _timed(self, place: int) -> bool:
        """Whether a value depends on neither the point nor a state."""
        before = [self.operations[p] for p in self.needed([place])]
        return all(GIVEN_KINDS.get(op.text, Kind.TIME) < Kind.POINT for op in before) and not any(
            op.sign == "state" or op.sign in BESIDE for op in before
        )

    def _call(self, node: Call) -> int:
        place = self._put(node.function, *map(self._built, node.arguments))
        if node.function in BESIDE:
            self.calls[-1][node] = place
        return place


_BUILD: Mapping[type, Callable[[Graph, Any], int]] = {
    Number: Graph._number,
    Constant: Graph._constant,
    Name: Graph._name,
    Negative: Graph._negative,
    Binary: Graph._binary,
    Call: Graph._call,
}
