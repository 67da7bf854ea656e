"""AdaBelief: Adam that divides by how far gradients stray from their mean.

    m <- beta1 m + (1 - beta1) g
    s <- beta2 s + (1 - beta2) (g - m)^2 + eps_root
    x <- x - lr m^ / (sqrt(s^) + eps), both corrected as in Adam

Zhuang et al. 2020, https://arxiv.org/abs/2010.07468
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizers.formulas.formula import Line, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.adam import stepped
from optimizers.rules.symbols import ONE, beta1, beta2, eps_root, g, m, m_hat, s, s_hat


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x), "s": np.zeros_like(x)}


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = shared.corrections(plan)
    lr, eps, eps_root = plan.lr / c1, plan["eps"], plan["eps_root"]

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        # eps_root enters at every step, so it adds up, in Optax as in the paper.
        s = beta2 * state[1] + new2 * (g - m) ** 2 + eps_root
        rate = lr[k] / (np.sqrt(s / c2[k]) + eps)
        return x - rate * m, (m, s), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    hats = bool(dials["bias_correction"])
    mean, square = (m_hat, s_hat) if hats else (m, s)
    corrections = (shared.corrected(m_hat, beta1, m), shared.corrected(s_hat, beta2, s))
    return (
        *shared.decay_lines(dials),
        shared.fading(m, beta1, g),
        let(s, beta2 * s + (ONE - beta2) * (g - m) ** 2 + eps_root),
        *(corrections if hats else ()),
        *stepped({"eps_place": "outside"}, mean, square),
    )


RULE = Rule(
    name="adabelief",
    title="AdaBelief",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-16),
        replace(shared.eps_root(1e-16), zero_is_off=False, convention=False,
                meaning="small number added to s at every step"),
        shared.switch("bias_correction", True, "make up for means that start at zero"),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Zhuang et al. 2020: https://arxiv.org/abs/2010.07468",
    convention="As in Optax, which follows the paper; PyTorch and Keras have no AdaBelief.",
    presets={
        "As in Optax": {"eps": 1e-16, "eps_root": 1e-16, "bias_correction": True,
                        "decay": "decoupled"},
        "As in the paper": {"eps": 1e-8, "eps_root": 1e-8, "bias_correction": True,
                            "weight_decay": 0.0},
    },
    terms={
        "m": Term(m, "fading mean of the gradients", "mean"),
        "s": Term(s, "fading mean of the squared surprise, g - m", "mean_square"),
        "m_hat": Term(m_hat, "m made up for its start at zero"),
        "s_hat": Term(s_hat, "s made up for its start at zero"),
    },
)  # fmt: skip
