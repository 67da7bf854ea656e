"""AdaMax: Adam with the largest recent gradient in place of the mean square.

    m <- beta1 m + (1 - beta1) g      u <- max(beta2 u, |g| + eps)
    x <- x - lr / (1 - beta1^t) m / u

Kingma, Ba 2015, section 7.1, https://arxiv.org/abs/1412.6980
"""

from __future__ import annotations

import numpy as np

from optimizers.formulas.formula import Line, larger, let, size
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import ONE, beta1, beta2, eps, eta, g, m, m_hat, t, u, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x), "u": np.zeros_like(x)}


def update(plan: Plan) -> Step:
    beta1, beta2, new1 = plan["beta1"], plan["beta2"], 1 - plan["beta1"]
    lr = plan.lr / (1 - plan.powers(beta1))
    inside = plan["eps_place"] == "inside"
    near, far = (plan["eps"], 0 * beta2) if inside else (0 * beta2, plan["eps"])

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        u = np.maximum(beta2 * state[1], np.abs(g) + near)
        rate = lr[k] / (u + far)
        return x - rate * m, (m, u), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    inside = dials["eps_place"] == "inside"
    largest, below = (size(g) + eps, u) if inside else (size(g), u + eps)
    return (
        *shared.decay_lines(dials),
        shared.fading(m, beta1, g),
        let(u, larger(beta2 * u, largest)),
        shared.corrected(m_hat, beta1, m),
        shared.effective(eta / ((ONE - beta1**t) * below)),
        let(x, x - eta * (m_hat / below)),
    )


RULE = Rule(
    name="adamax",
    title="AdaMax",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        shared.choice("eps_place", "inside", ("inside", "outside"),
                      "whether eps stands inside the maximum or is added to it"),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Kingma, Ba 2015, section 7.1: https://arxiv.org/abs/1412.6980",
    convention=(
        "PyTorch and Optax add eps inside the maximum, Keras to the maximum; the paper has none."
    ),
    presets={
        "As in PyTorch": {"eps": 1e-8, "eps_place": "inside", "decay": "coupled"},
        "As in Keras": {"eps": 1e-7, "eps_place": "outside", "decay": "decoupled"},
        "As in Optax": {"eps": 1e-8, "eps_place": "inside", "decay": "decoupled"},
        "As in the paper": {"eps": 0.0, "weight_decay": 0.0},
    },
    terms={
        "m": Term(m, "fading mean of the gradients", "mean"),
        "u": Term(u, "largest recent gradient"),
        "m_hat": Term(m_hat, "m made up for its start at zero"),
    },
)  # fmt: skip
