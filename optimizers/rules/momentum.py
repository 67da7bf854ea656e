"""Velocity: a step that remembers the gradients before it."""

import math

from optimizers.dial import Dial, DialError, Value, show
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

MOMENTUM = shared.share("momentum", r"\mu", 0.9, "how much of the velocity is kept each step")
TERMS = {"v": Term("velocity: the decayed sum of the gradients", "mean")}


def heavy_ball(dials: Dials) -> str:
    weight = ""
    if dials["form"] == "moving_mean":
        weight = "(1 - momentum)"
    elif dials["dampening"]:  # PyTorch takes the first gradient whole
        weight = "where(t > 1, 1 - dampening, 1)"
    inside = dials["lr_place"] == "inside"
    return f"""
        v = momentum v + {weight} {"lr g" if inside else "g"}
        x = x - {"v" if inside else "lr v"}
    """


def lookahead(dials: Dials) -> str:
    inside = dials["lr_place"] == "inside"
    return f"""
        v = momentum v + {"lr g" if inside else "g"}
        x = x - {"(lr g + momentum v)" if inside else "lr (g + momentum v)"}
    """


def heavy_ball_edge(dials: Dials) -> float:
    """2 (1 + momentum), over what a gradient weighs in the velocity."""
    kept, dampening = float(dials["momentum"]), float(dials["dampening"])  # type: ignore[arg-type]
    weight = 1 - kept if dials["form"] == "moving_mean" else 1 - dampening
    return 2 * (1 + kept) / weight if weight else math.inf


def lookahead_edge(dials: Dials) -> float:
    kept = float(dials["momentum"])  # type: ignore[arg-type]
    return 2 * (1 + kept) / (1 + 2 * kept)


def check(dials: Dials) -> None:
    """A moving mean weighs the gradient itself, so dampening cannot weigh it again."""
    if dials["form"] == "moving_mean" and dials["dampening"]:
        raise DialError(
            f"`dampening` is {show(dials['dampening'])}, but with `form` moving_mean it must be 0, "
            "because the moving mean already weighs the gradient."
        )


FORM = shared.choice(
    "form", "heavy_ball", ("heavy_ball", "moving_mean"),
    "heavy_ball: the velocity adds gradients up; moving_mean: it averages them",
)  # fmt: skip
DAMPENING = Dial(
    "dampening", r"\tau", 0.0, "how much of a new gradient is left out, from the second step on",
    low=0.0, high=1.0, zero_is_off=True,
)  # fmt: skip
PRESETS: dict[str, dict[str, Value]] = {
    "As in PyTorch": {"lr_place": "outside", "decay": "coupled"},
    "As in Keras": {"lr_place": "inside", "decay": "decoupled"},
    "As in Optax": {"lr_place": "outside", "decay": "coupled"},
    "As in the paper": {"lr_place": "inside", "weight_decay": 0.0},
}

RULE = Rule(
    name="momentum",
    title="Momentum",
    dials=(shared.lr(0.01), MOMENTUM, DAMPENING, FORM, shared.lr_place(), *shared.weight_decay()),
    text=heavy_ball,
    edge=heavy_ball_edge,
    source="Polyak 1964: https://doi.org/10.1016/0041-5553(64)90137-5",
    convention=(
        "PyTorch and Optax multiply the velocity by the learning rate, Keras the gradient that "
        "enters it; they part only where a schedule changes the rate. The first velocity is the "
        "first gradient, undampened, as in PyTorch."
    ),
    presets={
        label: {"form": "heavy_ball", "dampening": 0.0, **dials} for label, dials in PRESETS.items()
    },
    terms=TERMS,
    check=check,
)

NESTEROV = Rule(
    name="nesterov",
    title="Nesterov momentum",
    dials=(shared.lr(0.01), MOMENTUM, shared.lr_place(), *shared.weight_decay()),
    text=lookahead,
    edge=lookahead_edge,
    source=(
        "Nesterov 1983, Soviet Mathematics Doklady 27, 372; this form: Sutskever et al. 2013, "
        "https://proceedings.mlr.press/v28/sutskever13.html"
    ),
    convention=(
        "The gradient is taken at the point itself, as in PyTorch, Optax and Keras; the form that "
        "takes it ahead of the point shows the same walk in shifted points."
    ),
    presets=PRESETS,
    terms=TERMS,
)
