"""Adam: the mean of the gradients over the root of the mean of their squares.

    m <- beta1 m + (1 - beta1) g        m^ = m / (1 - beta1^t)
    v <- beta2 v + (1 - beta2) g^2      v^ = v / (1 - beta2^t)
    x <- x - lr m^ / (sqrt(v^) + eps)

Kingma, Ba 2015, https://arxiv.org/abs/1412.6980
AMSGrad: Reddi, Kale, Kumar 2018, https://openreview.net/forum?id=ryQu7f-RZ
AdamW: Loshchilov, Hutter 2019, https://arxiv.org/abs/1711.05101
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizers.dial import Value
from optimizers.formulas.formula import Line, Symbol, larger, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import ONE, beta1, beta2, eta, g, m, m_hat, t, v, v_hat, v_max, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    names = ("m", "v", "v_max") if plan["amsgrad"] else ("m", "v")
    return {name: np.zeros_like(x) for name in names}


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = shared.corrections(plan)
    lr, divisor = plan.lr / c1, shared.divisor(plan, c2)
    amsgrad, before = plan["amsgrad"], plan["amsgrad_max"] == "before"

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        v = beta2 * state[1] + new2 * (g * g)
        after: State = (m, v)
        v_hat = v / c2[k]
        if amsgrad:
            v_max = np.maximum(state[2], v if before else v_hat)
            after = (m, v, v_max)
            v_hat = v_max / c2[k] if before else v_max
        rate = lr[k] / divisor(k, v_hat)
        return x - rate * m, after, rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    amsgrad, before = bool(dials["amsgrad"]), dials["amsgrad_max"] == "before"
    hats = bool(dials["bias_correction"])
    lines = [*shared.decay_lines(dials), *moments()]
    if amsgrad and before:
        lines.append(let(v_max, larger(v_max, v)))
    if hats:
        lines.append(shared.corrected(m_hat, beta1, m))
        lines.append(shared.corrected(v_hat, beta2, v_max if amsgrad and before else v))
    square, mean = (v_hat, m_hat) if hats else (v, m)
    if amsgrad and not before:
        lines.append(let(v_max, larger(v_max, square)))
    if amsgrad and not (before and hats):
        square = v_max
    return (*lines, *stepped(dials, mean, square))


def moments() -> tuple[Line, Line]:
    """The formulas of the two fading means."""
    return shared.fading(m, beta1, g), shared.fading(v, beta2, g**2)


def stepped(dials: Dials, mean: Symbol, square: Symbol) -> tuple[Line, Line]:
    """The formulas of the effective learning rate, which multiplies m, and of the new point."""
    below = shared.divisor_of(dials, square)
    rate = eta / ((ONE - beta1**t) * below) if mean is m_hat else eta / below
    return shared.effective(rate), let(x, x - eta * (mean / below))


MEANS = {
    "m": Term(m, "fading mean of the gradients", "mean"),
    "v": Term(v, "fading mean of the squared gradients", "mean_square"),
    "m_hat": Term(m_hat, "m made up for its start at zero"),
    "v_hat": Term(v_hat, "v made up for its start at zero"),
}
COMMON: dict[str, Value] = {
    "amsgrad_max": "before",
    "bias_correction": True,
    "beta1": 0.9,
    "beta2": 0.999,
}
TORCH: dict[str, Value] = {**COMMON, "eps": 1e-8, "eps_place": "outside", "eps_root": 0.0}
KERAS: dict[str, Value] = {**COMMON, "eps": 1e-7, "eps_place": "hat", "eps_root": 0.0}
OPTAX: dict[str, Value] = {**COMMON, "eps": 1e-8, "eps_place": "outside", "amsgrad_max": "after"}
PAPER: dict[str, Value] = {**TORCH, "amsgrad": False}

RULE = Rule(
    name="adam",
    title="Adam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        shared.switch(
            "amsgrad", False, "divide by the largest mean square so far", convention=False
        ),
        shared.switch("bias_correction", True, "make up for means that start at zero"),
        shared.eps_place("outside", ("outside", "inside", "hat")),
        shared.eps_root(0.0),
        shared.choice(
            "amsgrad_max", "before", ("before", "after"),
            "whether the maximum is taken before or after bias correction", needs="amsgrad",
        ),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Kingma, Ba 2015: https://arxiv.org/abs/1412.6980",
    convention=(
        "PyTorch and Optax add eps to the corrected root; Keras to the uncorrected one, the "
        "paper's second form. The AMSGrad maximum is of the raw mean square in PyTorch and Keras, "
        "of the corrected one in Optax."
    ),
    presets={
        "As in PyTorch": {**TORCH, "decay": "coupled"},
        "As in Keras": {**KERAS, "decay": "decoupled"},
        "As in Optax": {**OPTAX, "decay": "decoupled"},
        "As in the paper": {**PAPER, "weight_decay": 0.0},
        # The article meant this; what its code does instead is the rule `article_adam`.
        "As in the article": {**PAPER, "eps_place": "inside", "weight_decay": 0.0},
    },
    terms={**MEANS, "v_max": Term(v_max, "largest mean square so far")},
)  # fmt: skip

ADAMW = replace(
    RULE,
    name="adamw",
    title="AdamW",
    dials=(*RULE.dials[:-2], *shared.weight_decay(0.01, "decoupled")),
    source="Loshchilov, Hutter 2019: https://arxiv.org/abs/1711.05101",
    convention=(
        "The point shrinks by lr weight_decay before Adam's step, in PyTorch, Keras and Optax; "
        "the defaults of weight_decay are 0.01, 0.004 and 0.0001. eps as in Adam."
    ),
    presets={
        "As in PyTorch": {**TORCH, "decay": "decoupled", "weight_decay": 0.01},
        "As in Keras": {**KERAS, "decay": "decoupled", "weight_decay": 0.004},
        "As in Optax": {**OPTAX, "decay": "decoupled", "weight_decay": 1e-4},
        "As in the paper": {**PAPER, "decay": "decoupled"},
    },
)
