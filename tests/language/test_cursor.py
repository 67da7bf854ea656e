"""The place in a row of tokens."""

import pytest

from language.cursor import Cursor
from language.dialect import LOSS
from language.errors import LanguageError
from language.tokens import tokenize


def at(text: str) -> Cursor:
    return Cursor(tokenize(text), LOSS)


def test_tokens_are_taken_one_by_one_and_the_end_stays_ahead() -> None:
    cursor = at("x+")
    assert (cursor.here.text, cursor.ahead.text) == ("x", "+")
    assert [cursor.take().text, cursor.take().text] == ["x", "+"]
    assert cursor.here.kind == cursor.ahead.kind == "end"


def test_signs_are_passed_over_in_their_order_only() -> None:
    cursor = at(",&x")
    cursor.skip("&", ",")
    assert cursor.here.text == "&"
    cursor.skip("&", ",")
    assert cursor.here.text == "x"


@pytest.mark.parametrize(("text", "place"), [("(x)", 2), ("([x])+1", 4), ("(x", -1), ("x", -1)])
def test_the_closing_bracket_is_found(text: str, place: int) -> None:
    assert at(text).closing(0) == place


def test_a_bracket_that_is_not_closed_is_named() -> None:
    cursor = at("(]")
    opening = cursor.begin()
    with pytest.raises(LanguageError, match=r"^The bracket \( is closed with \), not \]\.$"):
        cursor.close(opening)


def test_a_text_is_left_before_it_takes_too_long() -> None:
    cursor = at("x")
    cursor.nodes = 2 * LOSS.nodes
    with pytest.raises(LanguageError, match=r"^The loss is too long\.$"):
        cursor.take()
