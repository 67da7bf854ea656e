"""Gradient descent: against the gradient, with one learning rate for all coordinates."""

from optimizers.rule import Rule
from optimizers.rules import shared

RULE = Rule(
    name="gd",
    title="Gradient descent",
    dials=(shared.lr(), *shared.weight_decay()),
    text=lambda dials: "x = x - lr g",
    edge=lambda dials: 2.0,  # 1 - lr curvature must stay above -1
    source="Cauchy 1847, Comptes rendus 25, 536: https://gallica.bnf.fr/ark:/12148/bpt6k2982c",
    convention="All agree; Keras decouples weight decay, PyTorch adds it to the gradient.",
    presets={
        "As in PyTorch": {"decay": "coupled"},
        "As in Keras": {"decay": "decoupled"},
        "As in Optax": {"decay": "coupled"},
        "As in the paper": {"weight_decay": 0.0},
    },
)
