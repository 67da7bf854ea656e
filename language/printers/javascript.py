"""From operations to statements that the browser runs: one number a coordinate at a time.

They are made of numbers, v0 v1 ... for values, c0 c1 ... for dials, signs, the functions of the
table in player/js/engine/functions.js and, in an update, those of player/js/engine/beside.js;
nothing of the text of a rule or a schedule is in them.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from language.dialect import ACROSS, AXES, EVALUATIONS, VECTORS
from language.operations import Graph, Kind, Operation

SIGNS = ("+", "-", "*", "/", ">", ">=", "<", "<=")
FUNCTIONS = {"^": "power", "abs": "absolute", "max": "maximum", "min": "minimum"}


class StateCode(TypedDict):
    """What a rule keeps between updates: variables, what they are at first, what they become."""

    name: str
    before: list[str]
    start: list[str]
    after: list[str]


class RuleCode(TypedDict):
    """One update for a point of one or two coordinates.

    dials           names of the dials, in the order of c0, c1 ...
    x, g, f, t, lr  variables for the point, its gradient and loss, the update's number, its rate
    once            statements before the first update, "v7=1-c0;v8=..."
    step            statements of an update
    states          what is kept between updates
    following       values of the new point; `rate` those of the effective learning rate
    asks            there where an update asks the loss beside the point
    """

    dials: list[str]
    x: list[str]
    g: list[str]
    f: str
    t: str
    lr: str
    once: str
    step: str
    states: list[StateCode]
    following: list[str]
    rate: list[str]
    asks: NotRequired[bool]


class ScheduleCode(TypedDict):
    """The factor of a learning rate at a step.

    dials       names of the dials, in the order of c0, c1 ...
    k           variable for the step, from 0
    once, step  statements before the first step and at each, as in `RuleCode`
    factor      value of the factor
    """

    dials: list[str]
    k: str
    once: str
    step: str
    factor: str


def javascript(graph: Graph, dimension: int) -> RuleCode:
    """Return the update for points of that many coordinates."""
    return _Writer(graph, dimension).code()


def javascript_of_schedule(graph: Graph) -> ScheduleCode:
    """Return the factor that the last line of a schedule gives."""
    return _Writer(graph, 1).schedule()


class _Writer:
    def __init__(self, graph: Graph, dimension: int) -> None:
        self.graph, self.dimension = graph, dimension
        self.count = 0
        self.values: dict[int, list[str]] = {}  # by place: one name, or one a coordinate
        self.dials: dict[str, str] = {}
        self.once: list[str] = []
        self.step: list[str] = []
        self.given = {
            name: self.fresh(dimension if name in ("x", "g") else 1) for name in graph.given
        }
        self.before = {
            name: self.fresh(dimension if graph.kinds[place] == Kind.POINT else 1)
            for name, place in graph.states.items()
        }
        self.powers: list[StateCode] = []
        self.first = set(graph.needed(graph.starts.values()))

    def fresh(self, count: int) -> list[str]:
        """New variables."""
        self.count += count
        return [f"v{number}" for number in range(self.count - count, self.count)]

    def code(self) -> RuleCode:
        graph = self.graph
        results = [graph.point, graph.rate, *graph.following.values(), *graph.starts.values()]
        for place in graph.needed(results):
            self.values[place] = self.written(place)
        states = [self.state(name) for name in graph.states]
        code = RuleCode(
            x=self.given["x"],
            g=self.given["g"],
            f=self.given["f"][0],
            t=self.given["t"][0],
            lr=self.given["lr"][0],
            following=self.wide(graph.point),
            rate=self.wide(graph.rate),
            states=[*states, *self.powers],
            dials=list(self.dials),
            once=";".join(self.once),
            step=";".join(self.step),
        )
        if graph.asked:
            code["asks"] = True
        return code

    def schedule(self) -> ScheduleCode:
        factor = self.graph.lines[-1]
        for place in self.graph.needed([factor]):
            self.values[place] = self.written(place)
        return ScheduleCode(
            dials=list(self.dials),
            k=self.given["k"][0],
            once=";".join(self.once),
            step=";".join(self.step),
            factor=self.values[factor][0],
        )

    def state(self, name: str) -> StateCode:
        place, before = self.graph.following[name], self.before[name]
        after = (self.wide(place) if len(before) > 1 else self.values[place])[: len(before)]
        # A variable that is itself kept may change before it is read here.
        after = [self.put(text) if text in self.kept else text for text in after]
        start = self.values[self.graph.starts[name]]
        start = start if len(start) == len(before) else start * len(before)
        return StateCode(name=name, before=before, start=start, after=after)

    @property
    def kept(self) -> set[str]:
        kept = (self.given.get("x", []), *self.before.values())
        return {name for names in kept for name in names}

    def wide(self, place: int) -> list[str]:
        """One value a coordinate."""
        names = self.values[place]
        return names if len(names) == self.dimension else names * self.dimension

    def put(self, text: str, *, early: bool = False) -> str:
        """Write a statement, early of what is worked out once; return its variable."""
        (name,) = self.fresh(1)
        (self.once if early else self.step).append(f"{name}={text}")
        return name

    def written(self, place: int) -> list[str]:
        """Write what gives a place its value; return the names or numbers of that."""
        operation, kind = self.graph.operations[place], self.graph.kinds[place]
        if operation.sign == "number":
            return [operation.text]
        if operation.sign == "dial":
            return [self.dials.setdefault(operation.text, f"c{len(self.dials)}")]
        if operation.sign in ("given", "state"):
            return (self.given if operation.sign == "given" else self.before)[operation.text]
        if operation.sign == "axis":
            return ["1" if AXES[i] == operation.text else "0" for i in range(self.dimension)]
        if operation.sign in ACROSS or operation.sign in EVALUATIONS:
            return self.across(operation.sign, [self.wide(part) for part in operation.parts])
        parts = [self.values[part] for part in operation.parts]
        if operation.sign == "powers":
            return [self.running_product(parts[0][0])]
        count = self.dimension if kind == Kind.POINT else 1
        early = kind == Kind.DIAL or place in self.first
        return [
            self.put(
                _text(operation, [part[i if len(part) > 1 else 0] for part in parts]), early=early
            )
            for i in range(count)
        ]

    def across(self, sign: str, parts: list[list[str]]) -> list[str]:
        """Write what works on all coordinates; the second one of a vector is told by `other`."""
        if sign in EVALUATIONS:
            texts = [f"{sign}({','.join(parts[0])})", "other()"]
            return [self.put(text) for text in texts[: self.dimension if sign in VECTORS else 1]]
        total = "+".join(f"{u}*{v}" for u, v in zip(parts[0], parts[-1], strict=True))
        return [self.put(f"sqrt({total})" if sign == "norm" else total)]

    def running_product(self, base: str) -> str:
        """Write b^t as the product that the last update left, times b."""
        (before,) = self.fresh(1)
        after = self.put(f"{before}*{base}")
        self.powers.append(StateCode(name="", before=[before], start=["1"], after=[after]))
        return after


def _text(operation: Operation, parts: list[str]) -> str:
    """One operation on variables and numbers: nothing in it needs a bracket."""
    sign = operation.sign
    if sign in SIGNS:
        return sign.join(parts)
    if sign == "negative":
        return f"-{parts[0]}"
    if sign == "where":
        return "{}?{}:{}".format(*parts)
    return f"{FUNCTIONS.get(sign, sign)}({','.join(parts)})"
