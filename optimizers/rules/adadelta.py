"""Adadelta: steps measured in the size of the steps before, so that units agree.

    s <- rho s + (1 - rho) g^2
    d = sqrt(a + eps) / sqrt(s + eps) g      x <- x - lr d
    a <- rho a + (1 - rho) d^2

Zeiler 2012, https://arxiv.org/abs/1212.5701
"""

from __future__ import annotations

import numpy as np

from optimizers.formulas.formula import Line, let, root
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import a, d, eps, eta, g, rho, s, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"s": np.zeros_like(x), "a": np.zeros_like(x)}


def update(plan: Plan) -> Step:
    rho, new, eps, lr = plan["rho"], 1 - plan["rho"], plan["eps"], plan.lr

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        s, a = state
        s = rho * s + new * (g * g)
        ratio = np.sqrt(a + eps) / np.sqrt(s + eps)
        d = ratio * g
        a = rho * a + new * (d * d)
        return x - lr[k] * d, (s, a), lr[k] * ratio

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    ratio = root(a + eps) / root(s + eps)
    return (
        *shared.decay_lines(dials),
        shared.fading(s, rho, g**2),
        shared.effective(eta * ratio),
        let(d, ratio * g),
        shared.fading(a, rho, d**2),
        let(x, x - eta * d),
    )


RULE = Rule(
    name="adadelta",
    title="Adadelta",
    dials=(
        shared.lr(1.0),
        shared.share("rho", r"\rho", 0.9, "how much of the two means is kept each step"),
        shared.eps(1e-6),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Zeiler 2012: https://arxiv.org/abs/1212.5701",
    convention="eps stands inside both roots everywhere; only the defaults of rho and eps differ.",
    presets={
        "As in PyTorch": {"rho": 0.9, "eps": 1e-6, "decay": "coupled"},
        "As in Keras": {"rho": 0.95, "eps": 1e-7, "decay": "decoupled"},
        "As in Optax": {"rho": 0.9, "eps": 1e-6, "decay": "decoupled"},
        "As in the paper": {"rho": 0.95, "eps": 1e-6, "weight_decay": 0.0},
    },
    terms={
        "s": Term(s, "fading mean of the squared gradients", "mean_square"),
        "d": Term(d, "step before the learning rate"),
        "a": Term(a, "fading mean of the squared steps"),
    },
)
