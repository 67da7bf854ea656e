"""The tables of a visit: what menus call them, how many are kept, how they travel."""

import pytest

from experiment import decode
from experiment.edit_data import with_table
from losses.tables import TABLES, TableError, parse_rows
from ui import tables
from ui.state import Key, State


@pytest.fixture(autouse=True)
def visit(monkeypatch: pytest.MonkeyPatch) -> State:
    """A visit outside of any page."""
    kept = State()
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: kept})
    return kept


def long(start: int) -> str:
    return "u,v\n" + "".join(f"{start + k},{k * k}\n" for k in range(100))


def test_menus_have_ours_first_and_say_what_is_made_up(visit: State) -> None:
    key = tables.take("u,v\n1,2\n3,4", "mine.csv")
    known = tables.choices(visit.experiment)
    assert list(known) == [*TABLES, key]
    assert tables.called(known["cars"]) == "Stopping distances of cars · 50 rows"
    assert tables.called(known["outlier"]) == "A line with one outlier · 19 rows · made up"
    assert tables.called(known[key]) == "mine.csv · 2 rows"


def test_the_table_of_a_link_is_among_them(visit: State) -> None:
    visit.experiment, _ = decode("data=u+v;1+2;2+3")
    (*_, key) = tables.choices(visit.experiment)
    assert tables.called(tables.choices(visit.experiment)[key]) == "Table of the link · 2 rows"
    assert tables.take("u,v\n1,2\n2,3", "same.csv") == key  # the same table with its name
    assert list(tables.choices(visit.experiment)) == [*TABLES, key]


def test_a_visit_keeps_five_and_never_loses_the_one_that_is_shown(visit: State) -> None:
    first = tables.take(long(0), "0.csv")
    visit.experiment, _ = with_table(visit.experiment, visit.tables[first].table)
    later = [tables.take(long(k), f"{k}.csv") for k in range(1, 8)]
    assert list(visit.tables) == [first, *later[-4:]]


def test_a_file_that_is_called_like_a_table_of_ours_is_not_taken_for_it() -> None:
    key = tables.take("speed,distance\n1,2\n3,4", "cars")
    assert key != "cars"
    assert tables.called(tables.choices(State().experiment)[key]) == "cars (yours) · 2 rows"


def test_what_cannot_be_read_is_refused_and_not_kept(visit: State) -> None:
    with pytest.raises(TableError):
        tables.take(b"PK\x03\x04" + bytes(100), "book.xlsx")
    assert visit.tables == {}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (TABLES["galton"], "The link names this table; whoever opens it has it."),
        (
            parse_rows("u v;1 2"),
            "The link carries this table, as any of 60 rows or fewer: its numbers have four "
            "significant digits there and here.",
        ),
    ],
)
def test_how_a_table_travels_is_said(table, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert tables.journey(table) == sentence


def test_a_long_table_stays(visit: State) -> None:
    table = visit.tables[tables.take(long(0), "long.csv")].table
    assert tables.journey(table) == (
        "This table has 100 rows and stays in this session: whoever opens the link is asked for "
        "the file."
    )
