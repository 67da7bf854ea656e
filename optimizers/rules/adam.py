"""Adam: the mean of the gradients over the root of the mean of their squares.

AMSGrad: Reddi, Kale, Kumar 2018, https://openreview.net/forum?id=ryQu7f-RZ
"""

from dataclasses import replace

from optimizers.dial import Value
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    largest, hats = "v_max" if dials["amsgrad"] else "", bool(dials["bias_correction"])
    before = "v" if dials["amsgrad_max"] == "before" else ""
    mean, square = ("m_hat", "v_hat") if hats else ("m", "v")
    lines = [shared.MEAN, shared.SQUARE]
    if largest and before:
        lines.append("v_max = max(v_max, v)")
    if hats:
        corrected = largest if before and largest else "v"
        lines += [shared.corrected("m", "beta1"), shared.corrected("v", "beta2", corrected)]
    if largest and not before:
        lines.append(f"v_max = max(v_max, {square})")
    if largest and not (before and hats):
        square = largest
    below = shared.divisor(dials, square, "1 - beta2^t" if hats else "")
    return "\n".join([*lines, f"rate = lr / ({below})", f"x = x - rate {mean}"])


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
    text=text,
    source="Kingma, Ba 2015: https://arxiv.org/abs/1412.6980",
    convention=(
        "PyTorch and Optax add ε to the corrected root; Keras to the uncorrected one, the "
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
    terms={**shared.MEANS, "v_max": Term("largest mean square so far")},
)  # fmt: skip

ADAMW = replace(
    RULE,
    name="adamw",
    title="AdamW",
    dials=(*RULE.dials[:-2], *shared.weight_decay(0.01, "decoupled")),
    source="Loshchilov, Hutter 2019: https://arxiv.org/abs/1711.05101",
    convention=(
        "The point shrinks by the learning rate times the weight decay before Adam's step, in "
        "PyTorch, Keras and Optax, whose defaults are 0.01, 0.004 and 0.0001. ε as in Adam."
    ),
    presets={
        "As in PyTorch": {**TORCH, "decay": "decoupled", "weight_decay": 0.01},
        "As in Keras": {**KERAS, "decay": "decoupled", "weight_decay": 0.004},
        "As in Optax": {**OPTAX, "decay": "decoupled", "weight_decay": 1e-4},
        "As in the paper": {**PAPER, "decay": "decoupled"},
    },
)
