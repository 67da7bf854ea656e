"""What a map does not show is said, and why."""

import pytest

from experiment import decode
from experiment.maps.axes import seeds
from experiment.maps.notes import notes

THREE = "loss=x^2&run=gd+lr+0.1&run=momentum+lr+0.1&run=adam+lr+0.2"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (f"{THREE}&map=rates", []),
        (f"{THREE}&map=dials+lr+noise", ["Chance is that of one seed, 0."]),
        (f"{THREE}&map=dials+lr+momentum",
         ["Gradient descent 0.1 and Adam 0.2 are left out: they have no momentum."]),
        (f"{THREE}&map=dials+of+2+lr+momentum", []),  # only this run was asked for
        (f"{THREE}&map=dials+beta1+beta2",
         ["Gradient descent 0.1 and Momentum 0.1 are left out: they have no β₁ or β₂."]),
        (f"{THREE}&run=rmsprop+lr+0.3&map=dials+rho+momentum",
         ["Gradient descent 0.1 and Adam 0.2 are left out: they have no ρ or momentum; Momentum "
          "0.1 is left out: it has no ρ."]),
        (f"{THREE}&noise=0.1&seed=4&map=starts", ["Chance is that of one seed, 4."]),
        (f"{THREE}&noise=0.1&seed=4&map=starts+seeds+2", ["2 seeds count: 4 and 5."]),
        (f"{THREE}&noise=0.1&seed=4&map=rates+seeds+3",
         ["Each curve is the middle of 3 seeds, 4, 5 and 6; its band reaches from the lowest to "
          "the highest that does not diverge."]),
    ],
)  # fmt: skip
def test_each_is_one_sentence(link: str, said: list[str]) -> None:
    e, problems = decode(link)
    assert problems == ()
    assert list(notes(e, seeds(e))) == said


def test_what_the_page_counts_may_be_fewer() -> None:
    e, _ = decode(f"{THREE}&noise=0.1&map=dials+lr+noise+seeds+4")
    assert list(notes(e, seeds(e)[:1])) == ["Chance is that of one seed, 0."]
