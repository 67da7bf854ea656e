"""The article's "Adam": a slip worth seeing, and not Adam.

    m, v, m^ and v^ as in Adam      x <- x - lr m^ / sqrt(v^ + eps) g

The code behind the article "Adaptive learning rates for gradient descent" takes m^ into the
learning rate and then multiplies by the gradient once more. While m^ and g agree in sign it
moves towards smaller x whatever the slope. Kept so that it can be shown beside Adam.
"""

from __future__ import annotations

import numpy as np

from optimizers.formulas.formula import Line, let, root
from optimizers.rule import Array, Dials, Plan, Rule, State, Step
from optimizers.rules import adam, shared
from optimizers.rules.adam import moments
from optimizers.rules.symbols import beta1, beta2, eps, eta, g, m, m_hat, v, v_hat, x


def init(x: Array, plan: Plan) -> dict[str, Array]:
    return {"m": np.zeros_like(x), "v": np.zeros_like(x)}


def update(plan: Plan) -> Step:
    beta1, beta2, new1, new2 = plan["beta1"], plan["beta2"], 1 - plan["beta1"], 1 - plan["beta2"]
    c1, c2 = shared.corrections(plan)
    lr, eps = plan.lr, plan["eps"]

    def step(k: int, x: Array, g: Array, state: State) -> tuple[Array, State, Array]:
        m = beta1 * state[0] + new1 * g
        v = beta2 * state[1] + new2 * (g * g)
        rate = lr[k] * (m / c1[k]) / np.sqrt(v / c2[k] + eps)
        return x - rate * g, (m, v), rate

    return step


def formulas(dials: Dials) -> tuple[Line, ...]:
    below = root(v_hat + eps)
    return (
        *moments(),
        shared.corrected(m_hat, beta1, m),
        shared.corrected(v_hat, beta2, v),
        shared.effective(eta * (m_hat / below)),
        let(x, x - eta * ((m_hat * g) / below)),
    )


RULE = Rule(
    name="article_adam",
    title="The article's Adam",
    dials=(shared.lr(), shared.beta1(), shared.beta2(), shared.eps(1e-8)),
    init=init,
    update=update,
    formulas=formulas,
    source='The code of the article "Adaptive learning rates for gradient descent"',
    convention="Not Adam: it multiplies by the gradient once too often. Shown as a known mistake.",
    terms=adam.MEANS,
    listed=False,
)
