"""The dials of a run, word by word."""

import pytest

from tests.experiment.link.sentences import sentences


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "loss=x^2&run=gd+lr+inf+at+1",
            "run 1: `lr` is “inf”, but it must be a number above 0 and at most 1000, so 0.3 is "
            "used.",
        ),
        (
            "loss=x^2&run=gd+lr+at+1",
            "run 1: `lr` has no value, but it must be a number above 0 and at most 1000, so "
            "0.3 is used.",
        ),
        (
            "loss=x^2&run=adam+eps_place+above+at+1",
            "run 1: `eps_place` is “above”, but it must be outside, inside or hat, so 'outside' "
            "is used.",
        ),
        (
            "loss=x^2&run=adam+amsgrad+yes+at+1",
            "run 1: `amsgrad` is “yes”, but it must be on or off, so off is used.",
        ),
        (
            "loss=x^2&run=gd+momentum+0.9+at+1",
            "run 1: there is no dial “momentum”, so it is left out; there are `lr`, "
            "`weight_decay` and `decay`.",
        ),
        (
            "loss=x^2&run=momentum+momentm+0.9+at+1",
            "run 1: there is no dial “momentm” (did you mean momentum?), so it is left out; there "
            "are `lr`, `momentum`, `dampening`, `form`, `lr_place`, `weight_decay` and `decay`.",
        ),
        (
            "loss=x^2&run=gd+lr+1+lr+2+at+1",
            "run 1: `lr` is set twice, so only its first value counts.",
        ),
    ],
)
def test_what_is_wrong_with_a_dial_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]
