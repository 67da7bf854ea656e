"""Names and numbers as the page writes them."""

import pytest

from ui import wording
from ui.sidebar.loss import _pointed


def test_numbers_have_four_digits_and_a_true_minus() -> None:
    assert [wording.number(x) for x in (0.1, -0.0012346, 1e-5)] == ["0.1", "−0.001235", "1e−5"]


def test_dials_are_spoken_without_underscores() -> None:
    assert [wording.spoken(name) for name in ("lr", "weight_decay")] == [
        "learning rate",
        "weight decay",
    ]


@pytest.mark.parametrize("name", ["x", "theta", "w1", "ξ"])
def test_letters_and_digits_are_harmless(name: str) -> None:
    assert wording.harmless(name)


@pytest.mark.parametrize("name", ["", "a_b", "[x](y)", "a" * 13, "<b>", "$x$", ":red:"])
def test_anything_else_is_not(name: str) -> None:
    assert not wording.harmless(name)


def test_the_caret_stands_under_its_place_however_long_the_text() -> None:
    assert _pointed("x + ?", 4) == "x + ?\n    ^"
    shown, caret = _pointed("x" * 100 + "?" + "y" * 100, 100).split("\n")
    assert shown[caret.index("^")] == "?"
    assert len(shown) <= 36


def test_what_does_not_print_is_shown_as_a_space() -> None:
    assert _pointed("x\u202e+\ny", 0) == "x + y\n^"
