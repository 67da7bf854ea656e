"""A rule taken one number at a time, straight from its tree, and random rules to take.

Written apart from the engine: no graph, no tables, no arrays; only what the language promises of
the order of operations. Every value carries what it depends on.
"""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from language.printers.text import to_text
from language.program import read_program
from language.tree import Binary, Call, Constant, Name, Negative, Number
from optimizers import Dial, Rule
from optimizers.evaluate import dial_power

FUNCTIONS = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "max": np.maximum,
    "min": np.minimum, "abs": np.absolute, "<": np.less, "<=": np.less_equal, ">": np.greater,
    ">=": np.greater_equal,
    **{name: getattr(np, name) for name in ("sqrt", "sign", "exp", "log", "sin", "cos", "tanh")},
    "floor": np.floor, "ceil": np.ceil,
}  # fmt: skip
EARLY = {"dial", "time"}  # sources of what is known before the run


class Naive:
    """The update of one coordinate of one lane."""

    def __init__(self, program, dials):
        self.program = program
        self.dials = {name: (np.float64(value), {"dial"}) for name, value in dials.items()}
        self.t = 0
        self.states = {
            name: self.of(program.starts.get(name, Number("0")), dict(self.dials))[0]
            for name in program.states
        }

    def step(self, x, g, f, lr):
        """The next point and the effective rate; the states change with it."""
        self.t += 1
        env = {**self.dials, "x": (x, {"point"}), "g": (g, {"point"}), "f": (f, {"point"}),
               "t": (np.float64(self.t), {"time"}), "lr": (lr, {"time"})}  # fmt: skip
        env |= {name: (value, {"state"}) for name, value in self.states.items()}
        for line in self.program.lines:
            env[line.name] = self.of(line.value, env)
        self.states = {name: env[name][0] for name in self.states}
        return env["x"][0], env.get("rate", env["lr"])[0]

    def of(self, node, env):
        if isinstance(node, Number):
            return np.float64(node.text), set()
        if isinstance(node, Constant):
            return {"pi": np.pi, "e": np.e}[node.name], set()
        if isinstance(node, Name):
            return env[node.name]
        if isinstance(node, Binary) and node.sign == "^":
            return self.power(node, env)
        if isinstance(node, Negative):
            value, sources = self.of(node.operand, env)
            return np.negative(value), sources
        parts = (node.left, node.right) if isinstance(node, Binary) else node.arguments
        values, sources = zip(*(self.of(part, env) for part in parts), strict=True)
        every = set().union(*sources)
        if isinstance(node, Call) and node.function == "where":
            return (values[1] if values[0] else values[2]), every
        name = node.sign if isinstance(node, Binary) else node.function
        # A quotient by what is known before the run is a product with its reciprocal.
        if name == "/" and sources[1] <= EARLY and not sources[0] <= EARLY:
            return np.multiply(values[0], np.divide(1.0, values[1])), every
        return FUNCTIONS[name](*values), every

    def power(self, node, env):
        base, sources = self.of(node.left, env)
        if node.right == Number("0.5"):
            return np.sqrt(base), sources
        whole = isinstance(node.right, Number) and node.right.text.isdigit()
        if whole and node.right.text != "0":
            return squared(base, int(node.right.text)), sources
        if node.right == Name("t") and sources <= {"dial"}:
            product = base
            for _ in range(self.t - 1):
                product = product * base
            return product, sources | {"time"}
        exponent, others = self.of(node.right, env)
        if sources | others <= {"dial"}:
            return np.float64(dial_power(base, exponent)), sources | others
        return np.power(base, exponent), sources | others


def squared(base, exponent):
    """A whole power as products, of squares."""
    result = None
    for bit in reversed(f"{exponent:b}"):
        if bit == "1":
            result = base if result is None else result * base
        base = base * base
    return result


DIALS = ("a", "b")
SINGLE = ("sqrt", "abs", "sign", "floor", "ceil", "exp", "log", "sin", "cos", "tanh")
LEAVES = st.one_of(
    st.sampled_from(("x", "g", "g", "f", "t", "lr", "m", "v", "u", *DIALS)).map(Name),
    st.sampled_from(("0", "1", "2", "0.5", "1e-3")).map(Number),
)


def _branches(inner):
    whole = st.sampled_from(("0", "1", "2", "3", "5", "0.5")).map(Number)
    comparisons = st.builds(Binary, st.sampled_from(("<", "<=", ">", ">=")), inner, inner)
    return st.one_of(
        st.builds(Binary, st.sampled_from(tuple("+-*/")), inner, inner),
        st.builds(Binary, st.just("^"), inner, whole),
        st.builds(Binary, st.just("^"), st.sampled_from(DIALS).map(Name), st.just(Name("t"))),
        st.builds(Binary, st.just("^"), st.sampled_from(DIALS).map(Name), inner),
        st.builds(Negative, inner),
        st.builds(
            Call, st.sampled_from(("sqrt", "abs", "sign", "floor", "ceil")), st.tuples(inner)
        ),
        st.builds(Call, st.sampled_from(("exp", "log", "sin", "cos", "tanh")), st.tuples(inner)),
        st.builds(Call, st.sampled_from(("max", "min")), st.tuples(inner, inner)),
        st.builds(Call, st.just("where"), st.tuples(comparisons, inner, inner)),
    )


VALUES = st.recursive(LEAVES, _branches, max_leaves=7)
LINES = st.tuples(st.sampled_from(("m", "v", "u", "x", "g", "rate")), VALUES)


@st.composite
def texts(draw):
    """The text of a random rule with up to three states, two dials, and starts for some states."""
    lines = [*draw(st.lists(LINES, max_size=4)), ("x", draw(VALUES))]
    text = "\n".join(f"{name} = {to_text(value)}" for name, value in lines)
    # A letter that no line assigns becomes a state, too.
    for name in set(read_program(text).dials).difference(DIALS):
        text += f"\n{name} = {name}/2 + g"
    assume(len(text) <= 500)
    for state in read_program(text, DIALS).states:
        start = draw(st.sampled_from(("", "1", "a", "b^2 - a")))
        text += f"\nstart {state} = {start}" * bool(start)
    return text


def rule_of(text):
    """A rule of that text, with a learning rate and two dials."""
    lr = Dial("lr", r"\eta", 0.1, "learning rate", low=0.0, high=1e3)
    more = [Dial(name, name, 0.5, "a dial", low=-10.0, high=10.0) for name in DIALS]
    return Rule("tried", "Tried", (lr, *more), lambda dials: text, "nobody", "None.")
