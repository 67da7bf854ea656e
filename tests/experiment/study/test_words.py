"""A study in words: what it asks for, and how many of what."""

import pytest

from experiment.study.read_study import read_study
from experiment.study.words import asked, losses, some, steps

BOWL = 'losses = ["x^2"]\nsteps = 20\nrates = [0.1, 1]\n'


def test_it_says_how_many_settings_each_rule_had() -> None:
    same = asked(
        read_study(f'{BOWL}rules = [{{rule = "momentum", dials = {{momentum = [0.5, 0.9]}}}}]')
    )
    assert same.startswith(
        "<p>1 rule on 1 loss: 12 runs of 20 steps. Each rule had the same 2 learning rates from "
        "0.1 to 1, 2 choices of dials.</p>"
    )
    other = asked(
        read_study(
            f'{BOWL}noise = 0.1\nseeds = [1, 2]\nrules = ["gd", {{rule = "adam", rates = [1]}}]'
        )
    )
    assert other.startswith(
        "<p>2 rules on 1 loss, 2 seeds, noise of 0.1 on every gradient: 18 runs of 20 steps. "
        "Whoever tries more settings finds better ones: gd 2 rates x 1 choice of dials and adam "
        "1 rate x 1 choice of dials.</p>"
    )


def test_losses_of_which_no_lowest_value_is_known_are_named() -> None:
    study = read_study('losses = ["x^2", "saddle", {loss = "x", name = "<a>"}]\nrules = ["gd"]')
    assert asked(study).endswith(
        "<p>saddle and &lt;a&gt; have no minimum that is known, so nothing below is said of "
        "them.</p>"
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("a", "a"),
        ("abcd", "a, b, c and d"),
        ("abcde", "a, b, c and 2 others"),
    ],
)
def test_many_names_are_counted_after_the_first_three(names: str, said: str) -> None:
    assert some(list(names)) == said


def test_numbers_of_things_have_their_thousands_apart() -> None:
    assert (losses(1), losses(1200)) == ("1 loss", "1,200 losses")
    assert (steps(1), steps(10_000)) == ("1 step", "10,000 steps")
