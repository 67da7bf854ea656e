"""AdaMax: Adam with the largest recent gradient in place of the mean square."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    inside = dials["eps_place"] == "inside"
    largest, below = ("abs(g) + eps", "u") if inside else ("abs(g)", "(u + eps)")
    return f"""
        {shared.MEAN}
        u = max(beta2 u, {largest})
        {shared.corrected("m", "beta1")}
        rate = lr / {below}
        x = x - rate m_hat
    """


RULE = Rule(
    name="adamax",
    title="AdaMax",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        shared.choice("eps_place", "inside", ("inside", "outside"),
                      "whether ε stands inside the maximum or is added to it"),
        *shared.weight_decay(),
    ),
    text=text,
    source="Kingma, Ba 2015, section 7.1: https://arxiv.org/abs/1412.6980",
    convention=(
        "PyTorch and Optax add ε inside the maximum, Keras to the maximum; the paper has none."
    ),
    presets={
        "As in PyTorch": {"eps": 1e-8, "eps_place": "inside", "decay": "coupled"},
        "As in Keras": {"eps": 1e-7, "eps_place": "outside", "decay": "decoupled"},
        "As in Optax": {"eps": 1e-8, "eps_place": "inside", "decay": "decoupled"},
        "As in the paper": {"eps": 0.0, "weight_decay": 0.0},
    },
    terms={
        "m": shared.MEANS["m"],
        "u": Term("largest recent gradient"),
        "m_hat": shared.MEANS["m_hat"],
    },
)  # fmt: skip
