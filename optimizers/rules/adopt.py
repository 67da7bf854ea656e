"""ADOPT: Adam that divides by the mean square of the gradients before this one."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    clipped = "min(max(u, -c), c)" if dials["clipping"] else "u"
    limit = "c = sqrt(sqrt(t - 1))" if dials["clipping"] else ""
    # 0 g, not 0: in the libraries it must be an array too.
    return f"""
        rate = where(t > 1, lr / max(sqrt(v), eps), 0)
        u = where(t > 1, g / max(sqrt(v), eps), 0 g)
        {limit}
        m = beta1 m + (1 - beta1) {clipped}
        v = where(t > 1, beta2 v + (1 - beta2) g^2, g^2)
        x = x - lr m
    """


RULE = Rule(
    name="adopt",
    title="ADOPT",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(0.9999),
        shared.eps(1e-6),
        shared.switch("clipping", True, "hold scaled gradients within the fourth root of the step"),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    text=text,
    source="Taniguchi et al. 2024: https://arxiv.org/abs/2411.02853",
    convention=(
        "The first update fills v and moves nothing, as in Optax and the authors' code; clipping "
        "is the paper's later version. PyTorch and Keras do not have it."
    ),
    presets={
        "As in Optax": {"beta1": 0.9, "beta2": 0.9999, "eps": 1e-6, "clipping": True,
                        "decay": "coupled"},
        "As in the paper": {"beta1": 0.9, "beta2": 0.9999, "eps": 1e-6, "clipping": False,
                            "weight_decay": 0.0},
    },
    terms={
        "u": Term("gradient over the root of the mean square before it"),
        "c": Term("largest scaled gradient that counts in full"),
        "m": Term("fading mean of the scaled gradients"),
        "v": shared.MEANS["v"],
    },
)  # fmt: skip
