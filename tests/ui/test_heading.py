"""What is said above the picture: what this is, and which loss is drawn."""

from experiment import DEFAULT, load
from tests.visiting import checked, markdown, opened, player
from ui.heading import formula


def test_a_loss_of_the_catalogue_is_named_by_its_title() -> None:
    app = opened()
    assert f"**Bounded saddle** ${formula(load(DEFAULT))}$" in markdown(app)


def test_a_loss_of_ones_own_is_named_by_its_formula_alone() -> None:
    app = opened("loss=u^2%2B3v^2&run=gd+lr+0.1+at+3+1")
    assert "**Your own loss** $f(u, v) = u^{2} + 3 v^{2}$" in markdown(app)


def test_who_comes_without_a_link_is_told_what_this_is_until_a_link_is_followed() -> None:
    told = "Four optimizers walk down the same loss. **Drag the start**, and all paths follow."
    app = opened()
    assert (told in markdown(app), player(app)["plays"]) == (True, 1)
    checked(app.button(key="card-0").click().run())
    assert told in markdown(app)
    other = opened("loss=x^2&run=gd+lr+0.1+at+3")
    assert (told in markdown(other), player(other)["plays"]) == (False, 0)
