"""From expressions to NumPy calls that write into arrays which are there already.

The operations are those of `source.Source`, in their order, and so are the bits. Over thousands of
points a new array for each of them would take longer than the arithmetic.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from losses.functions.numeric import NUMERIC
from losses.symbolic.source import Source

Expr = Any
Floats = NDArray[np.float64]
SIGNS: Mapping[str, str] = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
ARITHMETIC: Mapping[str, Any] = {
    "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide,
    "negative": np.negative, "square": np.square,
}  # fmt: skip
_FILLS = frozenset(  # functions that write into an array; not onto an operand, see NumPy's loops
    name
    for name, function in NUMERIC.items()
    if isinstance(function, np.ufunc) and not {"d->d", "dd->d"}.isdisjoint(function.types)
)
_BY_NAME = ("maximum", "minimum")  # NumPy wants their array by its name


@dataclass(frozen=True)
class InPlace:
    """A function (*variables, *results, *constants, *numbers, *buffers) that writes the results."""

    function: Callable[..., None]
    numbers: tuple[Floats, ...]
    buffers: int

    def filler(self, constants: Sequence[Floats]) -> Callable[[Floats, Floats], None]:
        """Return what writes the results (r, K) at points (d, K), with arrays of its own."""
        fixed, count = tuple[Floats, ...](), -1

        def fill(x: Floats, out: Floats) -> None:
            nonlocal fixed, count
            if x.shape[1] != count:
                count = x.shape[1]
                fixed = (*constants, *self.numbers, *np.empty((self.buffers, count)))
            self.function(*x, *out, *fixed)

        return fill


class _Call(NamedTuple):
    """An operation; `wide` where its value is an array of all points."""

    function: str
    operands: tuple[str, ...]
    wide: bool


class Lines(Source):
    """Notes the operations of expressions, and writes each as a line.

    buffers   how many arrays b0, b1 ... the lines want
    """

    def __init__(self, variables: Sequence[str]) -> None:
        super().__init__()
        self._wide, self._values = set(variables), dict[str, str]()
        self._calls: dict[str, _Call] = {}  # by the names of their values
        self.buffers = 0

    def note(self, name: str, part: Expr) -> None:
        """Take a common part, which later expressions have by its name."""
        self._values[name] = self.doprint(part)

    def lines(self, results: Sequence[Expr]) -> list[tuple[str, str]]:
        """Return assignments, name and value, that leave the results in o0, o1 ..."""
        found = [self.doprint(result) for result in results]
        last = {part: name for name, call in self._calls.items() for part in call.operands}
        last |= dict.fromkeys(found, "")  # read by nobody, but wanted
        places, free, lines = dict[str, str](), list[str](), []
        for name, call in self._calls.items():
            operands = [places.get(part, part) for part in call.operands]
            done = {places[p] for p in call.operands if last[p] == name and p in places}
            buffers = sorted(place for place in done if place[0] == "b")
            anywhere = call.function in ARITHMETIC
            free += buffers if anywhere else []
            if call.wide and (anywhere or call.function in _FILLS):
                places[name] = f"o{found.index(name)}" if name in found else self._taken(free)
                operands.append("out=" * (call.function in _BY_NAME) + places[name])
            else:
                places[name] = name
            free += [] if anywhere else buffers
            lines.append((places[name], f"{call.function}({', '.join(operands)})"))
        for k, value in enumerate(found):
            if places.get(value) != f"o{k}":
                lines.append((f"o{k}", f"copyto(o{k}, {places.get(value, value)})"))
        return lines

    def _taken(self, free: list[str]) -> str:
        if not free:
            free.append(f"b{self.buffers}")
            self.buffers += 1
        return free.pop()

    def _named(self, name: str) -> str:
        return self._values.get(name, name)

    def _closed(self, text: str) -> str:
        return text

    def _minus(self, text: str) -> str:
        return self._call("negative", text)

    def _two(self, sign: str, left: str, right: str) -> str:
        return self._call(SIGNS[sign], left, right)

    def _call(self, function: str, *operands: str) -> str:
        name, wide = f"x{len(self._calls)}", not self._wide.isdisjoint(operands)
        self._calls[name] = _Call(function, operands, wide)
        if wide:
            self._wide.add(name)
        return name
