"""The article's experiments through their links, against the article's own code.

Points come from tests/data/reference.json, ids `article/...`: eps 1e-8 inside the root everywhere.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import numpy as np
import pytest
from numpy.typing import NDArray

from experiment import Trajectory, decode, run

Array = NDArray[np.float64]
CASES = [
    case
    for case in json.loads(
        (Path(__file__).parent.parent / "data" / "reference.json").read_text("utf-8")
    )
    if case["id"].startswith("article/")
]
LOSSES = {"quartic": "x^4 - 2x^2 + x", "wiggle": "(x^2-2x)^2 + 0.5 sin(12x)"}
# How the article's names are written in a link.
RULES = {
    "fixed": "gd lr {alpha}",
    "adagrad": "adagrad lr {alpha} eps {epsilon} eps_place inside",
    "rmsprop": "rmsprop lr {alpha} rho {beta} eps {epsilon} eps_place inside",
    "adam": "adam lr {alpha} beta1 {beta1} beta2 {beta2} eps {epsilon} eps_place inside",
    "seed_adam_literal": "article_adam lr {alpha} beta1 {beta1} beta2 {beta2} eps {epsilon}",
}


def link(case: dict[str, Any]) -> str:
    words = RULES[case["optimizer"]].format(**case["hyperparameters"])
    at = " ".join(map(repr, case["start"]))
    loss = quote_plus(LOSSES[case["loss_name"]])
    return f"loss={loss}&run={quote_plus(words)}+at+{at}&steps={case['steps']}"


def walked(text: str) -> Trajectory:
    e, problems = decode(text)
    assert problems == ()
    (trajectory,) = run(e)
    return trajectory


def gap(found: Array, wanted: Array) -> float:
    """Return the largest difference; a share of the number where the one overflow grows."""
    return float(np.max(np.abs(found - wanted) / np.maximum(1.0, np.abs(wanted))))


def test_all_of_the_articles_cases_are_here() -> None:
    assert len(CASES) == 24


# Close to the minimum v has shrunk to the rounding of g, and the update magnifies it: from row 35
# on this walk shows whether a cube was one power or two products. Its cycle is the same.
COMPARED = {"article/4-rmsprop-long": 35}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_link_walks_as_the_article_did(case: dict[str, Any]) -> None:
    trajectory = walked(link(case))
    points = np.array([[float(x) for x in point] for point in case["points"]])
    losses = np.array([float(loss) for loss in case["losses"]])
    kept = int(np.argmin(np.isfinite(losses))) if not np.isfinite(losses).all() else len(losses)
    assert len(trajectory.points) == kept
    rows = slice(COMPARED.get(case["id"], kept))
    assert gap(trajectory.points[rows], points[:kept][rows]) <= 1e-12
    assert gap(trajectory.losses[rows], losses[:kept][rows]) <= 1e-12


@pytest.mark.parametrize(
    ("words", "kind", "step"),
    [
        # The first experiment: 0.5 circles the local minimum for ever, 0.8 overflows.
        ("gd+lr+0.5+at+0.3&steps=200", "cycling", 8),
        ("gd+lr+0.8+at+0.1&steps=8", "diverged", 7),
        # The second: both rates at 0.1.
        ("gd+lr+0.1+at+0.3&steps=200", "converged", 24),
        ("gd+lr+0.1+at+0.1&steps=200", "converged", 9),
    ],
)
def test_the_articles_claims_get_their_verdicts(words: str, kind: str, step: int) -> None:
    verdict = walked(f"loss=quartic&run={words}").verdict
    assert (verdict.kind, verdict.step) == (kind, step)
