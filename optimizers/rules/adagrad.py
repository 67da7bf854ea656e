"""Adagrad: a learning rate per coordinate that shrinks with all squares seen so far.

    s <- s + g^2        x <- x - lr / (1 + (t - 1) lr_decay) g / (sqrt(s) + eps)

Duchi, Hazan, Singer 2011, https://jmlr.org/papers/v12/duchi11a.html
"""

from __future__ import annotations

import numpy as np

from optimizers.dial import Dial
from optimizers.formulas.formula import Line, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import ONE, eta, g, lr_decay, s, t, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"s": np.zeros_like(x) + plan["initial_accumulator"]}


def update(plan: Plan) -> Step:
    lr = plan.lr / (1 + (plan.t - 1) * plan["lr_decay"])
    root = shared.root(plan)

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        (s,) = state
        s = s + g * g
        rate = lr[k] / root(s)
        return x - rate * g, (s,), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    lr = eta / (ONE + (t - 1) * lr_decay) if dials["lr_decay"] else eta
    below = shared.divisor_of(dials, s)
    return (
        *shared.decay_lines(dials),
        let(s, s + g**2),
        shared.effective(lr / below),
        let(x, x - lr * (g / below)),
    )


RULE = Rule(
    name="adagrad",
    title="Adagrad",
    dials=(
        shared.lr(),
        shared.eps(1e-10),
        Dial("lr_decay", r"\gamma", 0.0, "how fast the learning rate shrinks by itself",
             low=0.0, high=10.0, zero_is_off=True),
        shared.accumulator(0.0),
        shared.eps_place("outside", ("outside", "inside")),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Duchi, Hazan, Singer 2011: https://jmlr.org/papers/v12/duchi11a.html",
    convention=(
        "PyTorch adds eps outside the root and starts from 0; Keras and Optax add it inside and "
        "start from 0.1."
    ),
    presets={
        "As in PyTorch": {"eps_place": "outside", "eps": 1e-10, "initial_accumulator": 0.0,
                          "decay": "coupled"},
        "As in Keras": {"eps_place": "inside", "eps": 1e-7, "initial_accumulator": 0.1,
                        "lr_decay": 0.0, "decay": "decoupled"},
        "As in Optax": {"eps_place": "inside", "eps": 1e-7, "initial_accumulator": 0.1,
                        "lr_decay": 0.0, "decay": "coupled"},
        "As in the paper": {"eps_place": "outside", "eps": 1e-8, "initial_accumulator": 0.0,
                            "lr_decay": 0.0, "weight_decay": 0.0},
        "As in the article": {"eps_place": "inside", "eps": 1e-8, "initial_accumulator": 0.0,
                              "lr_decay": 0.0, "weight_decay": 0.0},
    },
    terms={"s": Term(s, "sum of the squared gradients", "mean_square")},
)  # fmt: skip
