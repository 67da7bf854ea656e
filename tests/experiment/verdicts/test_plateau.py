"""Runs that crawl over flat ground."""

from tests.experiment.verdicts.judged import verdict


def test_ground_that_is_flat_only_beside_steep_walls_is_no_plateau() -> None:
    # The gradient is 1.3, and the loss 1.2 above its minimum: far from flat.
    assert verdict("loss=beale&run=adam+lr+0.1+at+-3.4+3.1&steps=200").kind == "moving"


def test_the_level_floor_of_a_valley_high_up_is_a_plateau() -> None:
    # Steep across, and along the floor a slope that leads nowhere within the window.
    found = verdict("loss=michalewicz&run=gd+lr+0.0123+at+1.366+1.659")
    assert found.kind == "plateau"
    # Down to the floor, where the next minimum lies a long way along it.
    assert verdict("loss=michalewicz&run=gd+lr+0.015+at+2.6+0.7").kind == "plateau"
    assert verdict("loss=rosenbrock&run=gd+lr+0.001+at+-1.2+1").kind == "moving"


def test_one_long_step_is_no_crawling() -> None:
    sentence = "Still moving after 1 step: the loss is −8e−6."
    assert verdict("loss=x^3&run=gd+lr+0.34+at+1&steps=1").sentence == sentence
