"""RAdam: Adam that waits with dividing until the mean square can be trusted.

    m, v, m^ and v^ as in Adam
    rho_inf = 2 / (1 - beta2) - 1      rho = rho_inf - 2 t beta2^t / (1 - beta2^t)
    rho > threshold:  x <- x - lr r m^ / (sqrt(v^) + eps)
                      r = sqrt((rho - 4)(rho - 2) rho_inf / ((rho_inf - 4)(rho_inf - 2) rho))
    otherwise:        x <- x - lr m^

Liu, Jiang, He, Chen, Liu, Gao, Han 2020, https://arxiv.org/abs/1908.03265
"""

from __future__ import annotations

import numpy as np

from optimizers.dial import Dial
from optimizers.formulas.formula import Line, Number, above, let, root
from optimizers.rule import Array, Dials, Plan, Rule, State, Step, Term
from optimizers.rules import adam, shared
from optimizers.rules.adam import moments
from optimizers.rules.symbols import (
    ONE,
    beta1,
    beta2,
    eta,
    full_length,
    length,
    m,
    m_hat,
    r,
    t,
    threshold,
    v,
    v_hat,
    x,
)


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x), "v": np.zeros_like(x)}


def rectification(plan: Plan) -> Array:
    """(n + 1, *S) the factor r of each update; 0 where the mean square is not used yet."""
    power, full = plan.powers(plan["beta2"]), 2 / (1 - plan["beta2"]) - 1
    rho = full - 2 * plan.t * power / (1 - power)
    ready = rho > plan["threshold"]
    above = (rho - 4) * (rho - 2) * full
    below = (full - 4) * (full - 2) * rho
    return np.asarray(np.sqrt(np.divide(above, below, out=np.zeros_like(rho), where=ready)))


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = shared.corrections(plan)
    r = rectification(plan)
    lr, ready, divisor = plan.lr / c1, r > 0, shared.divisor(plan, c2)

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        v = beta2 * state[1] + new2 * (g * g)
        rate = lr[k] * np.where(ready[k], r[k] / divisor(k, v / c2[k]), 1.0)
        return x - rate * m, (m, v), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    below, start = shared.divisor_of(dials, v_hat), ONE - beta1**t
    trust = root(
        ((length - 4) * (length - 2) * full_length)
        / ((full_length - 4) * (full_length - 2) * length)
    )
    waiting = {"left": length, "right": threshold}
    return (
        *shared.decay_lines(dials),
        *moments(),
        shared.corrected(m_hat, beta1, m),
        shared.corrected(v_hat, beta2, v),
        let(full_length, 2 // (ONE - beta2) - 1),
        let(length, full_length - 2 * t * beta2**t // (ONE - beta2**t)),
        let(r, above(**waiting, then=trust, otherwise=Number("0"))),
        shared.effective(above(**waiting, then=eta * r / (start * below), otherwise=eta / start)),
        let(x, above(**waiting, then=x - eta * r * (m_hat / below), otherwise=x - eta * m_hat)),
    )


RULE = Rule(
    name="radam",
    title="RAdam",
    dials=(
        shared.lr(),
        shared.beta1(),
        shared.beta2(),
        shared.eps(1e-8),
        Dial("threshold", r"\rho_{\min}", 5.0, "length of memory from which v is used",
             low=4.0, high=100.0, convention=True),
        shared.eps_place("hat", ("hat", "outside", "inside")),
        shared.eps_root(0.0),
        *shared.weight_decay(),
    ),
    init=init,
    update=update,
    formulas=formulas,
    source="Liu et al. 2020: https://arxiv.org/abs/1908.03265",
    convention=(
        "PyTorch adds eps to the uncorrected root, Optax to the corrected one; both wait for "
        "rho > 5, the paper for rho > 4."
    ),
    presets={
        "As in PyTorch": {"eps": 1e-8, "threshold": 5.0, "eps_place": "hat", "eps_root": 0.0,
                          "decay": "coupled"},
        "As in Optax": {"eps": 1e-8, "threshold": 5.0, "eps_place": "outside",
                        "decay": "decoupled"},
        "As in the paper": {"threshold": 4.0, "eps_root": 0.0, "weight_decay": 0.0},
    },
    terms={
        **adam.MEANS,
        "full_length": Term(full_length, "longest memory of v, in steps"),
        "length": Term(length, "memory that v has so far, in steps"),
        "r": Term(r, "rectification: how far v is trusted; 0 while it is not"),
    },
)  # fmt: skip
