"""A script that reproduces the path of one run with NumPy, PyTorch, Keras or Optax.

Complete and short: loss, gradient, rule, schedule, noise, start. It leaves `points` (n + 1, d).
"""

import re
import textwrap
from collections.abc import Collection, Iterator, Sequence

from experiment.edit import with_runs
from experiment.export.asked import asked_functions
from experiment.export.libraries import LIBRARIES, Library
from experiment.export.natives import Native
from experiment.export.program_lines import (
    WIDTH,
    RuleLines,
    factor_lines,
    literal,
    python_name,
    rule_lines,
)
from experiment.export.table_lines import batch_line, order_lines, table_lines
from experiment.link import portable
from experiment.model import Experiment, Run, Value
from landscape import load
from language.dialect import AXES, CURVED
from language.program import Program
from language.tree import Call, Name, Node, parts_of
from losses.printing.python import Source, python_source


def code(e: Experiment, number: int, library: str) -> str:
    """Return the script of run `number` (from 0) for a library, a key of LIBRARIES.

    Raises LossError where the loss cannot be read.
    """
    return _Script(e, e.runs[number], LIBRARIES[library]).text


class _Script:
    def __init__(self, e: Experiment, run: Run, library: Library) -> None:
        self.e, self.run, self.library = e, run, library
        self.loss = load(e)
        self.native, self.why = _chosen(run, library)
        self.update = rule_lines(run, library.module)
        self.batched = bool(self.loss.rows and e.batch(run))
        self.curved = not self.native and bool(CURVED & self.update.asked)
        exact = not library.autograd
        self.source = python_source(
            self.loss, library.module, gradient=exact, hessian=exact and self.curved
        )

    @property
    def text(self) -> str:
        blocks = [
            "\n".join(self.library.imports),
            *(["\n".join(table_lines(self.loss, self.library))] if self.loss.rows else []),
            *self.source.definitions,
            *self.functions(),
            "\n".join([*self.settings(), "", *self.loop()]),
        ]
        return f"{self.heading()}\n\n" + "\n\n\n".join(blocks) + "\n"

    def heading(self) -> str:
        rule, e = self.run.update, self.e
        what = f"{rule.title} on {self.loss.plain}, {e.steps} steps, in {self.library.title}."
        # Printed from our own tree and percent-encoded: neither can end the docstring.
        link = portable(with_runs(e, [self.run], [None]))
        lines = [*textwrap.wrap(what, WIDTH), "", rule.convention_sentence(self.run.dials)]
        return '"""' + "\n".join([*lines, "", f"Switchback: ?{link}"]) + '\n"""'

    def parameters(self) -> str:
        """Return the parameters of the loss; its constants have their values as defaults."""
        named = zip(self.source.constants, self.loss.constants.values(), strict=True)
        constants = (f"{name}={self.tensor(repr(value))}" for name, value in named)
        return ", ".join([*self.source.variables, *constants])

    def functions(self) -> Iterator[str]:
        given = self.parameters()
        yield f"def loss({given}):\n" + returned(self.source.value)
        yield self.derived(self.library.autograd) or exact_gradient(given, self.source)
        if self.curved:
            yield self.derived(self.library.hessian) or exact_hessian(given, self.source)
        if not self.native:
            asked, size = self.update.asked, len(self.run.start)
            yield from asked_functions(asked, self.library, size, noise=bool(self.e.noise))
        if self.run.schedule:
            lines = ["def factor(k):  # of the learning rate at step k, from 0"]
            yield "\n".join([*lines, *(f"    {line}" for line in factor_lines(self.run.schedule))])

    def derived(self, lines: Sequence[str]) -> str:
        """Return lines that let the library derive the loss, which batches change."""
        return "\n".join(lines).replace("{jit}(", "(" if self.batched else "jax.jit(")

    def settings(self) -> Iterator[str]:
        """Yield the lines before the loop."""
        start = repr([float(number) for number in self.run.start])
        native = self.native
        form = (self.library.own_start if native else "") or self.library.start
        if not native:
            yield from self.why
            yield from _assigned(self.run, self.update)
        yield f"steps = {self.e.steps}"
        if self.e.noise:
            scale, size = literal(self.e.noise), len(self.run.start)
            drawn = f"np.random.default_rng({self.e.seed}).standard_normal((steps + 1, {size}))"
            yield from ("# the same for every run", f"noise = {self.tensor(f'{scale} * {drawn}')}")
        if self.batched:
            yield from order_lines(self.e, self.run, self.library)
        yield f"x = {form.format(start=start)}"
        if native:
            yield from self.making(native)
        else:
            yield from self.axes(form)
            yield from (f"{name} = {first}" for name, first in self.update.state.items())
        yield "points = []"

    def axes(self, form: str) -> Iterator[str]:
        """Yield the unit vectors that the update or a start names."""
        texts = [*self.update.lines, *self.update.state.values()]
        for k, name in enumerate(AXES):
            if any(_uses(text, name) for text in texts):
                unit = [float(i == k) for i in range(len(self.run.start))]
                yield f"{name} = {form.format(start=unit)}"

    def tensor(self, text: str) -> str:
        """Return numbers as the library computes with them."""
        return self.library.numbers.format(text)

    def making(self, native: Native) -> Iterator[str]:
        values = {name: _argument(value) for name, value in self.run.dials.items()}
        if self.run.schedule:
            values["lr"] = self.library.rate.format(lr=values["lr"])
        call = native.call.format(**values)
        if "{weight_decay}" not in native.call and self.run.dials.get("weight_decay"):
            call = self.library.decayed.format(call=call, **values)
        for line in self.library.making:
            yield from broken(line.format(call=call))

    def loop(self) -> Iterator[str]:
        yield "for k in range(steps + 1):"
        yield from (f"    {line}" for line in self.body())
        yield from ("", "points = np.array(points)", "print(points)")

    def body(self) -> Iterator[str]:
        if self.batched:
            yield "data = table"
        yield "if not all(map(math.isfinite, (*x, loss(*x)))):"
        yield "    break  # diverged, or left the domain"
        yield f"points.append({self.library.row})"
        if self.batched:
            yield f"{batch_line(self.library)}  # the batch that this update sees"
        gradient = "gradient(x)" if self.library.autograd else "gradient(*x)"
        gradient += " + noise[k]" if self.e.noise else ""
        if not self.native:
            yield from self.hand_step(gradient)
            return
        rated = self.library.rated if self.run.schedule else ()
        yield from (line.format(lr=literal(self.run.rate)) for line in rated)
        yield from (line.format(g=gradient) for line in self.library.native)

    def hand_step(self, gradient: str) -> Iterator[str]:
        lines = self.update.lines
        yield f"g = {gradient}"
        if any(_uses(line, "before") for line in lines):
            yield "before = x, g"
        if self.curved:
            yield f"bent = hessian({'x' if self.library.autograd else '*x'})"
        if any(_uses(line, "f") for line in lines):
            yield "f = loss(*x)"
        if any(_uses(line, "t") for line in lines):
            yield "t = k + 1"
        if _rate_is_new(self.run, self.update):
            yield f"lr = {literal(self.run.rate)}{' * factor(k)' * bool(self.run.schedule)}"
        yield from lines
        if self.run.typed and not _surely_array(self.run.update.program(self.run.dials)):
            # It may be one number for all coordinates.
            yield f"x = x + {self.library.start.format(start=[0.0] * len(self.run.start))}"


def _surely_array(program: Program) -> bool:
    """Return whether a rule's point has a number for each coordinate whatever its states are."""
    arrays = {"x", "g"}
    for line in program.lines:
        (arrays.add if _is_array(line.value, arrays) else arrays.discard)(line.name)
    return "x" in arrays


def _is_array(node: Node, arrays: Collection[str]) -> bool:
    if isinstance(node, Name):
        return node.name in arrays
    found = [_is_array(part, arrays) for part in parts_of(node)]
    choice = isinstance(node, Call) and node.function == "where"
    return found[0] or all(found[1:]) if choice else any(found)


def _chosen(run: Run, library: Library) -> tuple[Native | None, tuple[str, ...]]:
    """Return the library's own optimizer where it fits the run, else a comment that says why."""
    found = library.natives.get(run.rule, ())
    for native in found:
        if not native.misfits(run):
            return native, ()
    if library.natives and not found:
        lacks = "steps otherwise in its" if run.rule in library.natives else "has no"
        title = run.update.title
        return None, (f"# {library.title} {lacks} {title}: the update by hand.",)
    return None, tuple(
        f"# {native.name} cannot do this: {', '.join(native.misfits(run))}. So by hand:"
        for native in found[:1]
    )


def _uses(line: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", line) is not None


def _rate_is_new(run: Run, update: RuleLines) -> bool:
    """Return whether each step begins by giving the learning rate: it or its lines change it."""
    return bool(run.schedule) or any(line.startswith("lr = ") for line in update.lines)


def _assigned(run: Run, update: RuleLines) -> Iterator[str]:
    """Yield one line that gives the dials in use their values."""
    texts = [*update.lines, *update.state.values()]
    numbers = [dial.name for dial in run.update.dials if dial.kind == "number"]
    used = [name for name in numbers if any(_uses(text, python_name(name)) for text in texts)]
    if _rate_is_new(run, update):
        used = [name for name in used if name != "lr"]
    if used:
        names = ", ".join(map(python_name, used))
        yield f"{names} = {', '.join(literal(run.dials[name]) for name in used)}"


def _argument(value: Value) -> str:
    text = literal(value)
    return f"{text}.0" if text.isdigit() else text  # Keras takes no whole learning rate


def returned(expression: str) -> str:
    """Return a return statement, a long sum on several lines."""
    line = f"    return {expression}"
    if len(line) <= WIDTH:
        return line
    # Broken before a plus or a minus, nowhere else.
    joined = re.sub("\0([-+])\0", " \\1\0", expression.replace(" ", "\0"))
    inside = textwrap.wrap(joined, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    inside = [line.replace("\0", " ") for line in inside]
    return "\n".join(["    return (", *(f"        {part}" for part in inside), "    )"])


def exact_gradient(given: str, source: Source) -> str:
    """Return the function `gradient` of NumPy, with the parts that the derivatives share."""
    lines = [f"def gradient({given}):"]
    lines += [f"    {name} = {text}" for name, text in source.parts]
    short = f"    return np.array([{', '.join(source.gradient)}])"
    if len(short) <= WIDTH:
        return "\n".join([*lines, short])
    partials = [f"            {partial}," for partial in source.gradient]
    return "\n".join([*lines, "    return np.array(", "        [", *partials, "        ]", "    )"])


def exact_hessian(given: str, source: Source) -> str:
    """Return the function `hessian` of NumPy, of differences where derivatives are too long."""
    if not source.hessian:
        return DIFFERENCES
    size = len(source.variables)
    rows = [[source.hessian[i + j] for j in range(size)] for i in range(size)]  # a, b; b, c
    lines = [f"def hessian({given}):", *(f"    {name} = {text}" for name, text in source.bent)]
    inside = [f"            [{', '.join(row)}]," for row in rows]
    return "\n".join([*lines, "    return np.array(", "        [", *inside, "        ]", "    )"])


DIFFERENCES = """def hessian(*x):  # by central differences, since the derivatives are too long
    x, rows = np.array(x), []
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = 2.0**-17 * max(1.0, abs(x[i]))
        width = (x + step)[i] - (x - step)[i]
        rows.append((gradient(*(x + step)) - gradient(*(x - step))) / width)
    return (np.array(rows) + np.array(rows).T) / 2"""


def broken(line: str) -> Iterator[str]:
    """Yield a call, its arguments on a line of their own where it is long."""
    if len(line) <= WIDTH:
        yield line
        return
    head, _, inside = line.partition("(")
    yield f"{head}("
    parts = textwrap.wrap(inside[:-1], WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    yield from (f"    {part}" for part in parts)
    yield ")"
