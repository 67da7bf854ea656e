"""Links and names out of pasted text, as chat, mail, forms and spreadsheets wrap them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import decode
from experiment.classroom.lines import MAX_NAME, Line, lines_of

LINK = "http://127.0.0.1:8501/?loss=(1-x)^2%2By^2&run=gd+lr+0.1+at+1+1&view=overlay+without+2,3"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url=http%3A%2F%2F127.0.0.1%3A8501%2F%3Floss"
SAFE += "%3Dx%255E2%26run%3Dgd%2Blr%2B0.1%2Bat%2B1&data=05%7C01"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (LINK, ""),
        (f"Ada {LINK}", "Ada"),
        (f"Ada: {LINK}", "Ada"),
        (f"Ada Lovelace - <{LINK}>", "Ada Lovelace"),
        (f"[12:03] Ada: {LINK}.", "Ada"),
        (f"[12:03, 29/11/2026] Ada: {LINK}", "Ada"),
        (f"29.11.26, 10:11 - Ada: {LINK}", "Ada"),
        (f"10:03:12 From Ada to Everyone: {LINK}", "Ada"),
        (f'"2026/11/29 10:00:01","Ada","{LINK}"', "Ada"),
        (f'"Lovelace, Ada","{LINK}"', "Lovelace, Ada"),
        (f"2026-11-29T10:00\tAda\t{LINK}\tok", "Ada"),
        (f"Ada;{LINK};", "Ada"),
        (f"1. Ada ({LINK})", "Ada"),
        (f"- **Ada** [my link]({LINK})", "Ada"),
        (f"[{LINK}]({LINK})", ""),
        (f"Ada <{LINK}|my link>", "Ada"),
        (f"> Ada: {LINK}", "Ada"),
        (f'<p>Ada <a href="{LINK.replace("&", "&amp;")}">here</a></p>', "Ada"),
        (f"\ufeffAda\u200b:\xa0{LINK}\u202e", "Ada"),
        (f"<script>alert(1)</script> {LINK}", "alert(1)"),
        (f"Ada (B) {LINK}", "Ada (B)"),
    ],
)
def test_the_link_and_the_name_before_it_are_found(row: str, name: str) -> None:
    assert list(lines_of(row)) == [Line(1, name, LINK)]


def test_addresses_within_those_of_mail_filters_read_as_they_were() -> None:
    (line,) = lines_of(f"Ada: {SAFE}")
    assert line.name == "Ada"
    assert decode(line.link) == decode("loss=x^2&run=gd+lr+0.1+at+1")


def test_a_bare_query_is_a_link_and_may_hold_spaces() -> None:
    query = "loss=x^2 + y^2&run=gd lr 0.1 at 1 1"
    assert list(lines_of(f"Ada: {query}")) == [Line(1, "Ada", query)]
    assert list(lines_of(f"?{query}")) == [Line(1, "", f"?{query}")]


def test_a_name_may_stand_on_the_line_above() -> None:
    text = f"Ada\n{LINK}\n\nBen\n\n{LINK}"
    assert list(lines_of(text)) == [Line(2, "Ada", LINK), Line(4, "Ben", ""), Line(6, "", LINK)]


def test_a_link_that_a_mail_has_broken_is_whole_again() -> None:
    assert list(lines_of(f"Ada {LINK[:70]}\n{LINK[70:]}\nBen: {LINK}")) == [
        Line(1, "Ada", LINK),
        Line(3, "Ben", LINK),
    ]
    assert list(lines_of(f"> {LINK[:70]}\n> {LINK[70:]}")) == [Line(1, "", LINK)]


def test_quoted_printable_is_undone() -> None:
    coded = LINK.replace("=", "=3D")
    assert list(lines_of(f"Ada {coded[:60]}=\n{coded[60:]}")) == [Line(1, "Ada", LINK)]


def test_line_ends_of_any_system_count_alike() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert [line.number for line in lines_of(f"Ada: {LINK}{end}{end}Ben: {LINK}")] == [1, 3]


def test_a_bar_of_an_absolute_value_stays() -> None:
    link = "http://a.b/?loss=|x|&run=gd"
    assert [line.link for line in lines_of(f"<{link}>")] == [link]


@given(st.text(max_size=300))
def test_any_text_gives_short_names_without_line_ends(text: str) -> None:
    for line in lines_of(f"{text}\n{text} {LINK}"):
        assert len(line.name) <= MAX_NAME
        assert not set(line.name) & set("\n\r\0\u202e")


def test_hostile_lengths_take_no_time() -> None:
    for text in (
        "<" * 300_000,
        "=3D\n" * 9999,
        "&=" * 200_000,
        "10:00 " * 99_999,
        f"{LINK}&" * 3000,
    ):
        assert all(len(line.link) < 100_000 for line in lines_of(text))
