"""Adan: Adam with a mean of how the gradient changes, which looks ahead as Nesterov does."""

from dataclasses import replace

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    weight = "beta2" if dials["change_weight"] == "kept" else "(1 - beta2)"
    return f"""
        y = where(t > 1, g - p, 0)
        {shared.MEAN}
        v = beta2 v + (1 - beta2) y
        n = beta3 n + (1 - beta3) (g + {weight} y)^2
        {shared.corrected("m", "beta1")}
        {shared.corrected("v", "beta2")}
        {shared.corrected("n", "beta3")}
        p = g
        rate = lr / ({shared.divisor(dials, "n_hat")})
        x = x - rate (m_hat + {weight} v_hat)
    """


RULE = Rule(
    name="adan",
    title="Adan",
    dials=(
        shared.lr(),
        shared.beta1(0.98),
        replace(shared.beta2(0.92), meaning="how much of the mean change is kept each step"),
        shared.share("beta3", r"\beta_3", 0.99, "how much of the mean square is kept each step"),
        shared.eps(1e-8),
        shared.eps_root(0.0),
        shared.choice("change_weight", "kept", ("kept", "new"),
                      "whether the change counts by what is kept of it, β₂, or by what is new"),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    text=text,
    source="Xie et al. 2024: https://arxiv.org/abs/2208.06677",
    convention=(
        "β is what is kept, as in the authors' code; in the paper it is what is new. The change "
        "counts by β₂; Optax takes 1 - β₂. Weight decay acts before the step; in the paper the "
        "point is divided by 1 + ηλ after it. PyTorch and Keras do not have it."
    ),
    presets={
        "As in Optax": {"beta1": 0.98, "beta2": 0.92, "beta3": 0.99, "eps": 1e-8,
                        "eps_root": 1e-8, "change_weight": "new", "decay": "decoupled"},
        "As in the paper": {"beta1": 0.98, "beta2": 0.92, "beta3": 0.99, "eps": 1e-8,
                            "eps_root": 0.0, "change_weight": "kept", "weight_decay": 0.0},
    },
    terms={
        "y": Term("change of the gradient since the update before"),
        "m": shared.MEANS["m"],
        "v": Term("fading mean of the changes"),
        "n": Term("fading mean of the squared gradients, looked ahead", "mean_square"),
        "m_hat": shared.MEANS["m_hat"],
        "v_hat": shared.MEANS["v_hat"],
        "n_hat": Term("n made up for its start at zero"),
        "p": Term("gradient of the update before"),
    },
)  # fmt: skip
