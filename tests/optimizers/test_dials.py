"""Dials and schedules refuse what cannot be, in one sentence; and keep what can."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import RULES, SCHEDULES, DialError, Lane, race, simulate


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


@pytest.mark.parametrize(
    ("name", "dials", "sentence"),
    [
        (
            "exponential",
            {"decay_rate": 0.5},
            "`exponential` needs the dial `decay_steps`: a whole number at least 1 and at most "
            "100000.",
        ),
        (
            "exponential",
            {"decay_rate": 0.5, "decay_steps": 2.5},
            "`decay_steps` is 2.5, but it must be a whole number at least 1 and at most 100000.",
        ),
        (
            "piecewise",
            {"boundaries": (5.0, 9.0), "factors": (1.0, 0.5)},
            "`factors` is 1,0.5, but it must be 3 numbers, one more than `boundaries` has.",
        ),
        (
            "piecewise",
            {"boundaries": (9.0, 5.0), "factors": (1.0, 0.5, 0.1)},
            "`boundaries` is 9,5, but its numbers must increase.",
        ),
        (
            "piecewise",
            {"boundaries": (), "factors": (1.0,)},
            "`boundaries` is empty, but it must be numbers at least 0 and at most 100000, with "
            "commas between them and no spaces.",
        ),
        (
            "one_cycle",
            {"total_steps": 5, "peak_at": 0.1},
            "`peak_at` is 0.1, but with `total_steps` 5 the peak must come at least 2 steps after "
            "the start and 1 before the end.",
        ),
        (
            "step",
            {"gamma": 0.5, "step_size": 5, "warmup_steps": -1},
            "`warmup_steps` is -1, but it must be a whole number at least 0 and at most 10000.",
        ),
        (
            "constant",
            {"pace": 1},
            "`constant` has no dial `pace`; it has warmup_steps and warmup_from.",
        ),
    ],
)
def test_a_schedule_refuses_in_one_sentence(name, dials, sentence):
    assert refused(lambda: SCHEDULES[name].factor(np.arange(5), **dials)) == sentence


def test_an_unknown_schedule_or_rule_is_named_with_the_known_ones():
    one = Lane(RULES["gd"], (0.0,), {"lr": 0.1}, ("linear", {}))
    assert refused(lambda: race(None, [one], steps=1)) == (
        "The schedule is 'linear', but it must be exponential, piecewise, polynomial, "
        "inverse_time, cosine, step, one_cycle or constant."
    )
    assert refused(lambda: simulate("sgd", None, (0.0,), steps=1)) == (
        "The rule is 'sgd', but it must be gd, momentum, nesterov, adagrad, rmsprop, adam, adamw, "
        "nadam, radam, adamax, adadelta, lion, adabelief or yogi."
    )


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
    assert SCHEDULES["piecewise"].own[0].check([3, 5.0]) == (3.0, 5.0)


@given(st.floats())
def test_a_number_is_kept_exactly_or_refused(value):
    dial = RULES["adam"].dial("beta2")
    if 0 <= value < 1:
        assert dial.check(value) == value
    else:
        with pytest.raises(DialError):
            dial.check(value)


def test_a_boundary_step_keeps_the_old_factor_unless_told_otherwise():
    dials = {"boundaries": (3.0, 5.0), "factors": (1.0, 0.5, 0.1)}
    piecewise = SCHEDULES["piecewise"]
    kept = piecewise.factor(np.arange(8), **dials)
    assert kept.tolist() == [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.1, 0.1]
    switched = piecewise.factor(np.arange(8), **dials, switch="at")
    assert switched.tolist() == [1.0, 1.0, 1.0, 0.5, 0.5, 0.1, 0.1, 0.1]


def test_a_warm_up_rises_to_the_first_factor_and_then_the_schedule_begins():
    dials = {"step_size": 2, "gamma": 0.5, "warmup_steps": 4, "warmup_from": 0.2}
    factors = SCHEDULES["step"].factor(np.arange(9), **dials)
    np.testing.assert_allclose(factors, [0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 0.5, 0.5, 0.25])


def test_a_one_cycle_reaches_its_peak_and_its_end():
    dials = {"total_steps": 101, "peak_factor": 10.0, "peak_at": 0.5, "end_factor": 0.01}
    factors = SCHEDULES["one_cycle"].factor(np.arange(140), **dials, counting="optax")
    assert (factors[0], factors.argmax(), factors.max()) == (1.0, 50, 10.0)
    np.testing.assert_allclose(factors[101:], 0.01)


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES.keys())
def test_a_schedule_describes_itself_and_works_with_its_defaults(schedule):
    given_dials = {dial.name: dial.default for dial in schedule.dials}
    factors = schedule.factor(np.arange(300), **given_dials)
    assert factors[0] == 1.0
    assert np.isfinite(factors).all()
    assert schedule.meaning
    assert schedule.equation.count("{") == schedule.equation.count("}")
    assert schedule.factor(7, **given_dials).shape == ()
    assert schedule.factor(np.ones((2, 3)), **given_dials).shape == (2, 3)
