"""Rules that ask the loss beside the point, and how the browser runs them."""

import json
from collections.abc import Mapping

import numpy as np

from language.printers.javascript import javascript
from losses import Loss
from optimizers import Dial, Rule
from player import pack_live
from tests.player.node import evaluate

# ruff: noqa: E501
# One text for every function, and the methods that the functions are there for.
TEXTS = {
    "norm": "x = x - lr g / max(norm(g), 1)",
    "dot": "m = 0.5 m + g; x = x - lr where(dot(m, g) > 0, m, g)",
    "sin": "x = x - lr (sin(g) + tanh(x) / 4)",
    "clip": "x = x - lr clip(g, -0.5, 2)",
    "grad": "x = x - lr grad(x - lr g)",
    "sam": "x = x - lr grad(x + 0.05 g / (norm(g) + 1e-12))",
    "loss": "x = x - lr where(loss(x - lr g) < f, g, g / 8)",
    "polyak": "x = x - (f - 0.5 loss(axis1)) g / dot(g, g)",
    "hess": "x = x - lr (g - lr hess(g))",
    "newton": "x = x - lr solve(g)",
    "saddle-free": "x = x - lr solve_abs(g)",
    "steepest": "p = -g; x = x + exact(p) p",
    "armijo": "p = -lr g; x = x + armijo(p) p",
    "decayed": "x = x (1 - 0.1 lr); g = g + x; p = -g; x = x + armijo(p) p + lr exact(p) p + hess(p) / 1e3",
    "conjugate": "beta = where(t > 1, dot(g, g) / dot(q, q), 0); q = g; p = beta p - g; x = x + exact(p) p",
    "bfgs": """
        start h1 = axis1
        start h2 = axis2
        y = g - q; r = dot(y, s); u = dot(axis1, y) h1 + dot(axis2, y) h2; w = 1 + dot(y, u) / r
        k1 = h1 + (w dot(axis1, s) s - dot(axis1, s) u - dot(axis1, u) s) / r
        k2 = h2 + (w dot(axis2, s) s - dot(axis2, s) u - dot(axis2, u) s) / r
        h1 = where(t > 1, where(r > 0, k1, h1), h1)
        h2 = where(t > 1, where(r > 0, k2, h2), h2)
        p = -dot(axis1, g) h1 - dot(axis2, g) h2
        s = armijo(p) p; q = g; x = x + s
    """,
}  # fmt: skip


def rule_of(text: str, **dials: float) -> Rule:
    """Return a rule of that text, with a learning rate and these dials."""
    lr = Dial("lr", r"\eta", 0.1, "learning rate", low=0.0, high=1e3)
    more = [Dial(name, name, value, "a dial") for name, value in dials.items()]
    return Rule("tried", "Tried", (lr, *more), lambda dials: text, "nobody", "None.")


def in_browser(
    cases: list[tuple[Loss, str, tuple[float, ...]]], *, steps: int, lr: float, noise: float = 0.0
) -> list[Mapping[str, np.ndarray]]:
    """Return points, losses and evaluations of rules as the browser's engine runs them.

    And what their third updates try.
    """
    lives = []
    for loss, text, start in cases:
        graph = rule_of(text).graph({"lr": lr})
        run = {"rule": javascript(graph, len(start)), "start": start, "dials": {}, "roles": {},
               "lr": lr, "schedule": None, "batch": 0}  # fmt: skip
        live = {"loss": loss.javascript(hessian=True), "constants": list(loss.constants.values()),
                "steps": steps, "noise": noise, "seed": 3,
                "runs": [run], "knobs": []}  # fmt: skip
        lives.append(json.loads(pack_live(live)))  # type: ignore[arg-type]
    found = evaluate(
        "figure.decodeAll(lives).map((one) => { const rows = run.simulate(one, one.runs[0]);"
        " const cut = (part, size) => [...part.slice(0, rows.kept * size)];"
        " return [cut(rows.points, one.runs[0].start.length), cut(rows.losses, 1),"
        " cut(rows.evaluations, 1), reasons.triedAt(rows, one.runs[0], 2)]; })",
        "engine/run",
        "drawing/reasons",
        "figure/figure",
        lives=lives,
    )
    return [
        {
            "points": np.reshape(np.array(points, float), (-1, len(case[2]))),
            "losses": np.array(losses, float),
            "evaluations": np.array(evaluations, float),
            "tried": np.reshape(np.array(tried, float), (-1, len(case[2]))),
        }
        for case, (points, losses, evaluations, tried) in zip(cases, found, strict=True)
    ]
