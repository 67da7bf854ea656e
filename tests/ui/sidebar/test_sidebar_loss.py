"""The field of the loss: picked or typed, read or not."""

from urllib.parse import urlencode

import pytest

from experiment import DEFAULT, with_loss
from experiment.edit import KEPT
from losses import CATALOGUE
from tests.visiting import checked, html, in_link, opened, player, shown, state
from ui.wording import pointed


def test_the_caret_stands_under_its_place_however_long_the_text() -> None:
    assert pointed("x + ?", 4) == "x + ?\n    ^"
    shown, caret = pointed("x" * 100 + "?" + "y" * 100, 100).split("\n")
    assert shown[caret.index("^")] == "?"
    assert len(shown) <= 36


def test_what_does_not_print_is_shown_as_a_space() -> None:
    assert pointed("x\u202e+\ny", 0) == "x + y\n^"


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_loss_of_the_catalogue_is_shown_without_a_word_of_trouble(key: str) -> None:
    app = opened(f"loss={key}")
    assert shown(app).loss == key
    assert not state(app).problems
    assert app.get("latex")


def test_a_picked_loss_keeps_the_runs_and_fits_them() -> None:
    app = opened()
    checked(app.selectbox(key="picked").set_value("quartic").run())
    assert [run.rule for run in in_link(app).runs] == [run.rule for run in DEFAULT.runs]
    assert app.text_input(key="loss").value == CATALOGUE["quartic"].text
    assert [toast.value for toast in app.toast] == [
        "The runs have new starts, and of ten learning rates each has the best one here."
    ]


def test_a_loss_that_cannot_be_read_keeps_picture_and_text() -> None:
    app = opened()
    before = player(app)["figure"]
    checked(app.text_input(key="loss").set_value("x^2 +").run())
    assert app.query_params["loss"] == "x^2 +"
    assert app.text_input(key="loss").value == "x^2 +"
    assert app.code[0].value.endswith("^")
    assert player(app)["figure"] == before


def test_a_reload_shows_the_last_picture_and_what_is_wrong_with_the_text() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1")
    before = player(app)["figure"]
    checked(app.text_input(key="loss").set_value("x^2 + <b>").run())
    assert app.query_params["drawn"] == "x^2"
    again = opened(urlencode(dict(app.query_params), doseq=True))
    for page in (app, again):
        assert player(page)["figure"] == before
        assert "last loss that could be read: x^2" in html(page)
        assert page.text_input(key="loss").value == "x^2 + <b>"
        assert not state(page).problems
    checked(again.text_input(key="loss").set_value("x^2+1").run())
    assert "drawn" not in again.query_params
    assert "last loss" not in html(again)


def test_an_edit_keeps_what_was_set_by_hand_and_offers_what_suits() -> None:
    app = opened("loss=x^2%2B4y^2&run=gd+lr+0.07+at+3+1")
    checked(app.text_input(key="loss").set_value("x^2+5y^2").run())
    assert [(run.start, run.rate) for run in in_link(app).runs] == [((3.0, 1.0), 0.07)]
    assert [toast.value for toast in app.toast] == [KEPT]
    checked(app.button(key="suit").click().run())
    wanted, _ = with_loss(in_link(app), "x^2+5y^2")
    assert in_link(app).runs == wanted.runs != ((3.0, 1.0), 0.07)
    assert "suit" not in {button.key for button in app.button}


def test_a_slider_of_a_constant_keeps_its_ends_until_it_is_at_one() -> None:
    app = opened("loss=a+x^2&where=a+1&run=gd+lr+0.1+at+1")
    for value, ends in [(3.0, (0, 10)), (0.5, (0, 10)), (10.0, (0, 100)), (5.0, (0, 100))]:
        checked(app.slider[0].set_value(value).run())
        assert (app.slider[0].min, app.slider[0].max) == ends
        assert app.slider[0].value == app.number_input(key="constant-0").value == value
        assert in_link(app).constants["a"] == value
    checked(app.number_input(key="constant-0").set_value(-20.0).run())
    assert (app.slider[0].min, app.slider[0].max, app.slider[0].value) == (-100, 100, -20)


def test_the_derivative_by_one_variable_is_no_partial_one() -> None:
    for loss, partial in [("x^2", False), ("x^2%2By^2", True)]:
        written = opened(f"loss={loss}&run=gd+lr+0.1").get("latex")[0].value
        assert (r"\partial" in written, r"\frac{df}{dx}" in written) == (partial, not partial)


def test_three_names_become_two_variables_and_a_constant_in_one_click() -> None:
    app = opened()
    checked(app.text_input(key="loss").set_value("(x-a)^2 + b y^2").run())
    checked(app.button(key="make-constants").click().run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 1.0}
    checked(app.number_input(key="constant-1").set_value(4.0).run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 4.0}
