"""Signum: steps of one length, by the sign of a mean gradient. Without the mean: signSGD."""

from dataclasses import replace

from optimizers.rule import Dials, Rule
from optimizers.rules import shared
from optimizers.rules.momentum import MOMENTUM


def text(dials: Dials) -> str:
    if not dials["momentum"]:
        return "x = x - lr sign(g)"
    return f"""
        {shared.AVERAGE}
        x = x - lr sign(m)
    """


RULE = Rule(
    name="signum",
    title="Signum",
    dials=(
        shared.lr(0.01),
        replace(MOMENTUM, meaning="how much of the mean gradient is kept; 0 is signSGD",
                zero_is_off=True),
        *shared.weight_decay(),
    ),
    text=text,
    source="Bernstein et al. 2018: https://arxiv.org/abs/1802.04434",
    convention=(
        "Optax and the paper agree; with momentum 0 it is signSGD. PyTorch and Keras have neither."
    ),
    presets={
        "As in Optax": {"momentum": 0.9, "decay": "coupled"},
        "As in the paper": {"momentum": 0.9, "weight_decay": 0.0},
    },
    terms={"m": shared.MEANS["m"]},
)  # fmt: skip
