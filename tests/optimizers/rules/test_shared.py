"""Lines that several rules share, and the dials that they have in common."""

import pytest

from language.program import read_program
from optimizers import RULES
from optimizers.rules import shared


@pytest.mark.parametrize(
    ("dials", "correction", "text"),
    [
        ({}, "", "sqrt(v) + eps"),
        ({"eps_place": "inside"}, "", "sqrt(v + eps)"),
        ({"eps_place": "hat"}, "1 - k^t", "sqrt(v) + eps / sqrt(1 - k^t)"),
        ({"eps_place": "hat"}, "", "sqrt(v) + eps"),
        ({"eps_root": 0.1}, "", "sqrt(v + eps_root) + eps"),
        ({"eps_root": 0.1, "eps_place": "inside"}, "", "sqrt(v + eps_root + eps)"),
    ],
)
def test_eps_has_its_place_below_a_step(dials, correction, text):
    assert shared.divisor(dials, "v", correction) == text


def test_a_corrected_mean_is_divided_by_what_it_lacks():
    assert shared.corrected("m", "k") == "m_hat = m / (1 - k^t)"
    assert shared.corrected("v", "k", "v_max") == "v_hat = v_max / (1 - k^t)"


@pytest.mark.parametrize("correction", [True, False])
def test_the_end_of_a_rule_of_moments_can_be_read(correction):
    lines = shared.moments({"bias_correction": correction}, "s")
    program = read_program(f"m = m + g\ns = s + g^2\n{lines}")
    names = [line.name for line in program.lines]
    assert names == ["m", "s", *(["m_hat", "s_hat"] if correction else []), "rate", "x"]


def test_the_learning_rate_is_the_first_dial_of_every_rule():
    for rule in RULES.values():
        lr = rule.dials[0]
        assert (lr.name, lr.symbol, lr.low, lr.high, lr.low_open) == ("lr", r"\eta", 0.0, 1e3, True)


def test_weight_decay_is_off_by_default_but_in_adamw():
    amounts = {n: r.defaults["weight_decay"] for n, r in RULES.items() if "decay" in r.defaults}
    assert len(amounts) > 20
    assert {name for name, amount in amounts.items() if amount} == {"adamw"}
    for name in amounts:
        assert RULES[name].dial("decay").choices == ("coupled", "decoupled")
