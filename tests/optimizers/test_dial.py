"""Dials refuse what cannot be, in one sentence; and keep what can."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.wording import listed
from optimizers import RULES, SCHEDULES, Dial, DialError, Lane, race, simulate
from optimizers.dial import show


def refused(work):
    with pytest.raises(DialError) as caught:
        work()
    return str(caught.value)


@pytest.mark.parametrize(
    ("rule", "dials", "sentence"),
    [
        ("gd", {"lr": 0}, "`lr` is 0, but it must be a number above 0 and at most 1000."),
        ("gd", {"lr": 1001}, "`lr` is 1001, but it must be a number above 0 and at most 1000."),
        (
            "gd",
            {"lr": float("nan")},
            "`lr` is nan, but it must be a number above 0 and at most 1000.",
        ),
        ("gd", {"lr": True}, "`lr` is on, but it must be a number above 0 and at most 1000."),
        ("gd", {"lr": "fast"}, "`lr` is 'fast', but it must be a number above 0 and at most 1000."),
        ("adam", {"beta1": 1.0}, "`beta1` is 1, but it must be a number at least 0 and below 1."),
        (
            "adam",
            {"eps": -1e-8},
            "`eps` is -1e-8, but it must be a number at least 0 and at most 1.",
        ),
        ("adam", {"amsgrad": "yes"}, "`amsgrad` is 'yes', but it must be on or off."),
        ("adam", {"amsgrad": 1}, "`amsgrad` is 1, but it must be on or off."),
        (
            "adam",
            {"eps_place": "under"},
            "`eps_place` is 'under', but it must be outside, inside or hat.",
        ),
        (
            "nesterov",
            {"dampening": 0.5},
            "`nesterov` has no dial `dampening`; it has lr, momentum, lr_place, weight_decay and "
            "decay.",
        ),
        (
            "momentum",
            {"form": "moving_mean", "dampening": 0.1},
            "`dampening` is 0.1, but with `form` moving_mean it must be 0, because the moving mean "
            "already weighs the gradient.",
        ),
        (
            "rmsprop",
            {"nesterov": True},
            "`momentum` is 0, but with `nesterov` on it must be above 0 and below 1.",
        ),
    ],
)
def test_a_rule_refuses_in_one_sentence(rule, dials, sentence):
    assert refused(lambda: RULES[rule].complete(dials)) == sentence


def test_an_unknown_schedule_or_rule_is_named_with_the_known_ones():
    one = Lane(RULES["gd"], (0.0,), {"lr": 0.1}, ("linear", {}))
    assert refused(lambda: race(None, [one], steps=1)) == (
        f"The schedule is 'linear', but it must be {listed(SCHEDULES)}."
    )
    known = listed([name for name, rule in RULES.items() if rule.listed])
    assert known.startswith("gd, momentum, nesterov, adagrad, rmsprop, adam, adamw, ")
    sentence = f"The optimizer is 'sgd', but it must be {known}."
    assert refused(lambda: simulate("sgd", None, (0.0,), steps=1)) == sentence


def test_arrays_of_dials_are_checked_in_every_place():
    rates = np.array([0.1, 0.2, -0.3])
    starts = np.zeros((3, 2))
    sentence = "`lr` is -0.3, but it must be a number above 0 and at most 1000."
    assert refused(lambda: simulate("gd", None, starts, steps=1, dials={"lr": rates})) == sentence
    rates = np.array([0.1, np.nan, 0.3])
    sentence = "`lr` is nan, but it must be a number above 0 and at most 1000."
    assert refused(lambda: simulate("gd", None, starts, steps=1, dials={"lr": rates})) == sentence


def test_a_switch_reads_its_words():
    amsgrad = RULES["adam"].dial("amsgrad")
    assert [amsgrad.check(value) for value in ("on", "off", True, np.False_)] == [
        True, False, True, False,
    ]  # fmt: skip


def test_numbers_become_floats_and_lists_become_tuples():
    assert repr(RULES["gd"].dial("lr").check(np.float64(1))) == "1.0"
    assert SCHEDULES["piecewise"].dials[0].check([3, 5.0]) == (3.0, 5.0)


@given(st.floats())
def test_a_number_is_kept_exactly_or_refused(value):
    dial = RULES["adam"].dial("beta2")
    if 0 <= value < 1:
        assert dial.check(value) == value
    else:
        with pytest.raises(DialError):
            dial.check(value)


@pytest.mark.parametrize(
    ("dial", "allowed"),
    [
        (Dial("d", "d", 1.0, "", low=0.0), "a number at least 0"),
        (
            Dial("d", "d", 1.0, "", low=0.0, low_open=True, high=2.0),
            "a number above 0 and at most 2",
        ),
        (Dial("d", "d", 1.0, "", high=2.0, high_open=True, whole=True), "a whole number below 2"),
        (Dial("d", "d", 1.0, ""), "a number"),
        (Dial("d", "d", True, "", kind="switch"), "on or off"),
        (Dial("d", "d", "a", "", kind="choice", choices=("a", "b", "c")), "a, b or c"),
        (
            Dial("d", "d", (1.0,), "", kind="list", low=0.0),
            "numbers at least 0, with commas between them and no spaces",
        ),
    ],
)
def test_a_dial_says_in_words_what_it_allows(dial, allowed):
    assert dial.allowed == allowed


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.5"), (2.0, "2"), (True, "on"), (np.False_, "off"), ("a", "'a'"),
     ((1.0, 2.5), "1,2.5"), ((), "empty"), (None, "'None'")],
)  # fmt: skip
def test_a_value_is_shown_as_a_person_types_it(value, text):
    assert show(value) == text


@pytest.mark.parametrize(
    ("name", "label"),
    [("lr", "learning rate"), ("weight_decay", "weight decay"), ("eps", "ε"), ("rho", "ρ"),
     ("beta1", "β₁"), ("beta12", "β₁₂"), ("gamma", "γ"), ("eps_place", "ε place"),
     ("lr_decay", "learning rate decay"), ("s0", "s0"), ("power", "power")],
)  # fmt: skip
def test_a_dial_has_words_or_the_letter_of_a_paper_for_its_label(name, label):
    assert Dial(name, "", 0.0, "what it is").label == label


def test_no_label_spells_a_greek_letter_or_has_an_underscore():
    owners = (*RULES.values(), *SCHEDULES.values())
    for dial in (dial for owner in owners for dial in owner.dials):
        assert not re.search(r"_|\b(eps|beta|rho|gamma|lr)\d*\b", dial.label)
        told = re.sub(r"\b[A-Z]\w+", "", dial.meaning)
        assert not re.search(r"\b(eps|beta|rho|gamma|lr)\d*\b", told), dial
    for rule in RULES.values():
        assert not re.search(r"\b(eps|beta\d|rho|gamma|lr)\b|\w_\w", rule.convention), rule.name
