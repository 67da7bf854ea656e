"""Velocity: a step that remembers the gradients before it.

    momentum    v <- momentum v + (1 - dampening) g, first v = g      x <- x - lr v
    nesterov    v <- momentum v + g                                   x <- x - lr (g + momentum v)

Polyak 1964, https://doi.org/10.1016/0041-5553(64)90137-5
Nesterov 1983, Soviet Mathematics Doklady 27, 372; in this form Sutskever et al. 2013,
https://proceedings.mlr.press/v28/sutskever13.html
"""

from __future__ import annotations

import math

import numpy as np

from optimizers.dial import Dial, DialError, Value, show
from optimizers.formulas.formula import Line, above, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.symbols import ONE, dampening, eta, g, momentum, t, v, x

MOMENTUM = shared.share("momentum", r"\mu", 0.9, "how much of the velocity is kept each step")
TERMS = {"v": Term(v, "velocity: the decayed sum of the gradients", "mean")}


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"v": np.zeros_like(x)}


def weights(plan: Plan) -> tuple[Array, Array]:
    """(n + 1, *S) each: what a gradient weighs in the velocity, and the velocity in the step."""
    ones = np.ones_like(plan.lr)
    return (plan.lr, ones) if plan["lr_place"] == "inside" else (ones, plan.lr)


def heavy_ball(plan: Plan) -> Step:
    momentum, lr = plan["momentum"], plan.lr
    inner, outer = weights(plan)
    if plan["form"] == "moving_mean":
        inner = inner * (1 - momentum)
    else:
        # PyTorch seeds the velocity with the first gradient, undampened.
        inner = inner * np.where(plan.t == 1, 1.0, 1 - plan["dampening"])
    weighed, scaled = shared.times(inner), shared.times(outer)

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        (v,) = state
        v = momentum * v + weighed(k, g)
        return x - scaled(k, v), (v,), lr[k]

    return step


def lookahead(plan: Plan) -> Step:
    momentum, lr = plan["momentum"], plan.lr
    weighed, scaled = map(shared.times, weights(plan))

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        (v,) = state
        g = weighed(k, g)
        v = momentum * v + g
        return x - scaled(k, g + momentum * v), (v,), lr[k]

    return step


def heavy_ball_lines(dials: Dials) -> tuple[Line, ...]:
    inside = dials["lr_place"] == "inside"
    entering, leaving = (eta * g, v) if inside else (g, eta * v)
    kept = momentum * v
    velocity = kept + entering
    if dials["form"] == "moving_mean":
        velocity = kept + (ONE - momentum) * entering
    elif dials["dampening"]:
        velocity = above(t, 1, kept + (ONE - dampening) * entering, otherwise=entering)
    return (*shared.decay_lines(dials), let(v, velocity), let(x, x - leaving))


def lookahead_lines(dials: Dials) -> tuple[Line, ...]:
    inside = dials["lr_place"] == "inside"
    entering = eta * g if inside else g
    ahead = entering + momentum * v
    leaving = x - ahead if inside else x - eta * ahead
    return (*shared.decay_lines(dials), let(v, momentum * v + entering), let(x, leaving))


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
    init=init,
    update=heavy_ball,
    formulas=heavy_ball_lines,
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
    init=init,
    update=lookahead,
    formulas=lookahead_lines,
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
