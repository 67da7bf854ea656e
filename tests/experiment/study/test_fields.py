"""The fields of a TOML table: what is read, and how a wrong one is refused."""

from datetime import date
from typing import Any

import pytest

from experiment.limits import Limit
from experiment.study.fields import (
    Section,
    StudyError,
    amount,
    complain,
    found,
    numbers,
    refuse,
    several,
    text,
    within,
)

FEW = Limit("", 1, 5000, whole=True)
SHARE = Limit("", 0.5, 2.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"), (3, "3"), (10**400, "a number of too many digits"), (1e-8, "1e-8"),
        ("", "empty"), ("a\nb", "“a\\u000ab”"), ([1], "a list of 1 value"), ({}, "a table"),
        (date(2026, 1, 1), "a date or a time"),
    ],
)  # fmt: skip
def test_what_was_found_is_said_in_words(value: object, words: str) -> None:
    assert found(value) == words


def test_a_wrong_value_is_refused_by_its_place() -> None:
    with pytest.raises(StudyError) as refused:
        refuse("rules[2].dials", 3, "a table")
    assert str(refused.value) == "`rules[2].dials` is 3, but it must be a table."
    with pytest.raises(StudyError) as refused:
        complain("losses[1]", "it names no loss.")
    assert str(refused.value) == "`losses[1]`: it names no loss."


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "A study has no key “stpes” (did you mean steps?); there are steps and goal."),
        ("a", "`a` has no key “stpes” (did you mean steps?); there are steps and goal."),
    ],
)
def test_an_unknown_key_is_refused(place: str, sentence: str) -> None:
    with pytest.raises(StudyError) as refused:
        Section({"stpes": 3}, ("steps", "goal"), place)
    assert str(refused.value) == sentence


def test_a_section_takes_what_is_there_and_has_defaults() -> None:
    section = Section({"n": 4, "t": " words "}, ("n", "t", "m", "u"), "a")
    assert section.number("n", FEW, 9) == 4
    assert section.number("m", FEW, 9) == 9
    assert (section.text("t", 5), section.text("u", 5, "usual")) == ("words", "usual")
    with pytest.raises(StudyError) as refused:
        section.text("n", 5)
    assert str(refused.value) == "`a.n` is 4, but it must be a text of 1 to 5 characters."


@pytest.mark.parametrize(
    ("limit", "value", "kept"),
    [
        (FEW, 3, 3), (FEW, 3.0, 3), (FEW, 3.5, None), (FEW, True, None), (FEW, "3", None),
        (FEW, float("nan"), None), (SHARE, 1, 1.0), (SHARE, 3, None), (FEW, 10**400, None),
    ],
)  # fmt: skip
def test_numbers_are_read_within_their_limit(limit: Limit, value: Any, kept: float | None) -> None:
    assert within(limit)(value) == kept


def test_lists_hold_different_numbers_and_not_too_many() -> None:
    read = numbers(FEW, 3)
    assert read([3, 1]) == (3, 1)
    assert [read(bad) for bad in ([], [1, 1], [1, 2, 3, 4], [0], 3, "12")] == [None] * 6
    assert several(FEW, 3) == "a list of 1 to 3 different whole numbers from 1 to 5,000"
    assert amount(SHARE) == "a number from 0.5 to 2.0"


def test_texts_are_neither_empty_nor_long() -> None:
    assert [text(value, 3) for value in (" ab ", "", "abcd", 3)] == ["ab", None, None, None]
