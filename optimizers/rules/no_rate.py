"""Rules that find their learning rate from how far they have come: DoG, Prodigy, D-Adaptation."""

from optimizers.dial import Dial
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

ONE = shared.replaced_lr(1.0, "factor on the rate that the rule finds by itself")
FIRST = "first = where(t > 1, first, x)"
CORRECTION = "(sqrt(1 - beta2^t) / (1 - beta1^t))"
SUM = "dot(abs(s), axis1 + axis2)"


def dog(dials: Dials) -> str:
    return f"""
        {FIRST}
        start reach = first_step
        reach = max(reach, norm(x - first))
        total = total + dot(g, g)
        rate = lr reach / sqrt(total + eps)
        x = x - rate g
    """


def prodigy(dials: Dials) -> str:
    corrected = CORRECTION if dials["bias_correction"] else ""
    pulled = "x - weight_decay size x" if dials["weight_decay"] else "x"
    return f"""
        {FIRST}
        start d = d0
        size = d lr {corrected}
        u = d g
        m = beta1 m + (1 - beta1) u
        v = beta2 v + (1 - beta2) u u
        s = sqrt(beta2) s + size u / d0
        n = sqrt(beta2) n + d / d0 size dot(g, first - x)
        d = max(d, n / {SUM})
        rate = size / (sqrt(v) + d eps)
        x = {pulled} - rate m
    """


def d_adaptation(dials: Dials) -> str:
    return f"""
        start d = d0
        size = d lr {CORRECTION}
        n = sqrt(beta2) n + (1 - sqrt(beta2)) size dot(g, s / (sqrt(v) + eps))
        m = beta1 m + (1 - beta1) size g
        v = beta2 v + (1 - beta2) g g
        s = sqrt(beta2) s + (1 - sqrt(beta2)) size g
        d = max(d, n / ((1 - sqrt(beta2)) {SUM}))
        x = x - m / (sqrt(v) + eps)
    """


def _first_guess(default: float) -> Dial:
    return Dial("d0", "d_0", default, "first guess of the distance to the minimum",
                low=0.0, high=1e3, low_open=True, logarithmic=True)  # fmt: skip


TERMS = {
    "d": Term("distance to the minimum, as far as it is known"),
    "size": Term("learning rate found", latex=r"\gamma"),
    "u": Term("gradient times the distance"),
    "m": Term("fading mean of the gradients, scaled by what is known of the distance"),
    "v": Term("fading mean of the squared gradients, scaled likewise"),
    "s": Term("fading sum of the gradients"),
    "n": Term("how well the gradients agree on the way come"),
    "first": Term("point where the run began", latex="x_0"),
}
BETAS = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "d0": 1e-6}

RULE = Rule(
    name="dog",
    title="DoG",
    dials=(
        ONE,
        Dial("first_step", r"r_\epsilon", 1e-6, "distance that is taken for the first step",
             low=0.0, high=1e3, low_open=True, logarithmic=True),
        shared.eps(1e-8),
    ),
    text=dog,
    source="Ivgi, Hinder, Carmon 2023: https://arxiv.org/abs/2302.12022",
    convention=(
        "The longest way come, over the root of all squared gradients, as in Optax. The paper "
        "judges a mean of the points; here they are shown themselves."
    ),
    presets={"As in Optax": {"first_step": 1e-6, "eps": 1e-8}},
    terms={
        "first": TERMS["first"],
        "reach": Term("longest distance from the start so far", latex=r"\bar r"),
        "total": Term("sum of the squared gradients", latex="G"),
    },
)  # fmt: skip

PRODIGY = Rule(
    name="prodigy",
    title="Prodigy",
    dials=(
        ONE,
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        _first_guess(1e-6),
        shared.switch("bias_correction", True, "make up for means that start at zero"),
        shared.weight_decay()[0],
    ),
    text=prodigy,
    source="Mishchenko, Defazio 2023: https://arxiv.org/abs/2306.06101",
    convention="Optax corrects the means for their start at zero, the authors' code does not.",
    presets={
        "As in Optax": {**BETAS, "bias_correction": True, "weight_decay": 0.0},
        "As in the authors' code": {**BETAS, "bias_correction": False, "weight_decay": 0.0},
    },
    terms=TERMS,
)

D_ADAPTATION = Rule(
    name="d_adaptation",
    title="D-Adaptation",
    dials=(ONE, shared.beta1(), shared.beta2(), shared.eps(1e-8), _first_guess(1e-6)),
    text=d_adaptation,
    source="Defazio, Mishchenko 2023: https://arxiv.org/abs/2301.07733",
    convention="The form for Adam, as in Optax; PyTorch and Keras do not have it.",
    presets={"As in Optax": BETAS},
    terms={**TERMS, "v": shared.MEANS["v"]},
)
