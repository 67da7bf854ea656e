"""Names and numbers as the page writes them."""

import pytest

from experiment import decode, run
from optimizers import RULES
from ui import wording


def test_numbers_have_four_digits_and_a_true_minus() -> None:
    assert [wording.number(x) for x in (0.1, -0.0012346, 1e-5)] == ["0.1", "−0.001235", "1e−5"]


def test_names_are_spoken_without_underscores() -> None:
    assert wording.spoken("heavy_ball") == "heavy ball"


def test_a_label_begins_with_a_capital_but_a_letter_of_mathematics_stays() -> None:
    labels = [dial.label for dial in RULES["adam"].own]
    assert [wording.capitalised(label) for label in labels] == [
        "Learning rate", "β₁", "β₂", "ε", "AMSGrad", "Bias correction", "ε place", "ε root",
        "AMSGrad max", "Weight decay", "Decay",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["x", "theta", "w1", "ξ"])
def test_letters_and_digits_are_harmless(name: str) -> None:
    assert wording.harmless(name)


@pytest.mark.parametrize("name", ["", "a_b", "[x](y)", "a" * 13, "<b>", "$x$", ":red:"])
def test_anything_else_is_not(name: str) -> None:
    assert not wording.harmless(name)


def test_a_run_whose_steps_are_lost_is_not_said_to_move() -> None:
    (path,) = run(decode("loss=x^2&run=gd+lr+1e-30+at+1&steps=20")[0])
    assert path.verdict.sentence.startswith("Stuck (its steps are lost to rounding)")
    assert path.verdict.word == "stuck"
