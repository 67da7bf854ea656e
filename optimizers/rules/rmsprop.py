"""RMSProp: Adagrad with a memory that fades.

    s <- rho s + (1 - rho) g^2        x <- x - lr g / (sqrt(s) + eps)
    centered: s - m^2 under the root, with m <- rho m + (1 - rho) g
    momentum: b <- momentum b + g / (sqrt(s) + eps), x <- x - lr b

Tieleman, Hinton 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
Centered: Graves 2013, https://arxiv.org/abs/1308.0850
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizers.dial import DialError
from optimizers.formulas.formula import Line, larger, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.momentum import MOMENTUM, weights
from optimizers.rules.symbols import ONE, b, eta, g, m, momentum, rho, s, t, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    state = {"s": np.zeros_like(x) + plan["initial_accumulator"]}
    if plan["centered"]:
        state["m"] = np.zeros_like(x)
    if plan.uses("momentum"):
        state["b"] = np.zeros_like(x)
    return state


def corrections(plan: Plan) -> Array:
    """(n + 1, *S) what corrects the means: 1 without bias correction."""
    powers = plan.powers(plan["rho"])
    return 1 / (1 - powers) if plan["bias_correction"] else np.ones_like(powers)


def update(plan: Plan) -> Step:
    rho, new, lr = plan["rho"], 1 - plan["rho"], plan.lr
    momentum, nesterov = plan["momentum"], plan["nesterov"]
    centered, rolling = plan["centered"], plan.uses("momentum")
    weighed, scaled = map(shared.times, weights(plan))
    corrected = shared.times(corrections(plan))
    root = shared.root(plan)

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        s = rho * state[0] + new * (g * g)
        after: State = (s,)
        square = corrected(k, s)
        if centered:
            m = rho * state[1] + new * g
            after = (s, m)
            # A variance; rounding alone can take the difference below 0.
            square = np.maximum(square - corrected(k, m) ** 2, 0.0)
        below = root(square)
        if not rolling:
            rate = lr[k] / below
            return x - rate * g, after, rate
        u = weighed(k, g / below)
        b = momentum * state[-1] + u
        jump = u + momentum * b if nesterov else b
        return x - scaled(k, jump), (*after, b), lr[k] / below

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    lines, over = [*shared.decay_lines(dials), shared.fading(s, rho, g**2)], ONE - rho**t
    square, mean = (s // over, m // over) if dials["bias_correction"] else (s, m)
    if dials["centered"]:
        lines.append(shared.fading(m, rho, g))
        square = larger(square - mean**2, 0)
    below = shared.divisor_of(dials, square)
    lines.append(shared.effective(eta / below))
    if not dials["momentum"]:
        return (*lines, let(x, x - eta * (g / below)))
    inside = dials["lr_place"] == "inside"
    entering = eta * (g / below) if inside else g / below
    jump = entering + momentum * b if dials["nesterov"] else b
    return (
        *lines,
        let(b, momentum * b + entering),
        let(x, x - jump if inside else x - eta * jump),
    )


def check(dials: Dials) -> None:
    """Nesterov's step looks along a velocity, so there must be one."""
    if dials["nesterov"] and not dials["momentum"]:
        raise DialError("`momentum` is 0, but with `nesterov` on it must be above 0 and below 1.")


RULE = Rule(
    name="rmsprop",
    title="RMSProp",
    dials=(
        shared.lr(),
        shared.share("rho", r"\rho", 0.9, "how much of the mean square is kept each step"),
        shared.eps(1e-8),
        shared.switch("centered", False, "subtract the squared mean: divide by the spread",
                      convention=False),
        replace(MOMENTUM, default=0.0, zero_is_off=True),
        shared.eps_place("outside", ("outside", "inside")),
        shared.switch("bias_correction", False, "make up for means that start at zero"),
        shared.switch("nesterov", False, "look ahead along the velocity", needs="momentum"),
        shared.lr_place(),
        shared.accumulator(0.0),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source=(
        "Tieleman, Hinton 2012, lecture 6.5: "
        "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf"
    ),
    convention=(
        "PyTorch adds eps outside the root, Keras and Optax inside it; Optax multiplies by the "
        "learning rate before the velocity. The centered form's variance is held at 0 or above."
    ),
    presets={
        "As in PyTorch": {"rho": 0.99, "eps": 1e-8, "eps_place": "outside", "nesterov": False,
                          "bias_correction": False, "lr_place": "outside", "decay": "coupled",
                          "initial_accumulator": 0.0},
        "As in Keras": {"rho": 0.9, "eps": 1e-7, "eps_place": "inside", "nesterov": False,
                        "bias_correction": False, "lr_place": "outside", "decay": "decoupled",
                        "initial_accumulator": 0.0},
        "As in Optax": {"rho": 0.9, "eps": 1e-8, "eps_place": "inside", "lr_place": "inside",
                        "decay": "coupled"},
        "As in the paper": {"rho": 0.9, "eps_place": "outside", "nesterov": False,
                            "bias_correction": False, "momentum": 0.0, "centered": False,
                            "weight_decay": 0.0, "initial_accumulator": 0.0},
        "As in the article": {"eps_place": "inside", "eps": 1e-8, "rho": 0.9,
                              "bias_correction": False, "momentum": 0.0, "centered": False,
                              "initial_accumulator": 0.0, "weight_decay": 0.0},
    },
    terms={
        "s": Term(s, "fading mean of the squared gradients", "mean_square"),
        "m": Term(m, "fading mean of the gradients", "mean"),
        "b": Term(b, "velocity: the decayed sum of the scaled gradients"),
    },
    check=check,
)  # fmt: skip
