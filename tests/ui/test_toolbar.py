"""The toolbar above the picture: what the charts can show."""

import json

from experiment import (
    Look,
)
from tests.visiting import checked, in_link, opened, player, with_options

QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def test_a_second_chart_is_chosen_beside_the_first_and_reaches_the_link() -> None:
    app = opened("loss=booth&run=adagrad+lr+1&run=rmsprop+lr+0.1&steps=9")
    menu = app.selectbox(key="second")
    assert menu.options[:2] == ["Second chart: none", "Gradient norm"]
    assert menu.options[-2:] == ["Accumulated squares, x", "Accumulated squares, y"]
    checked(menu.set_value("square2").run())
    assert in_link(app).look == Look(second="square2")
    assert app.query_params["view"] == "overlay second square2"
    panels = json.loads(str(player(app)["figure"]))["layout"]["meta"]["panels"]
    assert [panel["title"] for panel in panels] == ["", "loss", "accumulated squares, y"]


def test_a_loss_of_one_variable_offers_no_second_coordinate() -> None:
    app = opened(QUARTIC)
    assert not [name for name in app.selectbox(key="second").options if name.endswith(", y")]


def test_a_loss_of_one_variable_has_no_surface_and_the_page_says_why() -> None:
    app = opened(f"{QUARTIC}&view=surface")
    views = app.get("button_group")[0]
    assert list(views.options) == ["Overlay", "Side by side"]
    off = app.button(key="off-surface")
    assert (off.disabled, off.help) == (True, "A surface needs a loss of two variables.")
    assert not [one.key for one in opened("loss=booth").button if one.key == "off-surface"]


def test_charts_run_over_evaluations_and_the_page_says_what_counts_as_one() -> None:
    app = with_options(opened("loss=booth&run=armijo&steps=9"))
    switch = app.toggle(key="evaluations")
    assert switch.help.startswith("Each gradient, loss or Hessian that an update asks for counts")
    checked(switch.set_value(True).run())
    assert app.query_params["view"] == "overlay evaluations"
    layout = json.loads(str(player(app)["figure"]))["layout"]
    assert layout["xaxis2"]["title"]["text"] == "gradient evaluations"


def test_where_updates_see_batches_the_current_one_can_be_drawn() -> None:
    app = with_options(opened("data=cars&batch=8&run=gd+lr+0.001+at+0+0&steps=9"))
    checked(app.toggle(key="batches").set_value(True).run())
    assert app.query_params["view"] == "overlay batches"
    assert player(app)["playback"]["batches"] is True
    whole = with_options(opened("data=cars&run=gd+lr+0.001+at+0+0&steps=9"))
    assert whole.toggle(key="comet")
    assert "batches" not in [switch.key for switch in whole.toggle]


def test_what_is_behind_options_is_drawn_only_when_it_is_open() -> None:
    app = opened("loss=booth&run=gd+lr+0.1&steps=9")
    assert not app.toggle
    assert checked(with_options(app).toggle(key="comet").set_value(True).run()).toggle
    assert app.query_params["view"] == "overlay comet"
