"""AdaBelief: Adam that divides by how far gradients stray from their mean."""

from dataclasses import replace

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    # eps_root enters at every step, so it adds up, in Optax as in the paper.
    return f"""
        {shared.MEAN}
        s = beta2 s + (1 - beta2) (g - m)^2 + eps_root
        {shared.moments({**dials, "eps_root": 0.0}, "s")}
    """


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
    text=text,
    source="Zhuang et al. 2020: https://arxiv.org/abs/2010.07468",
    convention="As in Optax, which follows the paper; PyTorch and Keras have no AdaBelief.",
    presets={
        "As in Optax": {"eps": 1e-16, "eps_root": 1e-16, "bias_correction": True,
                        "decay": "decoupled"},
        "As in the paper": {"eps": 1e-8, "eps_root": 1e-8, "bias_correction": True,
                            "weight_decay": 0.0},
    },
    terms={
        "m": shared.MEANS["m"],
        "s": Term("fading mean of the squared surprise, g - m", "mean_square"),
        "m_hat": shared.MEANS["m_hat"],
        "s_hat": Term("s made up for its start at zero"),
    },
)  # fmt: skip
