"""Maps in words."""

import re
from dataclasses import replace

import pytest

from experiment import decode
from experiment.maps.compute import sheets
from experiment.maps.plan import Size, plan
from experiment.maps.summary import summary
from experiment.maps.words import caption, percent, words


def said(link: str, *size: int) -> list[str]:
    asked = plan(decode(link)[0], Size(*size))
    return list(words(asked, summary(asked, sheets(asked))))


def test_starts_are_told_by_basins_then_by_other_endings() -> None:
    # Beyond sqrt(11) a step of 0.05 f' goes farther out than it came: x <- x (1 - 0.2 (x^2 - 1)).
    link = "loss=(x^2-1)^2&run=gd+lr+0.05+at+1&map=starts+x"
    assert said(f"{link}+-2+2", 400, 1) == [
        "Gradient descent 0.05 reaches the minimum at x = −1 from 50 % of the starts and that at "
        "x = 1 from 50 %."
    ]
    (sentence,) = said(f"{link}+0+6.63325", 1000, 1)
    assert sentence.endswith("and diverges from 50 %.")


def test_rates_are_told_with_the_limit_and_the_present_one() -> None:
    (sentence,) = said("loss=x^2&run=gd+lr+0.1+at+1&map=rates+lr+0.1+10", 100, 1)
    assert sentence == (
        "Gradient descent 0.1 ends lowest at the rate 0.4898, 0 above the best known value, still "
        "reaches a minimum at 0.9772 and diverges from 1.023 on. It is stable at the minimum below "
        "1. Its rate is 0.1."
    )
    assert said("loss=x^2&run=gd+lr+2+at+1&map=rates+lr+2+9", 9, 1) == [
        "Gradient descent 2 diverges at every rate of the map."
    ]


def test_dials_are_told_by_the_best_setting() -> None:
    link = "loss=x^2&run=momentum+lr+0.1+momentum+0.5+at+1&map=dials+lr+0.1+10+momentum+0+1"
    assert said(f"{link}+by+steps", 4, 2) == [
        "Momentum 0.1 takes the fewest steps to a gap of 0.001 at learning rate 0.5623 and "
        "momentum 0.25. It diverges at 50 % of the settings."
    ]
    assert said(f"{link}+by+ending", 4, 2)[0].startswith("Momentum 0.1 reaches a minimum soonest")
    far = link.replace("0.1+10", "20+30")
    assert said(far, 2, 2) == ["Momentum 0.1 has no setting on this map that gets there."]


def test_several_seeds_are_told_by_their_band_and_by_name() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&noise=0.3&seed=5&steps=20&map=rates+lr+0.01+0.5"
    first, second = said(f"{link}+seeds+3", 20, 1)
    assert re.search(r"the rate 0\.\d+, \S+ \(\S+ to \S+ by seed\) above", first)
    assert second == (
        "Each curve is the middle of 3 seeds, 5, 6 and 7; its band reaches from the lowest to the "
        "highest that does not diverge."
    )
    assert said(link, 20, 1)[1] == "Chance is that of one seed, 5."


def test_a_caption_says_what_the_map_is_of() -> None:
    e, _ = decode("loss=himmelblau&run=gd&steps=50&map=starts")
    assert caption(e).startswith("Map of starts, 50 steps. ")
    assert caption(replace(e, map=None)).startswith("Map of learning rates, 50 steps. ")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.0004, "under 0.1 %"), (0.031, "3.1 %"), (0.05, "5 %"), (0.621, "62 %"),
     (0.995, "99.5 %"), (0.9995, "over 99.9 %"), (1, "100 %")],
)  # fmt: skip
def test_a_share_that_is_there_never_reads_as_none(share: float, text: str) -> None:
    assert percent(share) == text
