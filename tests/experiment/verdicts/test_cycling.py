"""Runs that repeat the same few points for ever, and runs that only seem to."""

from urllib.parse import quote_plus

import numpy as np
import pytest

import experiment
from experiment import Experiment, Run, decode
from losses import CATALOGUE
from optimizers import RULES
from tests.experiment.verdicts.judged import verdict
from tests.optimizers.asking import rule_of


@pytest.mark.parametrize("rate", [0.9999, 0.99999, 1.00001, 1.0001])
def test_a_round_that_shrinks_or_grows_for_ever_is_no_cycle(rate: float) -> None:
    # On x^2 every step multiplies the distance by 1 - 2 lr.
    kind = "moving" if rate < 1 else "diverging"
    assert verdict(f"loss=x^2&window=-5+5&run=gd+lr+{rate}+at+1").kind == kind


@pytest.mark.parametrize(
    ("loss", "rate", "steps"),
    [("booth", 0.2, 400), ("beale", 0.1, 400), ("quartic", 0.2, 400), ("rosenbrock", 0.1, 400),
     ("two_layer_linear", 0.2, 400), ("trid", 0.3, 400), ("(x-1)^2+3y^2", 0.1, 150),
     ("cosh(x)", 0.3, 1000)],
)  # fmt: skip
def test_lion_cycles_where_its_rounds_never_end_and_nowhere_else(
    loss: str, rate: float, steps: int
) -> None:
    # Its steps have one length, so its points repeat to the last digit until a sign turns, which
    # may be hundreds of rounds later: a run ten times as long tells.
    run = f"loss={quote_plus(loss)}&run=lion+lr+{rate}+at+{'2+1.5' if 'y' in loss else '2'}"
    run = run.partition("+at")[0] if loss in CATALOGUE else run
    found, (long,) = verdict(f"{run}&steps={steps}"), experiment.run(decode(f"{run}&steps=9000")[0])
    rows = long.points[steps - 64 :]
    periods = [p for p in range(2, 65) if np.abs(rows[p:] - rows[:-p]).max() < 1e-6]
    assert found.period == (periods[0] if periods else None)


@pytest.mark.parametrize(
    ("loss", "run"),
    [
        ("(x^2-1)^2", "lion+lr+3+at+1.5"),
        ("|x^2-1|", "gd+lr+1+at+1.7"),
        ("x^2%2By^4-y^2", "gd+lr+1+at+1+0"),
    ],
)
def test_a_round_about_two_minima_or_none_is_named_after_none(loss: str, run: str) -> None:
    found = verdict(f"loss={loss}&run={run}")
    assert (found.kind, found.minimum, found.period) == ("cycling", None, 2)


def test_the_steps_of_a_rule_that_asks_the_loss_are_asked_again(monkeypatch) -> None:
    text = "m = m / 2 + g / 2; x = x - lr grad(x) + (norm(m) - norm(m)) axis1"
    monkeypatch.setitem(RULES, "tried", rule_of(text))
    e = Experiment("x^2", runs=(Run("tried", {"lr": 1.0}, None, (1.0,)),), steps=400)
    (found,) = experiment.run(e)
    assert (found.verdict.kind, found.verdict.period) == ("cycling", 2)
