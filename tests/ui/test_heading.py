"""The loss above its picture, by name and formula."""

from experiment import DEFAULT, load
from tests.visiting import markdown, opened
from ui.heading import formula


def test_a_loss_of_the_catalogue_is_named_by_its_title() -> None:
    app = opened()
    assert f"**Bounded saddle** ${formula(load(DEFAULT))}$" in markdown(app)


def test_a_loss_of_ones_own_is_named_by_its_formula_alone() -> None:
    app = opened("loss=u^2%2B3v^2&run=gd+lr+0.1+at+3+1")
    assert "**Your own loss** $f(u, v) = u^{2} + 3 v^{2}$" in markdown(app)
