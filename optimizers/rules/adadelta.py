"""Adadelta: steps measured in the size of the steps before, so that units agree."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return """
        s = rho s + (1 - rho) g^2
        rate = lr (sqrt(a + eps) / sqrt(s + eps))
        d = sqrt(a + eps) / sqrt(s + eps) g
        a = rho a + (1 - rho) d^2
        x = x - lr d
    """


RULE = Rule(
    name="adadelta",
    title="Adadelta",
    dials=(
        shared.lr(1.0),
        shared.share("rho", r"\rho", 0.9, "how much of the two means is kept each step"),
        shared.eps(1e-6),
        *shared.weight_decay(),
    ),
    text=text,
    source="Zeiler 2012: https://arxiv.org/abs/1212.5701",
    convention="ε stands inside both roots everywhere; only the defaults of ρ and ε differ.",
    presets={
        "As in PyTorch": {"rho": 0.9, "eps": 1e-6, "decay": "coupled"},
        "As in Keras": {"rho": 0.95, "eps": 1e-7, "decay": "decoupled"},
        "As in Optax": {"rho": 0.9, "eps": 1e-6, "decay": "decoupled"},
        "As in the paper": {"rho": 0.95, "eps": 1e-6, "weight_decay": 0.0},
    },
    terms={
        "s": Term("fading mean of the squared gradients", "mean_square"),
        "d": Term("step before the learning rate"),
        "a": Term("fading mean of the squared steps"),
    },
)
