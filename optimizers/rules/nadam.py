"""NAdam: Adam that looks ahead as Nesterov's momentum does.

    mu_t = beta1 (1 - 0.96^(t momentum_decay) / 2)      P = mu_1 mu_2 ... mu_t
    m <- beta1 m + (1 - beta1) g      v <- beta2 v + (1 - beta2) g^2      v^ = v / (1 - beta2^t)
    m_bar = (1 - mu_t) / (1 - P) g + mu_{t+1} / (1 - P mu_{t+1}) m
    x <- x - lr m_bar / (sqrt(v^) + eps)

Dozat 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
"""

from __future__ import annotations

import numpy as np

from optimizers.dial import Dial
from optimizers.formulas.formula import Expr, Line, Number, Running, let
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import shared
from optimizers.rules.adam import MEANS, moments
from optimizers.rules.symbols import (
    ONE,
    beta1,
    beta2,
    eta,
    g,
    m,
    m_bar,
    momentum_decay,
    mu,
    mu_next,
    t,
    v,
    v_hat,
    x,
)


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x), "v": np.zeros_like(x)}


def weights(plan: Plan) -> tuple[Array, Array]:
    """(n + 1, *S) each: what g and m weigh in m_bar."""
    beta1, t = plan["beta1"], plan.t
    mu, after = (beta1 + 0 * t,) * 2
    if plan["momentum_schedule"]:
        # One number a lane by itself, so that its bits do not depend on the lanes beside it.
        decays = plan["momentum_decay"]
        fade = np.array([0.96**decay for decay in decays.flat]).reshape(decays.shape)
        faded = plan.powers(fade)
        mu, after = beta1 * (1 - 0.5 * faded), beta1 * (1 - 0.5 * faded * fade)
    product = np.multiply.accumulate(mu, axis=0)
    return (1 - mu) / (1 - product), after / (1 - product * after)


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    of_g, of_m = weights(plan)
    c2 = 1 - plan.powers(beta2)
    lr, divisor = plan.lr, shared.divisor(plan, c2)

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        v = beta2 * state[1] + new2 * (g * g)
        rate = lr[k] / divisor(k, v / c2[k])
        return x - rate * (of_g[k] * g + of_m[k] * m), (m, v), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    def share(step: Expr) -> Expr:
        if not dials["momentum_schedule"]:
            return beta1
        return beta1 * (ONE - Number("0.5") * Number("0.96") ** (step * momentum_decay))

    product = Running(share(t), r"\mu_1 \cdots \mu_t")
    return (
        *shared.decay_lines(dials),
        let(mu, share(t)),
        let(mu_next, share(t + 1)),
        *moments(),
        let(m_bar, (ONE - mu) / (ONE - product) * g + mu_next / (ONE - product * mu_next) * m),
        shared.corrected(v_hat, beta2, v),
        shared.effective(eta / shared.divisor_of(dials, v_hat)),
        let(x, x - eta * (m_bar / shared.divisor_of(dials, v_hat))),
    )


RULE = Rule(
    name="nadam",
    title="NAdam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        Dial("momentum_decay", r"\psi", 0.004, "how fast the look ahead grows to its full length",
             low=0.0, high=10.0, convention=True, needs="momentum_schedule"),
        shared.switch("momentum_schedule", True, "let the look ahead grow step by step"),
        shared.eps_place("outside", ("outside", "inside", "hat")),
        shared.eps_root(0.0),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Dozat 2016: https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    convention=(
        "PyTorch and Keras let the look ahead grow, Keras 250 times faster (momentum_decay 1); "
        "Optax keeps it at beta1."
    ),
    presets={
        "As in PyTorch": {"eps": 1e-8, "momentum_decay": 0.004, "momentum_schedule": True,
                          "eps_place": "outside", "eps_root": 0.0, "decay": "coupled"},
        "As in Keras": {"eps": 1e-7, "momentum_decay": 1.0, "momentum_schedule": True,
                        "eps_place": "outside", "eps_root": 0.0, "decay": "decoupled"},
        "As in Optax": {"eps": 1e-8, "momentum_schedule": False, "eps_place": "outside",
                        "decay": "decoupled"},
        "As in the paper": {"momentum_decay": 0.004, "momentum_schedule": True,
                            "eps_place": "outside", "eps_root": 0.0, "weight_decay": 0.0},
    },
    terms={
        "m": MEANS["m"],
        "v": MEANS["v"],
        "mu": Term(mu, "share of the mean gradient in this step's look ahead"),
        "mu_next": Term(mu_next, "the same share at the next step"),
        "m_bar": Term(m_bar, "mean gradient, looked ahead and corrected"),
        "v_hat": MEANS["v_hat"],
    },
)  # fmt: skip
