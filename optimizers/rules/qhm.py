"""QHM: quasi-hyperbolic momentum, a step between the gradient and its mean."""

from optimizers.rule import Dials, Rule
from optimizers.rules import shared
from optimizers.rules.momentum import MOMENTUM


def text(dials: Dials) -> str:
    return f"""
        {shared.AVERAGE}
        x = x - lr ((1 - nu) g + nu m)
    """


def edge(dials: Dials) -> float:
    kept, nu = float(dials["momentum"]), float(dials["nu"])  # type: ignore[arg-type]
    return 2 * (1 + kept) / (1 + kept - 2 * nu * kept)


RULE = Rule(
    name="qhm",
    title="QHM",
    dials=(shared.lr(), MOMENTUM, shared.part("nu", r"\nu", 0.7), *shared.weight_decay()),
    text=text,
    edge=edge,
    source="Ma, Yarats 2019: https://arxiv.org/abs/1810.06801",
    convention=(
        "As in the paper, whose rule of thumb is momentum 0.999 and ν 0.7. With ν 1 it is momentum "
        "as a moving mean, with ν 0 gradient descent. PyTorch, Keras and Optax do not have it."
    ),
    presets={"As in the paper": {"momentum": 0.999, "nu": 0.7}},
    terms={"m": shared.MEANS["m"]},
)
