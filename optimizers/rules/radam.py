"""RAdam: Adam that waits with dividing until the mean square can be trusted."""

from optimizers.dial import Dial
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

TRUST = "sqrt((length - 4) (length - 2) full_length / ((full_length - 4) (full_length - 2) length))"


def text(dials: Dials) -> str:
    below = shared.divisor(dials, "v_hat", "1 - beta2^t")
    return f"""
        {shared.MEAN}
        {shared.SQUARE}
        {shared.corrected("m", "beta1")}
        {shared.corrected("v", "beta2")}
        full_length = 2 / (1 - beta2) - 1
        length = full_length - 2 t beta2^t / (1 - beta2^t)
        r = where(length > threshold, {TRUST}, 0)
        rate = where(length > threshold, lr r / ({below}), lr)
        x = x - rate m_hat
    """


RULE = Rule(
    name="radam",
    title="RAdam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        Dial("threshold", r"\rho_{\min}", 5.0, "length of memory from which v is used",
             low=4.0, high=100.0, convention=True),
        shared.eps_place("hat", ("hat", "outside", "inside")),
        shared.eps_root(0.0),
        *shared.weight_decay(),
    ),
    text=text,
    source="Liu et al. 2020: https://arxiv.org/abs/1908.03265",
    convention=(
        "PyTorch adds ε to the uncorrected root, Optax to the corrected one; both wait for "
        "ρ > 5, the paper for ρ > 4."
    ),
    presets={
        "As in PyTorch": {"eps": 1e-8, "threshold": 5.0, "eps_place": "hat", "eps_root": 0.0,
                          "decay": "coupled"},
        "As in Optax": {"eps": 1e-8, "threshold": 5.0, "eps_place": "outside",
                        "decay": "decoupled"},
        "As in the paper": {"threshold": 4.0, "eps_root": 0.0, "weight_decay": 0.0},
    },
    terms={
        **shared.MEANS,
        "full_length": Term("longest memory of v, in steps", latex=r"\rho_\infty"),
        "length": Term("memory that v has so far, in steps", latex=r"\rho_t"),
        "r": Term("rectification: how far v is trusted; 0 while it is not"),
    },
)  # fmt: skip
