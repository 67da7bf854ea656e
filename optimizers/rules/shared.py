"""What several rules share: dials, weight decay, bias correction, the place of eps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optimizers.dial import Dial
from optimizers.formulas.formula import Expr, Line, Symbol, let
from optimizers.formulas.formula import root as root_of
from optimizers.rule import Array, Dials, Plan, Step
from optimizers.rules import symbols


def lr(default: float = 0.1) -> Dial:
    """The learning rate, first dial of every rule."""
    return Dial(
        "lr", r"\eta", default, "learning rate: the length of a step for a given gradient",
        low=0.0, high=1e3, low_open=True, logarithmic=True,
    )  # fmt: skip


def share(name: str, symbol: str, default: float, meaning: str) -> Dial:
    """A weight from 0 up to, not including, 1."""
    return Dial(name, symbol, default, meaning, low=0.0, high=1.0, high_open=True)


def beta1(default: float = 0.9) -> Dial:
    return share("beta1", r"\beta_1", default, "how much of the mean gradient is kept each step")


def beta2(default: float = 0.999) -> Dial:
    return share("beta2", r"\beta_2", default, "how much of the mean square is kept each step")


def eps(default: float) -> Dial:
    meaning = "small number that keeps the division defined"
    return Dial("eps", r"\epsilon", default, meaning, low=0.0, high=1.0, logarithmic=True)


def eps_root(default: float) -> Dial:
    """Optax's second small number; inside the root where `eps` stands outside."""
    return Dial(
        "eps_root", r"\epsilon_r", default, "small number added under the root",
        low=0.0, high=1.0, convention=True, zero_is_off=True,
    )  # fmt: skip


def choice(
    name: str, default: str, choices: tuple[str, ...], meaning: str, *, needs: str = ""
) -> Dial:
    """A convention: one word of several."""
    return Dial(
        name, "", default, meaning, kind="choice", choices=choices, convention=True, needs=needs
    )


def switch(
    name: str, default: bool, meaning: str, *, convention: bool = True, needs: str = ""
) -> Dial:
    return Dial(name, "", default, meaning, kind="switch", convention=convention, needs=needs)


def eps_place(default: str, choices: tuple[str, ...]) -> Dial:
    return choice("eps_place", default, choices, "where eps stands relative to the root")


def accumulator(default: float) -> Dial:
    meaning = "value of the accumulated squares before the first step"
    return Dial("initial_accumulator", "s_0", default, meaning, low=0.0, high=1e3)


def lr_place() -> Dial:
    meaning = "the learning rate multiplies the velocity (outside) or what enters it (inside)"
    return choice("lr_place", "outside", ("outside", "inside"), meaning, needs="momentum")


def weight_decay(default: float = 0.0, decay: str = "coupled") -> tuple[Dial, Dial]:
    """The two dials of weight decay: how much, and whether it passes through the rule."""
    meaning = "pull towards zero, as a share of the point"
    place = "coupled: added to the gradient; decoupled: the point shrinks before the step"
    return (
        Dial("weight_decay", r"\lambda", default, meaning, low=0.0, high=10.0, zero_is_off=True),
        choice("decay", decay, ("coupled", "decoupled"), place, needs="weight_decay"),
    )


def decayed(step: Step, plan: Plan) -> Step:
    """The step with its weight decay; the very same function where the decay is 0."""
    if not plan.uses("weight_decay"):
        return step
    if plan["decay"] == "coupled":
        return lambda k, x, g, state: step(k, x, pulled(plan, x, g), state)
    keep = 1 - plan.lr * plan["weight_decay"]
    return lambda k, x, g, state: step(k, x * keep[k], g, state)


def pulled(plan: Plan, x: Array, g: Array) -> Array:
    """The gradient with coupled weight decay; as it is where there is none."""
    if not plan.uses("weight_decay") or plan["decay"] != "coupled":
        return g
    return np.asarray(g + plan["weight_decay"] * x)


def decay_lines(dials: Dials) -> tuple[Line, ...]:
    """The formula of weight decay as it is set; nothing where the decay is 0."""
    if not dials["weight_decay"]:
        return ()
    x, g, share = symbols.x, symbols.g, symbols.weight_decay
    if dials["decay"] == "coupled":
        return (let(g, g + share * x, "pulled_gradient"),)
    return (let(x, (symbols.ONE - symbols.eta * share) * x, "shrunk_point"),)


def corrections(plan: Plan) -> tuple[Array, Array]:
    """(n + 1, *S) each: what m and v are divided by; 1 without bias correction."""
    powers1, powers2 = plan.powers(plan["beta1"]), plan.powers(plan["beta2"])
    if not plan.dials.get("bias_correction", True):
        return np.ones_like(powers1), np.ones_like(powers2)
    return 1 - powers1, 1 - powers2


def times(table: Array) -> Callable[[int, Array], Array]:
    """Multiplication by the row of a table, left out where all of it is 1."""
    if np.all(table == 1):
        return lambda k, value: value
    return lambda k, value: table[k] * value


def root(plan: Plan) -> Callable[[Array], Array]:
    """What a mean square is turned into before it divides: its root with eps in its place."""
    eps = plan["eps"]
    places: dict[str, Callable[[Array], Array]] = {
        "outside": lambda s: np.sqrt(s) + eps,
        "inside": lambda s: np.sqrt(s + eps),
    }
    return places[plan["eps_place"]]


def divisor(plan: Plan, c2: Array) -> Callable[[int, Array], Array]:
    """As `root`, for a mean square corrected by c2; "hat" has eps at the uncorrected root."""
    eps, under, hat = plan["eps"], plan.dials.get("eps_root", 0.0), plan["eps"] / np.sqrt(c2)
    places: dict[str, Callable[[int, Array], Array]] = {
        "outside": lambda k, v: np.sqrt(v) + eps,
        "inside": lambda k, v: np.sqrt(v + eps),
        "hat": lambda k, v: np.sqrt(v) + hat[k],
    }
    place = places[plan["eps_place"]]
    return (lambda k, v: place(k, v + under)) if plan.uses("eps_root") else place


def divisor_of(dials: Dials, square: Expr) -> Expr:
    """The formula of `root` and `divisor` for that mean square."""
    eps, under = symbols.eps, square + symbols.eps_root if dials.get("eps_root") else square
    correction = root_of(symbols.ONE - symbols.beta2**symbols.t)
    places = {
        "outside": root_of(under) + eps,
        "inside": root_of(under + eps),
        "hat": root_of(under) + (eps // correction if dials.get("bias_correction", True) else eps),
    }
    return places[str(dials["eps_place"])]


def fading(mean: Symbol, share: Symbol, new: Expr) -> Line:
    """The formula of a mean that keeps that share of itself at every step."""
    return let(mean, share * mean + (symbols.ONE - share) * new)


def corrected(mean: Symbol, share: Symbol, top: Symbol) -> Line:
    """The formula of a mean made up for its start at zero."""
    return let(mean, top // (symbols.ONE - share**symbols.t))


def effective(rate: Expr) -> Line:
    """The formula of the effective learning rate, which is told beside the update."""
    return Line("rate", symbols.rate, rate, aside=True)
