"""Lion: steps of one length, in the direction of a mean gradient's sign.

    c = beta1 m + (1 - beta1) g      x <- x - lr sign(c)      m <- beta2 m + (1 - beta2) g

Chen et al. 2023, https://arxiv.org/abs/2302.06675
"""

from __future__ import annotations

import numpy as np

from optimizers.formulas.formula import Line, let, sign
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import ONE, beta1, beta2, c, eta, g, m, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x)}


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    lr = plan.lr

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        (m,) = state
        c = beta1 * m + new1 * g
        m = beta2 * m + new2 * g
        return x - lr[k] * np.sign(c), (m,), lr[k]

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    return (
        *shared.decay_lines(dials),
        let(c, beta1 * m + (ONE - beta1) * g),
        let(x, x - eta * sign(c)),
        shared.fading(m, beta2, g),
    )


RULE = Rule(
    name="lion",
    title="Lion",
    dials=(
        shared.lr(0.01),
        shared.beta1(),
        shared.share("beta2", r"\beta_2", 0.99, "how much of the mean gradient is remembered"),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Chen et al. 2023: https://arxiv.org/abs/2302.06675",
    convention="Optax, Keras and the paper agree; weight decay is decoupled. PyTorch has no Lion.",
    presets={
        "As in Keras": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
        "As in Optax": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
        "As in the paper": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
    },
    terms={
        "c": Term(c, "mean of the gradients whose sign is the step"),
        "m": Term(m, "fading mean of the gradients", "mean"),
    },
)
