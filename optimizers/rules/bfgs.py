"""BFGS: a matrix that learns the inverse of the Hessian, kept as its two columns."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared
from optimizers.rules.line_search import WHOLE


def learned(name: str, axis: str) -> str:
    """The line by which a column of the matrix learns from the last step."""
    part = f"(q dot(s, {axis}) + s dot(q, {axis})) / bend"
    return f"{name} = where(curve >= bend, {name} + weight s dot(s, {axis}) - {part}, {name})"


def text(dials: Dials) -> str:
    return f"""
        h1 = where(t > 1, h1, axis1)
        h2 = where(t > 1, h2, axis2)
        s = x - last_x
        y = g - last_g
        curve = where(t > 1, dot(s, y), 0)
        q = h1 dot(y, axis1) + h2 dot(y, axis2)
        bend = max(curve, 1e-30)
        weight = (1 + dot(y, q) / bend) / bend
        {learned("h1", "axis1")}
        {learned("h2", "axis2")}
        p = -h1 dot(g, axis1) - h2 dot(g, axis2)
        last_x = x
        last_g = g
        rate = lr {dials["search"]}(p)
        x = x + rate p
    """


RULE = Rule(
    name="bfgs",
    title="BFGS",
    dials=(
        WHOLE,
        shared.choice("search", "armijo", ("armijo", "exact"),
                      "how the length of a step is found: by halving, or exactly"),
    ),
    text=text,
    source="Nocedal, Wright 2006, Numerical Optimization, section 6.1",
    convention=(
        "The matrix begins as the unit matrix and learns only where a step met upward curvature. "
        "SciPy searches by Wolfe's conditions, so that its steps differ."
    ),
    terms={
        "h1": Term("first column of the matrix", latex="H_1"),
        "h2": Term("second column of the matrix", latex="H_2"),
        **shared.LAST,
        "bend": Term("the same, above 0, from which the matrix may learn", latex="c"),
        "q": Term("matrix times the change of the gradient"),
        "weight": Term("weight of the last step's own square", latex="w"),
        "p": Term("direction of the step"),
    },
)  # fmt: skip
