"""Gradient descent: against the gradient, with one learning rate for all coordinates.

    x <- x - lr g

Cauchy 1847, Comptes rendus 25, 536.
"""

from __future__ import annotations

from optimizers.formulas.formula import Line, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step
from optimizers.rules import shared
from optimizers.rules.symbols import eta, g, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {}


def update(plan: Plan) -> Step:
    lr = plan.lr

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        return x - lr[k] * g, state, lr[k]

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    return (*shared.decay_lines(dials), let(x, x - eta * g))


def edge(dials: Dials) -> float:
    """1 - lr curvature must stay above -1."""
    return 2.0


RULE = Rule(
    name="gd",
    title="Gradient descent",
    dials=(shared.lr(), *shared.weight_decay()),
    init=init,
    update=update,
    formulas=formulas,
    edge=edge,
    source="Cauchy 1847, Comptes rendus 25, 536: https://gallica.bnf.fr/ark:/12148/bpt6k2982c",
    convention="All agree; Keras decouples weight decay, PyTorch adds it to the gradient.",
    presets={
        "As in PyTorch": {"decay": "coupled"},
        "As in Keras": {"decay": "decoupled"},
        "As in Optax": {"decay": "coupled"},
        "As in the paper": {"weight_decay": 0.0},
    },
)
