"""NAdam: Adam that looks ahead as Nesterov's momentum does."""

from optimizers.dial import Dial, Value
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

FIXED = """
    mu = beta1
    mu_next = beta1
"""
GROWING = """
    fade = 0.96^momentum_decay
    mu = beta1 (1 - 0.5 fade^t)
    mu_next = beta1 (1 - 0.5 fade^t fade)
"""


def text(dials: Dials) -> str:
    return f"""
        {shared.MEAN}
        {shared.SQUARE}
        {GROWING if dials["momentum_schedule"] else FIXED}
        start product = 1
        product = product mu
        m_bar = (1 - mu) / (1 - product) g + mu_next / (1 - product mu_next) m
        {shared.corrected("v", "beta2")}
        rate = lr / ({shared.divisor(dials, "v_hat", "1 - beta2^t")})
        x = x - rate m_bar
    """


GROWN: dict[str, Value] = {"momentum_schedule": True, "eps_place": "outside", "eps_root": 0.0}

RULE = Rule(
    name="nadam",
    title="NAdam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        Dial("momentum_decay", r"\psi", 0.004, "how fast the look ahead grows to its full length",
             low=0.0, high=10.0, convention=True, needs="momentum_schedule"),
        shared.switch("momentum_schedule", True, "let the look ahead grow step by step"),
        shared.eps_place("outside", ("outside", "inside", "hat")),
        shared.eps_root(0.0),
        *shared.weight_decay(),
    ),
    text=text,
    source="Dozat 2016: https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    convention=(
        "PyTorch and Keras let the look ahead grow, Keras 250 times faster (momentum decay 1); "
        "Optax keeps it at β₁."
    ),
    presets={
        "As in PyTorch": {**GROWN, "eps": 1e-8, "momentum_decay": 0.004, "decay": "coupled"},
        "As in Keras": {**GROWN, "eps": 1e-7, "momentum_decay": 1.0, "decay": "decoupled"},
        "As in Optax": {"eps": 1e-8, "momentum_schedule": False, "eps_place": "outside",
                        "decay": "decoupled"},
        "As in the paper": {**GROWN, "momentum_decay": 0.004, "weight_decay": 0.0},
    },
    terms={
        "m": shared.MEANS["m"],
        "v": shared.MEANS["v"],
        "fade": Term("what the look ahead's shortfall is multiplied by each step", latex=r"\phi"),
        "mu": Term("share of the mean gradient in this step's look ahead", latex=r"\mu_t"),
        "mu_next": Term("the same share at the next step", latex=r"\mu_{t+1}"),
        "product": Term("product of all shares so far", latex="P"),
        "m_bar": Term("mean gradient, looked ahead and corrected"),
        "v_hat": shared.MEANS["v_hat"],
    },
)  # fmt: skip
