"""A path that is the mean of another one: averaged SGD, and Schedule-Free."""

from optimizers.dial import Dial
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

Z = Term("point that walks; the path is its mean")
WEIGHT = "how near the gradient's point is to the mean"


def averaged(dials: Dials) -> str:
    return """
        z = where(t > 1, z, x)
        z = z - lr grad(z)
        x = x + (z - x) / max(t - burn_in, 1)
    """


def mean(step: str) -> str:
    """The lines after the gradient u at y: the step of z, and the mean weighed by the rates."""
    return f"""
        z = z - lr {step}
        top = max(top, lr)
        total = total + top^2
        share = where(total > 0, top^2 / total, 0)
        x = (1 - share) x + share z
    """


LOOK = """
    z = where(t > 1, z, x)
    y = beta1 x + (1 - beta1) z
    u = grad(y)
"""


def schedule_free(dials: Dials) -> str:
    return LOOK + mean("u")


def schedule_free_adamw(dials: Dials) -> str:
    decay = "(u / (sqrt(v_hat) + eps) + weight_decay y)"
    step = decay if dials["weight_decay"] else "u / (sqrt(v_hat) + eps)"
    return f"""
        {LOOK}
        v = beta2 v + (1 - beta2) u^2
        v_hat = v / (1 - beta2^t)
        {mean(step)}
    """


TERMS = {
    "z": Z,
    "y": Term("point of the gradient, between the mean and the walker"),
    "u": Term("gradient there"),
    "v": shared.MEANS["v"],
    "v_hat": shared.MEANS["v_hat"],
    "top": Term("largest learning rate so far", latex=r"\eta_{\max}"),
    "total": Term("sum of the squared rates", latex="W"),
    "share": Term("weight of the new point in the mean", latex="c"),
}
CONVENTION = (
    "The path is the mean, which the authors' code shows while a model is judged; Optax's own "
    "points are y. The gradient is taken at y, which costs an evaluation more here."
)
SOURCE = "Defazio et al. 2024: https://arxiv.org/abs/2405.15682"

RULE = Rule(
    name="averaged_sgd",
    title="Averaged SGD",
    dials=(
        shared.lr(0.1),
        Dial("burn_in", "t_0", 0.0, "updates before the mean begins: 1 as in PyTorch with t0 at 0",
             low=0.0, high=1e4, whole=True),
    ),
    text=averaged,
    source="Polyak, Juditsky 1992: https://doi.org/10.1137/0330046",
    convention=(
        "The path is the mean of gradient descent's points, not those points themselves: PyTorch's "
        "ASGD keeps it as `ax`, with lambd and alpha at 0."
    ),
    presets={"As in PyTorch": {"burn_in": 1.0}, "As in the paper": {"burn_in": 0.0}},
    terms={"z": Z},
)  # fmt: skip

SGD = Rule(
    name="schedule_free",
    title="Schedule-Free SGD",
    dials=(shared.lr(0.1), shared.share("beta1", r"\beta", 0.9, WEIGHT)),
    text=schedule_free,
    source=SOURCE,
    convention=CONVENTION,
    presets={"As in Optax": {"beta1": 0.9}, "As in the authors' code": {"beta1": 0.9}},
    terms=TERMS,
)

ADAMW = Rule(
    name="schedule_free_adamw",
    title="Schedule-Free AdamW",
    dials=(
        shared.lr(0.1),
        shared.share("beta1", r"\beta_1", 0.9, WEIGHT),
        shared.beta2(),
        shared.eps(1e-8),
        shared.weight_decay()[0],
    ),
    text=schedule_free_adamw,
    source=SOURCE,
    convention=f"{CONVENTION} Weight decay pulls at y.",
    presets={
        "As in Optax": {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
        "As in the authors' code": {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
    },
    terms=TERMS,
)
