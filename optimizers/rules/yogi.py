"""Yogi: Adam whose mean square grows and shrinks by the gradient alone.

    m <- beta1 m + (1 - beta1) g
    v <- v - (1 - beta2) sign(v - g^2) g^2
    x <- x - lr m^ / (sqrt(v^) + eps), both corrected as in Adam

Zaheer, Reddi, Sachan, Kale, Kumar 2018,
https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization
"""

from __future__ import annotations

import numpy as np

from optimizers.formulas.formula import Line, let, sign
from optimizers.rule import Array, Dials, Plan, Rule, State, Step
from optimizers.rules import adam, shared
from optimizers.rules.adam import stepped
from optimizers.rules.symbols import ONE, beta1, beta2, g, m, m_hat, v, v_hat


def init(x: Array, plan: Plan) -> dict[str, Array]:
    v = np.zeros_like(x) + plan["initial_accumulator"]
    # Optax starts m where v starts, the paper at 0.
    return {"m": v.copy() if plan["initial_mean"] == "accumulator" else np.zeros_like(x), "v": v}


def update(plan: Plan) -> Step:
    beta1, new1, new2 = plan["beta1"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = shared.corrections(plan)
    lr, eps = plan.lr / c1, plan["eps"]

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m, v = state
        m = beta1 * m + new1 * g
        square = g * g
        v = v - new2 * np.sign(v - square) * square
        rate = lr[k] / (np.sqrt(v / c2[k]) + eps)
        return x - rate * m, (m, v), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    hats = bool(dials["bias_correction"])
    mean, square = (m_hat, v_hat) if hats else (m, v)
    corrections = (shared.corrected(m_hat, beta1, m), shared.corrected(v_hat, beta2, v))
    return (
        *shared.decay_lines(dials),
        shared.fading(m, beta1, g),
        let(v, v - (ONE - beta2) * sign(v - g**2) * g**2),
        *(corrections if hats else ()),
        *stepped({"eps_place": "outside"}, mean, square),
    )


RULE = Rule(
    name="yogi",
    title="Yogi",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-3),
        shared.accumulator(1e-6),
        shared.choice("initial_mean", "accumulator", ("accumulator", "zero"),
                      "whether m starts at initial_accumulator or at 0"),
        shared.switch("bias_correction", True, "make up for means that start at zero"),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source=(
        "Zaheer et al. 2018: "
        "https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization"
    ),
    convention=(
        "Optax corrects both means and starts both at 1e-6; the paper corrects neither and starts "
        "m at 0. PyTorch and Keras have no Yogi."
    ),
    presets={
        "As in Optax": {"eps": 1e-3, "initial_accumulator": 1e-6, "initial_mean": "accumulator",
                        "bias_correction": True, "decay": "decoupled"},
        "As in the paper": {"eps": 1e-3, "initial_accumulator": 1e-6, "initial_mean": "zero",
                            "bias_correction": False, "weight_decay": 0.0},
    },
    terms=adam.MEANS,
)  # fmt: skip
