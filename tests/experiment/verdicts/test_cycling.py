"""Runs that repeat the same few points for ever, and runs that only seem to."""

import pytest

from tests.experiment.verdicts.judged import verdict


@pytest.mark.parametrize("rate", [0.9999, 0.99999, 1.00001, 1.0001])
def test_a_round_that_shrinks_or_grows_for_ever_is_no_cycle(rate: float) -> None:
    # On x^2 every step multiplies the distance by 1 - 2 lr.
    kind = "moving" if rate < 1 else "diverging"
    assert verdict(f"loss=x^2&window=-5+5&run=gd+lr+{rate}+at+1").kind == kind


@pytest.mark.parametrize(
    ("loss", "run"),
    [
        ("(x^2-1)^2", "lion+lr+3+at+1.5"),
        ("|x^2-1|", "gd+lr+1+at+1.7"),
        ("x^2%2By^4-y^2", "gd+lr+1+at+1+0"),
    ],
)
def test_a_round_about_two_minima_or_none_is_named_after_none(loss: str, run: str) -> None:
    found = verdict(f"loss={loss}&run={run}")
    assert (found.kind, found.minimum, found.period) == ("cycling", None, 2)
