"""AdaMax: Adam with the largest recent gradient in place of the mean square.

    m <- beta1 m + (1 - beta1) g      u <- max(beta2 u, |g| + eps)
    x <- x - lr / (1 - beta1^t) m / u

Kingma, Ba 2015, section 7.1, https://arxiv.org/abs/1412.6980
"""

from __future__ import annotations

import numpy as np

from optimizers import common
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term


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


def derive(plan: Plan, k: int, g: Array, state: State) -> dict[str, Array]:
    """m^ of update k + 1."""
    return {"m_hat": state[0] / (1 - plan.powers(plan["beta1"])[k])}


def equations(dials: Dials) -> tuple[str, ...]:
    near, far = (r" + \epsilon", "") if dials["eps_place"] == "inside" else ("", r" + \epsilon")
    return (
        *common.decay_lines(dials),
        r"m = \beta_1 m + (1 - \beta_1)\, g",
        rf"u = \max(\beta_2 u, |g|{near})",
        r"\hat m = m / (1 - \beta_1^t)",
        rf"x = x - \eta\,\frac{{\hat m}}{{u{far}}}",
    )


RULE = Rule(
    name="adamax",
    title="AdaMax",
    dials=(
        common.lr(),
        common.beta1(),
        common.beta2(),
        common.eps(1e-8),
        common.choice("eps_place", "inside", ("inside", "outside"),
                      "whether eps stands inside the maximum or is added to it"),
        *common.weight_decay(),
    ),
    init=init,
    update=update,
    equations=equations,
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
        "m": Term("m", "fading mean of the gradients"),
        "u": Term("u", "largest recent gradient"),
        "m_hat": Term(r"\hat m", "m made up for its start at zero"),
    },
    derive=derive,
)  # fmt: skip
