"""Rules that ask the loss: the browser's engine against the one in Python."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import Experiment, Run
from experiment.live import live
from losses import parse_loss
from optimizers import RULES, Lane, explain, race, simulate
from tests.optimizers.asking import TEXTS, in_browser, rule_of
from tests.player.alphabet import strangers

RATIONAL = {
    "(1-x)^2 + 100(y-x^2)^2": (-1.2, 1.0),
    "(x^2+y-11)^2 + (x+y^2-7)^2": (0.5, 0.7),
    "x^2 - y^2 + y^4/4": (1.0, 1e-3),
    "x^4 - 2x^2 + x": (0.3,),
    "x^2 / (1 + y^2) + (y - 1)^2": (2.0, -1.0),
}
ROUNDED = {
    "log(1 + exp(-x)) + x^2/10": (3.0,),
    "sin(x)^2 + exp(y/2) + y^2 + x y/4": (0.8, 1.5),
    "sqrt(1 + x^2 + 3y^2) + tanh(x - y)": (2.0, 1.0),
}
# No loss makes these the same bits: they have functions that the browser rounds otherwise.
WITH_SINES = ("sin",)


def both(losses, texts, *, steps, noise=0.0, lr=0.1):
    """(points in Python, points in the browser, loss, text) of every text on every loss."""
    cases = [(parse_loss(f), text, start) for f, start in losses.items() for text in texts]
    found = in_browser(cases, steps=steps, lr=lr, noise=noise)
    for (loss, text, start), theirs in zip(cases, found, strict=True):
        options = {"steps": steps, "dials": {"lr": lr}, "noise": noise, "seed": 3}
        record = simulate(rule_of(text), loss, start, **options)
        taken = record.evaluations[: int(record.kept)]
        np.testing.assert_array_equal(theirs["evaluations"], taken, text)
        yield record.points[: int(record.kept)], theirs["points"], loss.plain, text


@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_on_a_rational_loss_every_point_is_the_same_bits(noise: float) -> None:
    texts = [text for name, text in TEXTS.items() if name not in WITH_SINES]
    for ours, theirs, loss, text in both(RATIONAL, texts, steps=40, noise=noise):
        np.testing.assert_array_equal(theirs, ours, f"{loss}, {text}")


@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_elsewhere_the_paths_agree_as_long_as_rounding_stays_small(noise: float) -> None:
    for ours, theirs, loss, text in both(ROUNDED, TEXTS.values(), steps=5, noise=noise):
        assert theirs.shape == ours.shape
        assert np.abs(theirs - ours).max() <= 1e-9, (loss, text)


def test_a_hessian_too_long_to_derive_is_differenced_in_both() -> None:
    terms = " + ".join(f"(x^{k} + y - {k})^2 / (1 + (x - {k} y)^2)" for k in range(1, 9))
    loss = parse_loss(terms)
    assert "hessian" not in loss.javascript(hessian=True)
    texts = [TEXTS[name] for name in ("hess", "newton", "saddle-free")]
    for ours, theirs, _, text in both({terms: (0.4, 0.3)}, texts, steps=4, lr=1e-3):
        np.testing.assert_array_equal(theirs, ours, text)


VECTORS = ["x", "g", "m", "grad(x - lr g)", "hess(g)", "axis1", "solve_abs(g)"]
NUMBERS = ["norm(g)", "dot(g, m)", "loss(x + g)", "f", "lr", "exact(-g)", "armijo(-g)", "0.5"]


@given(
    st.lists(
        st.tuples(*map(st.sampled_from, (NUMBERS, "*/+-", NUMBERS, VECTORS, VECTORS))), max_size=2
    )
)
@settings(max_examples=15, deadline=None)
def test_random_rules_give_the_same_bits_too(parts) -> None:
    lines = [f"m = clip(({a}) {sign} ({b}), -1, 1) * {u} + {v}" for a, sign, b, u, v in parts]
    text = "; ".join([*lines, "m = m / (1 + norm(m)) + g / 8", "x = x - lr m"])
    for ours, theirs, loss, _ in both(RATIONAL, [text], steps=8):
        np.testing.assert_array_equal(theirs, ours, f"{loss}, {text}")


def test_the_points_that_an_update_tries_are_told_alike_by_python_and_the_browser() -> None:
    cases = [(parse_loss(f), text, at) for f, at in RATIONAL.items() for text in TEXTS.values()]
    for (loss, text, start), theirs in zip(cases, in_browser(cases, steps=9, lr=0.1), strict=True):
        lane = Lane(rule_of(text), start, {"lr": 0.1})
        (record,) = race(loss, [lane], steps=9)
        if record.kept < 4:
            continue
        ours = [part.points for part in explain(lane, record, 2).tried]
        if "sin(" in text:
            assert not ours
        np.testing.assert_array_equal(theirs["tried"], np.concatenate([theirs["tried"][:0], *ours]))


def test_the_hessian_is_sent_only_where_a_rule_asks_for_it(monkeypatch) -> None:
    texts = {"asks": "x = x - solve(g)", "searches": "p = -g; x = x + exact(p) p"}
    for name, text in texts.items():
        monkeypatch.setitem(RULES, name, rule_of(text))
    start = (1.0, 2.0)
    for names, sent in ((("gd", "searches"), False), (("gd", "asks"), True)):
        runs = tuple(Run(name, {"lr": 0.1}, None, start) for name in names)
        told = live(Experiment("x^2 + y^4", runs=runs, steps=3))
        assert ("hessian" in told["loss"]) == sent
        assert strangers(told["loss"]) == []
        assert [run["rule"].get("asks", False) for run in told["runs"]] == [False, True]
