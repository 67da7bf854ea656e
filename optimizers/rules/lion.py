"""Lion: steps of one length, in the direction of a mean gradient's sign."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return """
        c = beta1 m + (1 - beta1) g
        x = x - lr sign(c)
        m = beta2 m + (1 - beta2) g
    """


RULE = Rule(
    name="lion",
    title="Lion",
    dials=(
        shared.lr(0.01),
        shared.beta1(),
        shared.share("beta2", r"\beta_2", 0.99, "how much of the mean gradient is remembered"),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    text=text,
    source="Chen et al. 2023: https://arxiv.org/abs/2302.06675",
    convention="Optax, Keras and the paper agree; weight decay is decoupled. PyTorch has no Lion.",
    presets={
        "As in Keras": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
        "As in Optax": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
        "As in the paper": {"beta1": 0.9, "beta2": 0.99, "decay": "decoupled"},
    },
    terms={
        "c": Term("mean of the gradients whose sign is the step"),
        "m": Term("fading mean of the gradients", "mean"),
    },
)
