"""AggMo: the average of three velocities, from one that forgets at once to one that hardly does."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

VELOCITIES = (1, 2, 3)


def edge(dials: Dials) -> float:
    """2 over the average of what a steady to and fro of the gradient leaves of the velocities."""
    kept = [float(dials[f"beta{i}"]) for i in VELOCITIES]  # type: ignore[arg-type]
    return 2 * len(kept) / sum(1 / (1 + beta) for beta in kept)


def text(dials: Dials) -> str:
    return """
        v1 = beta1 v1 + g
        v2 = beta2 v2 + g
        v3 = beta3 v3 + g
        x = x - lr (v1 + v2 + v3) / 3
    """


RULE = Rule(
    name="aggmo",
    title="AggMo",
    dials=(
        shared.lr(0.01),
        *(
            shared.share(f"beta{i}", rf"\beta_{i}", beta, f"how much of velocity {i} is kept")
            for i, beta in zip(VELOCITIES, (0.0, 0.9, 0.99), strict=True)
        ),
        *shared.weight_decay(),
    ),
    text=text,
    edge=edge,
    source="Lucas et al. 2019: https://arxiv.org/abs/1804.00325",
    convention=(
        "As in the paper, with its three velocities; its learning rate is that of their average. "
        "PyTorch, Keras and Optax do not have it."
    ),
    presets={"As in the paper": {"beta1": 0.0, "beta2": 0.9, "beta3": 0.99}},
    terms={
        f"v{i}": Term(f"velocity {i}: a decayed sum of the gradients", latex=f"v_{i}")
        for i in VELOCITIES
    },
)
