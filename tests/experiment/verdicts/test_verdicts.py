"""How runs end. Each case has an ending that can be told without running anything."""

import numpy as np
import pytest

from experiment import DEFAULT, decode, minima, run
from tests.experiment.verdicts.judged import verdict


@pytest.mark.parametrize(
    ("link", "kind", "step", "sentence"),
    [
        (  # 1 - 2 lr lambda: each step leaves 0.2 of the distance
            "loss=x^2&window=-5+5&run=gd+lr+0.4+at+1",
            "converged",
            5,
            "Reached the minimum at x = 0 after 5 steps.",
        ),
        (
            "loss=(x-3)^2+%2B+4(y-2)^2&run=gd+lr+0.1+at+3+2&steps=9",
            "converged",
            0,
            "Starts at the minimum at (3, 2) and stays there.",
        ),
        (  # 1 - lr 2 = -1: the point jumps across for ever
            "loss=(x-1)^2&run=gd+lr+1+at+2",
            "cycling",
            0,
            "Cycles with period 2 around the minimum at x = 1 from step 0 on, 2 across.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.2+at+0.1",
            "converged",
            15,
            "Reached the minimum at x = 1 after 15 steps.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.3+at+0.1",
            "cycling",
            22,
            "Cycles with period 2 around the minimum at x = 1 from step 22 on, 0.4082 across.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.4+at+0.1",
            "moving",
            200,
            "Still moving after 200 steps: the loss is 0.189.",
        ),
        (
            "loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8",
            "diverged",
            7,
            "Diverged: the loss overflows at step 7.",
        ),
        (
            "loss=exp(x^2)&run=gd+lr+1+at+3",
            "diverged",
            1,
            "Diverged: the loss overflows at step 1.",
        ),
        (
            "loss=ln(x)&run=gd+lr+10+at+1",
            "left_domain",
            1,
            "Left the domain at step 1: the loss is not finite at x = −9.",
        ),
        (
            "loss=sqrt(x)+%2B+y^2&run=gd+lr+0.1+at+-1+2",
            "left_domain",
            0,
            "The loss is not finite at the start, (−1, 2).",
        ),
        (
            "loss=1/x&window=-2+2&run=gd+lr+1+at+0",
            "left_domain",
            0,
            "The loss is not finite at the start, x = 0.",
        ),
        (
            "loss=sqrt(x^2%2By^2)&run=gd+lr+0.5+at+0.5+0",
            "stationary",
            1,
            "Stopped at step 1: the loss has no gradient at the minimum at (0, 0).",
        ),
        (
            "loss=x^2-y^2&run=gd+lr+0.1+at+1+0",
            "stationary",
            32,
            "Stationary at a saddle, (0, 0), from step 32 on: the gradient there is zero.",
        ),
        (
            "loss=cos(x)&window=-4+4&run=adam+lr+0.1+at+0",
            "stationary",
            0,
            "Stationary at a maximum, x = 0, from step 0 on: the gradient there is zero.",
        ),
        (
            "loss=x^3&window=-2+2&run=gd+lr+0.1+at+0",
            "stationary",
            0,
            "Stationary at a flat point, x = 0, from step 0 on: the gradient there is zero.",
        ),
        (
            "loss=x^3&window=-2+2&run=gd+lr+0.1+at+-1",
            "unbounded",
            13,
            "Unbounded below: past −1.8e308 at step 13, and falling.",
        ),
        (
            "loss=x^2-y^2&window=-3+3+-3+3&run=adam+lr+0.1+at+1+0.1",
            "unbounded",
            200,
            "Unbounded below: outside the window the loss goes on falling, without a minimum.",
        ),
        (  # falls ever more slowly, and yet for ever
            "loss=-ln(x)&window=0.1+5&run=adam+lr+0.1+at+1",
            "unbounded",
            200,
            "Unbounded below: outside the window the loss goes on falling, without a minimum.",
        ),
        (
            "loss=1/(1%2Be^-x)&window=-8+8&run=gd+lr+0.1+at+-7.5",
            "plateau",
            200,
            "Crawling on a plateau after 200 steps: the gradient is only 0.0005464.",
        ),
        (  # the usual slope is that of the plateau itself: the height above the minimum tells
            "loss=saturating_neuron_1d&run=gd+lr+1+at+-7",
            "plateau",
            200,
            "Crawling on a plateau after 200 steps: the gradient is only 0.002048.",
        ),
        (  # a step below the top of a hill, which is close and no plateau
            "loss=(x^2-1)^2&window=-2+2&run=gd+lr+0.0001+at+0.01",
            "moving",
            200,
            "Still moving after 200 steps: the loss is 0.9998.",
        ),
        (  # the loss levels off at 0: outside the window, and not unbounded
            "loss=1/(1%2Be^x)&window=-2+2&run=adam+lr+0.2+at+0",
            "moving",
            200,
            "Still moving after 200 steps, outside the window: the loss is 0.001355.",
        ),
        (  # three rounds and more, alike to the last digit, are enough for a short run
            "loss=(x-1)^2&run=gd+lr+1+at+2&steps=8",
            "cycling",
            0,
            "Cycles with period 2 around the minimum at x = 1 from step 0 on, 2 across.",
        ),
        (  # squares of gradients of 1e154 and more
            "loss=styblinski_tang&run=radam+lr+1",
            "diverged",
            6,
            "Diverged: v overflows at step 6.",
        ),
        (
            "loss=rosenbrock_mild&run=radam+lr+0.3",
            "moving",
            200,
            "Stuck (its steps are lost to rounding) after 200 steps, outside the window: "
            "the loss is 3.465e135, more than at the start.",
        ),
        (
            "loss=|x|&window=-5+5&run=gd+lr+0.07+at+1",
            "cycling",
            14,
            "Cycles with period 2 around the minimum at x = 0 from step 14 on, 0.07 across.",
        ),
    ],
)
def test_a_run_gets_its_verdict(link: str, kind: str, step: int, sentence: str) -> None:
    found = verdict(link)
    assert (found.kind, found.step, found.sentence) == (kind, step, sentence)


def test_a_run_whose_learning_rate_has_fallen_to_zero_says_so() -> None:
    found = verdict("loss=(x-1)^2&run=gd+lr+0.1+schedule+cosine+decay_steps+20+at+3&window=-5+5")
    assert found.sentence.startswith("Stuck (its learning rate is 0) after 200 steps, ")


def test_the_opening_page_reaches_its_minimum_with_every_rule_at_its_own_pace() -> None:
    verdicts = [trajectory.verdict for trajectory in run(DEFAULT)]
    assert [v.kind for v in verdicts] == ["converged", "converged", "moving", "converged"]
    assert [v.step for v in verdicts] == [38, 47, 200, 147]


def test_minima_of_a_typed_loss_are_found_and_those_of_the_catalogue_are_known() -> None:
    typed = minima(decode("loss=(x^2-1)^2+%2B+0.1x+%2B+y^2")[0])
    assert [m.origin for m in typed] == ["found"] * len(typed)
    roots = np.sort(np.roots([4, 0, -4, 0.1]))  # of the derivative 4x(x^2-1) + 0.1
    np.testing.assert_allclose(sorted(m.point[0] for m in typed), roots[[0, 2]], atol=1e-8)
    assert [m.lowest for m in typed] == [True, False]
    assert {m.origin for m in minima(decode("loss=himmelblau")[0])} == {"catalogued"}
