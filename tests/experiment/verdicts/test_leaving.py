"""Runs that leave: overflow, the end of the domain, a loss that falls for ever."""

import pytest

from tests.experiment.verdicts.judged import verdict


def test_a_growing_gradient_is_not_a_divergence() -> None:
    # On 50 x^2 at 0.0201 each step multiplies the distance by -1.01.
    found = verdict("loss=50x^2&window=-5+5&run=gd+lr+0.0201+at+1")
    sentence = "Still moving after 200 steps, outside the window: the loss is 2676, "
    assert (found.kind, found.sentence) == ("moving", sentence + "more than at the start.")


def test_a_run_without_a_gradient_has_not_converged() -> None:
    found = verdict("loss=ackley&run=gd+lr+0.01+at+0+0")
    assert (found.kind, found.sentence) == (
        "stationary",
        "Stopped at step 0: the loss has no gradient at (0, 0), its minimum.",
    )


def test_an_overflow_is_told_from_a_border_however_long_the_step() -> None:
    # e^(x y) is finite everywhere, and large only in a hair's breadth of a step of 1e63.
    found = verdict("loss=e^(x*y)&run=gd+lr+0.05+at+-12.16+-12.16")
    assert found.sentence == "Diverged: the loss overflows at step 1."


def test_a_loss_that_falls_for_ever_does_not_take_a_run_along_that_weight_decay_holds() -> None:
    # It ends where lr and lr weight_decay |x| are alike, at 100: soon for the large rate.
    link = "loss=x^2-y^2&window=-3+3+-3+3&run=adamw+at+1+0.1+lr"
    assert verdict(f"{link}+0.1&steps=1000").kind == "moving"
    assert verdict(f"{link}+0.1&steps=100").kind == "unbounded"


def test_a_valley_that_leads_down_for_ever_need_not_be_met_in_line() -> None:
    # Along x = y McCormick's loss is t + 1 + sin(2t); a run down there is a little askew.
    found = verdict("loss=mccormick&run=momentum+lr+0.475+at+3.5+-2")
    assert found.kind == "unbounded"


@pytest.mark.parametrize(
    ("link", "step"),
    [
        # e^4106 overflows, though only in a thin part of the long last step.
        ("loss=exp(-x)%2Bx^2&window=-5+5&run=gd+lr+1+at+2", 5),
        ("loss=exp(-x)%2Bexp(-y)%2Bx^2%2By^2&run=gd+lr+5+at+2+1", 3),
    ],
)
def test_an_exponential_overflows_and_has_no_border(link: str, step: int) -> None:
    found = verdict(link)
    assert (found.kind, found.sentence) == (
        "diverged",
        f"Diverged: the loss overflows at step {step}.",
    )


@pytest.mark.parametrize(("loss", "start"), [("ln(x)", 0.5), ("sqrt(x)", 0.3), ("asin(x)", -0.9)])
def test_a_border_is_told_from_an_overflow(loss: str, start: float) -> None:
    assert verdict(f"loss={loss}&run=gd+lr+0.6+at+{start}").kind == "left_domain"


def test_a_loss_that_levels_off_slowly_is_not_unbounded() -> None:
    for loss in ("1/ln(x)", "x^(-0.1)", "(1%2Bx^2)^(-0.05)"):
        assert verdict(f"loss={loss}&run=gd+lr+1+at+2&steps=2000").kind == "moving"
