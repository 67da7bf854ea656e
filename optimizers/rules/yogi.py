"""Yogi: Adam whose mean square grows and shrinks by the gradient alone."""

from optimizers.rule import Dials, Rule
from optimizers.rules import shared


def text(dials: Dials) -> str:
    # Optax starts m where v starts, the paper at 0.
    mean = "initial_accumulator" if dials["initial_mean"] == "accumulator" else "0"
    return f"""
        start m = {mean}
        start v = initial_accumulator
        {shared.MEAN}
        v = v - (1 - beta2) sign(v - g^2) g^2
        {shared.moments(dials, "v")}
    """


RULE = Rule(
    name="yogi",
    title="Yogi",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-3),
        shared.accumulator(1e-6),
        shared.choice("initial_mean", "accumulator", ("accumulator", "zero"),
                      "whether m starts at the initial accumulator or at 0"),
        shared.switch("bias_correction", True, "make up for means that start at zero"),
        *shared.weight_decay(),
    ),
    text=text,
    source=(
        "Zaheer et al. 2018: "
        "https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization"
    ),
    convention=(
        "Optax corrects both means and starts both at 1e-6; the paper corrects neither and starts "
        "m at 0. PyTorch and Keras have no Yogi."
    ),
    presets={
        "As in Optax": {"eps": 1e-3, "initial_accumulator": 1e-6, "initial_mean": "accumulator",
                        "bias_correction": True, "decay": "decoupled"},
        "As in the paper": {"eps": 1e-3, "initial_accumulator": 1e-6, "initial_mean": "zero",
                            "bias_correction": False, "weight_decay": 0.0},
    },
    terms=shared.MEANS,
)  # fmt: skip
