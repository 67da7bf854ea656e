"""Names as other libraries and papers spell them."""

import pytest

from experiment import Run, ScheduleChoice, decode
from experiment.synonyms import DIAL_NAMES, common_run, same_name
from optimizers import RULES, SCHEDULES


@pytest.mark.parametrize(
    ("words", "run"),
    [
        ("Adam lr 0.1", Run("adam", {"lr": 0.1})),
        ("sgd learning_rate 0.1", Run("gd", {"lr": 0.1})),
        ("SGD lr 0.1 momentum 0.5", Run("momentum", {"lr": 0.1, "momentum": 0.5})),
        (
            "SGD lr 0.1 momentum 0.9 nesterov True",
            Run("nesterov", {"lr": 0.1, "momentum": 0.9}),
        ),
        ("torch.optim.RMSprop LR 0.1", Run("rmsprop", {"lr": 0.1})),
        ("Gradient-Descent η 0.1", Run("gd", {"lr": 0.1})),
        ("NAG learning-rate 0.1", Run("nesterov", {"lr": 0.1})),
        ("AMSGrad LearningRate 0.1", Run("adam", {"lr": 0.1, "amsgrad": True})),
        (
            "AdamW lr 0.1 betas (0.8,0.99) wd 0.1 epsilon 1",
            Run("adamw", {"lr": 0.1, "beta1": 0.8, "beta2": 0.99, "weight_decay": 0.1, "eps": 1}),
        ),
        ("adam lr 0.1 β₁ 0.8 b2 0.99", Run("adam", {"lr": 0.1, "beta1": 0.8, "beta2": 0.99})),
        ("adam lr 0.1 AMSGrad True eps_place Inside",
         Run("adam", {"lr": 0.1, "amsgrad": True, "eps_place": "inside"})),
        (
            "gd lr 0.1 schedule ExponentialDecay decay_rate 0.9 decay_steps 10",
            Run("gd", {"lr": 0.1},
                ScheduleChoice("exponential", {"decay_rate": 0.9, "decay_steps": 10})),
        ),
        (
            "gd lr 0.1 schedule CosineAnnealingLR decay_steps 10",
            Run("gd", {"lr": 0.1}, ScheduleChoice("cosine", {"decay_steps": 10})),
        ),
    ],
)  # fmt: skip
def test_an_obvious_name_is_read_without_a_notice(words: str, run: Run) -> None:
    e, problems = decode({"loss": ["x^2"], "run": [f"{words} at 1"]})
    assert problems == ()
    assert e.runs == (Run(run.rule, run.dials, run.schedule, (1.0,)),)


def test_where_a_rule_has_a_rho_alpha_could_be_two_dials() -> None:
    _, (problem,) = decode("loss=x^2&run=rmsprop+lr+0.1+alpha+0.99+at+1")
    assert str(problem).startswith("run 1: there is no dial “alpha”, so it is left out; there are")


def test_a_name_that_there_is_stands_for_itself() -> None:
    for rule in RULES.values():
        assert common_run(rule.name, RULES) == rule.name
        dials = {dial.name: dial for dial in rule.dials}
        assert [same_name(name, dials, DIAL_NAMES) for name in dials] == list(dials)
    assert [same_name(name, SCHEDULES) for name in SCHEDULES] == list(SCHEDULES)


@pytest.mark.parametrize("word", ["", "zzz", "lr", "__"])
def test_a_word_that_spells_no_name_stays_as_it_is(word: str) -> None:
    assert same_name(word, RULES) == word
