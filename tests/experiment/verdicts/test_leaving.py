"""Runs that leave: overflow, the end of the domain, a loss that falls for ever."""

import pytest

from tests.experiment.verdicts.judged import verdict


def test_a_growing_gradient_is_not_a_divergence() -> None:
    # Downhill from the top of -cos, ever faster: it is the loss that would have to grow.
    assert verdict("loss=cos(x)&run=gd+lr+0.1+at+0.001&steps=40").kind == "moving"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        # Each step multiplies the distance by -1.4 in y, by -1.2, by -1.01, by -1.002.
        ("x^2%2B10y^2&run=gd+lr+0.12+at+1+1&steps=60",
         "after 60 steps, outside the window: the loss is 3.431e18"),
        ("x^2&run=gd+lr+1.1+at+1&steps=3", "after 3 steps: the loss is 2.986"),
        ("50x^2&window=-5+5&run=gd+lr+0.0201+at+1",
         "after 200 steps, outside the window: the loss is 2676"),
        ("x^2&run=gd+lr+1.001+at+1&steps=50", "after 50 steps: the loss is 1.221"),
        # After thirty steps down in x: what counts is how it goes on.
        ("x^2%2B10y^2&run=gd+lr+0.12+at+1+1e-9&steps=60", "after 60 steps: the loss is 3.431"),
        # A velocity swings: the loss falls again and again, from ever higher peaks.
        ("x^2%2B10y^2&run=momentum+lr+0.3+at+1+1&steps=60",
         "after 60 steps, outside the window: the loss is 5.3e71"),
        ("x^2%2B100y^2&run=nesterov+lr+0.02+at+1+1&steps=100",
         "after 100 steps, outside the window: the loss is 4.886e159"),
        ("x^2%2Bsin(5x)&run=gd+lr+1.2+at+1&steps=30",
         "after 30 steps, outside the window: the loss is 5.545e10"),
        ("max(x^2,1)&run=gd+lr+1.3+at+2&steps=20",
         "after 20 steps, outside the window: the loss is 5.846e8"),
    ],
)  # fmt: skip
def test_a_loss_that_grows_at_every_step_is_diverging(link: str, sentence: str) -> None:
    found = verdict(f"loss={link}")
    assert (found.kind, found.sentence) == ("diverging", f"Diverging {sentence} and growing.")


@pytest.mark.parametrize(
    "link",
    [
        "x^2&run=gd+lr+1.1+at+1&steps=2",  # too short to tell
        "(x-1)^2&run=gd+lr+0.1+weight_decay+0.5+at+1&steps=8",  # uphill to where decay holds it
        "x^2&run=adam+lr+10+at+1&steps=30",  # far out, and on its way back
        "(x^2-1)^2&run=gd+lr+0.4+at+0.1",  # to and fro without end, and without growing
        "easom&run=adam+lr+10&steps=60",  # up to level ground
        "booth&run=adam+lr+10&steps=60",
    ],
)
def test_a_loss_that_has_grown_need_not_go_on(link: str) -> None:
    assert verdict(f"loss={link}").kind == "moving"


def test_a_run_without_a_gradient_has_not_converged() -> None:
    found = verdict("loss=ackley&run=gd+lr+0.01+at+0+0")
    assert (found.kind, found.sentence) == (
        "stationary",
        "Stopped at step 0: the loss has no gradient at the minimum at (0, 0).",
    )


@pytest.mark.parametrize(
    ("loss", "start", "place"),
    [
        ("sqrt(|x|)", "0", "the minimum at x = 0"),
        ("-sqrt(|x|)", "0", "x = 0, a maximum"),
        ("-sqrt(x^2%2By^2)", "0+0", "(0, 0), a maximum"),
        ("sqrt(|x|)-sqrt(|y|)", "0+0", "(0, 0), a saddle"),
        ("cbrt(x)", "0", "x = 0"),
    ],
)
def test_a_point_without_a_gradient_is_named_by_the_loss_around_it(
    loss: str, start: str, place: str
) -> None:
    sentence = f"Stopped at step 0: the loss has no gradient at {place}."
    assert verdict(f"loss={loss}&run=gd+lr+0.1+at+{start}").sentence == sentence


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
