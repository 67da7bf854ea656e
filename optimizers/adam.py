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

from optimizers import common
from optimizers.dial import Value
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term


def init(x: Array, plan: Plan) -> dict[str, Array]:
    names = ("m", "v", "v_max") if plan["amsgrad"] else ("m", "v")
    return {name: np.zeros_like(x) for name in names}


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = common.corrections(plan)
    lr, divisor = plan.lr / c1, common.divisor(plan, c2)
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


def derive(plan: Plan, k: int, g: Array, state: State) -> dict[str, Array]:
    """m^ and v^ of update k + 1, from the state after it; none without bias correction."""
    if not plan.dials.get("bias_correction", True):
        return {}
    c1, c2 = common.corrections(plan)
    of_max = plan.uses("amsgrad") and plan["amsgrad_max"] == "before"
    return {"m_hat": state[0] / c1[k], "v_hat": state[2 if of_max else 1] / c2[k]}


def equations(dials: Dials) -> tuple[str, ...]:
    corrected = bool(dials["bias_correction"])
    m, v = (r"\hat m", r"\hat v") if corrected else ("m", "v")
    lines = [
        *common.decay_lines(dials),
        r"m = \beta_1 m + (1 - \beta_1)\, g",
        r"v = \beta_2 v + (1 - \beta_2)\, g^2",
    ]
    before = dials["amsgrad_max"] == "before"
    if dials["amsgrad"] and before:
        lines.append(r"v_{\max} = \max(v_{\max}, v)")
    if corrected:
        top = r"v_{\max}" if dials["amsgrad"] and before else "v"
        lines += [r"\hat m = m / (1 - \beta_1^t)", rf"\hat v = {top} / (1 - \beta_2^t)"]
    if dials["amsgrad"] and not before:
        lines.append(rf"v_{{\max}} = \max(v_{{\max}}, {v})")
    if dials["amsgrad"] and not (before and corrected):
        v = r"v_{\max}"
    return (*lines, rf"x = x - \eta\,\frac{{{m}}}{{{common.divisor_latex(dials, v)}}}")


MEANS = {
    "m": Term("m", "fading mean of the gradients"),
    "v": Term("v", "fading mean of the squared gradients"),
    "m_hat": Term(r"\hat m", "m made up for its start at zero"),
    "v_hat": Term(r"\hat v", "v made up for its start at zero"),
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
        common.lr(),
        common.beta1(),
        common.beta2(),
        common.eps(1e-8),
        common.switch(
            "amsgrad", False, "divide by the largest mean square so far", convention=False
        ),
        common.switch("bias_correction", True, "make up for means that start at zero"),
        common.eps_place("outside", ("outside", "inside", "hat")),
        common.eps_root(0.0),
        common.choice(
            "amsgrad_max", "before", ("before", "after"),
            "whether the maximum is taken before or after bias correction", needs="amsgrad",
        ),
        *common.weight_decay(),
    ),
    init=init,
    update=update,
    equations=equations,
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
    terms={**MEANS, "v_max": Term(r"v_{\max}", "largest mean square so far")},
    derive=derive,
)  # fmt: skip

ADAMW = replace(
    RULE,
    name="adamw",
    title="AdamW",
    dials=(*RULE.dials[:-2], *common.weight_decay(0.01, "decoupled")),
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
