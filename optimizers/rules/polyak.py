"""Polyak's step: as long as it takes the slope to reach the lowest value."""

from optimizers.dial import Dial
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return """
        square = dot(g, g) + eps
        gap = max(f - f_min, 0)
        rate = where(square > 2.220446049250313e-16, min(gap / square, lr), 0)
        x = x - rate g
    """


RULE = Rule(
    name="polyak",
    title="Polyak's step",
    dials=(
        shared.replaced_lr(1.0, "longest learning rate"),
        Dial("f_min", r"f^\ast", 0.0, "lowest value of the loss, which must be known",
             low=-1e6, high=1e6),
        shared.eps(0.0),
    ),
    text=text,
    source="Polyak 1987, Introduction to Optimization, section 5.3.2",
    convention=(
        "As in Optax, with its variant sps+: the rate is never above the longest one, and a "
        "loss below the lowest value ends the walk. PyTorch and Keras do not have it."
    ),
    presets={"As in Optax": {"eps": 0.0}},
    terms={
        "square": Term("squared length of the gradient", latex=r"\lVert g \rVert^2"),
        "gap": Term("how far the loss is above its lowest value", latex=r"\delta"),
    },
)  # fmt: skip
