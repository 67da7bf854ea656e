"""AdEMAMix: Adam with a second mean of the gradients, which remembers thousands of steps."""

from optimizers.dial import Dial
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

# The half-life of the slow mean grows from that of the fast one, step by step.
WARMED = """
    w = min(t / mix_steps, 1)
    share = exp(1 / ((1 - w) / log(beta1) + w / log(beta3)))
    mix = alpha w
"""


def text(dials: Dials) -> str:
    warm = bool(dials["mix_steps"])
    share, mix = ("share", "mix") if warm else ("beta3", "alpha")
    return f"""
        {shared.MEAN}
        {shared.SQUARE}
        {WARMED if warm else ""}
        s = {share} s + (1 - {share}) g
        {shared.corrected("m", "beta1")}
        {shared.corrected("v", "beta2")}
        rate = lr / ({shared.divisor(dials, "v_hat")})
        x = x - rate (m_hat + {mix} s)
    """


RULE = Rule(
    name="ademamix",
    title="AdEMAMix",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.share("beta3", r"\beta_3", 0.9999, "how much of the slow mean is kept each step"),
        Dial("alpha", "a", 5.0, "weight of the slow mean", low=0.0, high=100.0),
        shared.eps(1e-8),
        Dial("mix_steps", "T", 0.0, "updates over which the slow mean comes in; 0: from the start",
             low=0.0, high=1e6, whole=True, zero_is_off=True),
        shared.eps_root(0.0),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    text=text,
    source="Pagliardini et al. 2024: https://arxiv.org/abs/2409.03137",
    convention=(
        "Optax and the paper agree; the slow mean is not corrected for its start at zero. PyTorch "
        "and Keras do not have it."
    ),
    presets={
        "As in Optax": {"beta1": 0.9, "beta2": 0.999, "beta3": 0.9999, "alpha": 5.0, "eps": 1e-8,
                        "mix_steps": 0.0, "decay": "decoupled"},
        "As in the paper": {"beta1": 0.9, "beta2": 0.999, "beta3": 0.9999, "alpha": 5.0,
                            "eps": 1e-8, "eps_root": 0.0},
    },
    terms={
        **shared.MEANS,
        "w": Term("share of the warm-up that is done"),
        "share": Term("how much of the slow mean is kept now", latex=r"\beta_{3,t}"),
        "mix": Term("weight of the slow mean now", latex="a_t"),
        "s": Term("slow mean of the gradients", latex="s"),
    },
)  # fmt: skip
