"""Steps, noise, seed and window reach the link."""

from dataclasses import replace

from experiment import DEFAULT
from tests.visiting import checked, in_link, opened, player, state


def test_a_setting_reaches_the_link() -> None:
    app = opened()
    checked(app.number_input(key="steps").set_value(50).run())
    assert in_link(app) == replace(DEFAULT, steps=50)
    assert player(app)["steps"] == 50


def test_fewer_steps_than_the_playhead_move_it_to_the_last() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1&steps=200&step=150")
    checked(app.number_input(key="steps").set_value(100).run())
    assert (in_link(app).steps, in_link(app).step, state(app).refusal) == (100, 100, "")
    assert player(app)["step"] == 100


def test_noise_and_window_open_on_demand_and_reach_the_link() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1")
    app.session_state["more"] = True
    checked(app.run())
    checked(app.number_input(key="noise").set_value(0.5).run())
    checked(app.number_input(key="window-0-1").set_value(7.0).run())
    assert in_link(app).noise == 0.5
    assert in_link(app).window[0][1] == 7.0
