"""The field of the loss: picked or typed, read or not."""

import pytest

from experiment import DEFAULT
from losses import CATALOGUE
from tests.visiting import checked, in_link, opened, player, shown, state
from ui.sidebar.loss import _pointed


def test_the_caret_stands_under_its_place_however_long_the_text() -> None:
    assert _pointed("x + ?", 4) == "x + ?\n    ^"
    shown, caret = _pointed("x" * 100 + "?" + "y" * 100, 100).split("\n")
    assert shown[caret.index("^")] == "?"
    assert len(shown) <= 36


def test_what_does_not_print_is_shown_as_a_space() -> None:
    assert _pointed("x\u202e+\ny", 0) == "x + y\n^"


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
        "The runs have starts and learning rates that suit the new loss."
    ]


def test_a_loss_that_cannot_be_read_keeps_picture_and_text() -> None:
    app = opened()
    before = player(app)["figure"]
    checked(app.text_input(key="loss").set_value("x^2 +").run())
    assert app.query_params["loss"] == "x^2 +"
    assert app.text_input(key="loss").value == "x^2 +"
    assert app.code[0].value.endswith("^")
    assert player(app)["figure"] == before


def test_three_names_become_two_variables_and_a_constant_in_one_click() -> None:
    app = opened()
    checked(app.text_input(key="loss").set_value("(x-a)^2 + b y^2").run())
    checked(app.button(key="make-constants").click().run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 1.0}
    checked(app.number_input(key="constant-1").set_value(4.0).run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 4.0}
