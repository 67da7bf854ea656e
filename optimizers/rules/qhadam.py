"""QHAdam: Adam with steps between the gradient and its mean, above and below the line."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return f"""
        {shared.MEAN}
        {shared.SQUARE}
        {shared.corrected("m", "beta1")}
        {shared.corrected("v", "beta2")}
        a = (1 - nu1) g + nu1 m_hat
        b = (1 - nu2) g^2 + nu2 v_hat
        rate = lr / (sqrt(b) + eps)
        x = x - rate a
    """


RULE = Rule(
    name="qhadam",
    title="QHAdam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.part("nu1", r"\nu_1", 0.7),
        shared.part("nu2", r"\nu_2", 1.0, "mean square"),
        shared.eps(1e-8),
        *shared.weight_decay(),
    ),
    text=text,
    source="Ma, Yarats 2019: https://arxiv.org/abs/1810.06801",
    convention=(
        "As in the paper, which takes β₁ 0.995 with ν₁ 0.7. With both ν at 1 it is Adam. PyTorch, "
        "Keras and Optax do not have it."
    ),
    presets={"As in the paper": {"beta1": 0.995, "beta2": 0.999, "nu1": 0.7, "nu2": 1.0,
                                 "eps": 1e-8}},
    terms={
        **shared.MEANS,
        "a": Term("what the step follows: part gradient, part mean"),
        "b": Term("what divides it: part square, part mean square"),
    },
)  # fmt: skip
