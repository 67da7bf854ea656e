"""Adagrad: a learning rate per coordinate that shrinks with all squares seen so far."""

from optimizers.dial import Dial, Value
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    lr = "lr / (1 + (t - 1) lr_decay)" if dials["lr_decay"] else "lr"
    return f"""
        start s = initial_accumulator
        s = s + g^2
        rate = {lr} / ({shared.divisor(dials, "s")})
        x = x - rate g
    """


STARTED: dict[str, Value] = {
    "eps_place": "inside", "eps": 1e-7, "initial_accumulator": 0.1, "lr_decay": 0.0,
}  # fmt: skip
BARE: dict[str, Value] = {
    "eps": 1e-8, "initial_accumulator": 0.0, "lr_decay": 0.0, "weight_decay": 0.0,
}  # fmt: skip

RULE = Rule(
    name="adagrad",
    title="Adagrad",
    dials=(
        shared.lr(),
        shared.eps(1e-10),
        Dial("lr_decay", r"\gamma", 0.0, "how fast the learning rate shrinks by itself",
             low=0.0, high=10.0, zero_is_off=True),
        shared.accumulator(0.0),
        shared.eps_place("outside", ("outside", "inside")),
        *shared.weight_decay(),
    ),
    text=text,
    source="Duchi, Hazan, Singer 2011: https://jmlr.org/papers/v12/duchi11a.html",
    convention=(
        "PyTorch adds ε outside the root and starts from 0; Keras and Optax add it inside and "
        "start from 0.1."
    ),
    presets={
        "As in PyTorch": {"eps_place": "outside", "eps": 1e-10, "initial_accumulator": 0.0,
                          "decay": "coupled"},
        "As in Keras": {**STARTED, "decay": "decoupled"},
        "As in Optax": {**STARTED, "decay": "coupled"},
        "As in the paper": {**BARE, "eps_place": "outside"},
        "As in the article": {**BARE, "eps_place": "inside"},
    },
    terms={"s": Term("sum of the squared gradients", "mean_square")},
)  # fmt: skip
