"""Numbers and words as links and sentences write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.wording import (
    counted,
    did_you_mean,
    exact,
    listed,
    looks_like_number,
    nearest,
    read_number,
    read_whole,
    readable,
    setting,
    shown,
)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_reads_back_as_itself(number: float) -> None:
    assert read_number(exact(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(1.0, "1"), (0.1, "0.1"), (1e-8, "1e-8"), (1e22, "1e22"), (-2.5, "-2.5"), (1e5, "100000")],
)
def test_a_number_is_written_as_short_as_it_can_be(number: float, text: str) -> None:
    assert exact(number) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(-5.0, "−5"), (0.1, "0.1"), (1e-9, "1e−9"), (2.5e12, "2.5e12"), (-1.0316285, "−1.032")],
)
def test_a_number_to_read_has_significant_digits_and_a_true_minus_sign(
    value: float, text: str
) -> None:
    assert readable(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_to_read_with_all_its_digits_reads_back_too(number: float) -> None:
    assert read_number(readable(number, None).replace("−", "-")) == number


def test_six_digits_can_be_asked_for() -> None:
    assert readable(2 / 3, 6) == "0.666667"


@pytest.mark.parametrize("word", ["1_000", "nan", "inf", "0x10", "1e", "١", "--1", "", " 1", "1,5"])
def test_what_float_alone_would_take_or_nobody_would_is_no_number(word: str) -> None:
    assert not looks_like_number(word)
    assert read_number(word) is None


def test_a_number_too_large_for_a_float_looks_like_one_and_is_none() -> None:
    assert looks_like_number("1e999")
    assert read_number("1e999") is None


def test_whole_numbers_are_plain_digits() -> None:
    assert [read_whole(word) for word in ("0", "0042", "-1", "1.0", "1e3", "٣")] == [
        0, 42, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "on"), (False, "off"), (2, "2"), (1e-8, "1e-8"), ((1.0, 0.5), "1,0.5"), ("hat", "hat")],
)
def test_a_setting_is_written_as_a_link_has_it(value: object, text: str) -> None:
    assert setting(value) == text


def test_lists_are_written_as_people_write_them() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a or b", "a, b or c",
    ]  # fmt: skip
    assert listed(iter("abc"), "and") == "a, b and c"


def test_things_are_counted_in_singular_and_plural() -> None:
    assert [counted(n, "step") for n in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]


def test_somebodys_text_is_cut_to_24_characters_and_shows_nothing_that_does_not_print() -> None:
    assert shown("x" * 24) == f"“{'x' * 24}”"
    assert shown("x" * 25) == f"“{'x' * 23}…”"
    assert shown("a\x1b\u202eb") == "“a\\u001b\\u202eb”"


def test_a_near_miss_is_met_with_a_question_and_anything_else_with_nothing() -> None:
    assert did_you_mean("adma", ["gd", "adam"]) == " (did you mean adam?)"
    assert did_you_mean("xyz", ["gd", "adam"]) == ""


@pytest.mark.parametrize("minus", "-−–—‐‑")
def test_a_number_is_read_with_every_sign_that_stands_for_a_minus(minus: str) -> None:
    assert read_number(f"{minus}1.5e{minus}3") == -0.0015
    assert looks_like_number(f"{minus}2")


@pytest.mark.parametrize(
    ("word", "name"), [("adma", "adam"), ("Adamm", "adam"), ("zzz", ""), ("", "")]
)
def test_the_nearest_name_has_the_same_letters_or_most_of_them(word: str, name: str) -> None:
    assert nearest(word, ["adamax", "adam", "gd"]) == name
