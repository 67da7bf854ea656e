"""The dialog of data: choosing, dropping and pasting a table; what is refused; whose it is."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from experiment import encode
from losses.tables import OPENINGS, TABLES
from tests.visiting import checked, html, in_link, markdown, opened, player, shown, state

ROWS = "u,v\n" + "".join(f"{k},{2 * k + k % 3}\n" for k in range(100))
HOSTILE = json.loads((Path(__file__).parents[2] / "data" / "hostile.json").read_text("utf-8"))


def dialog(link: str = "data=cars&run=gd+lr+0.001+at+0+0") -> AppTest:
    app = opened(link)
    return checked(app.button(key="own-data").click().run())


def pasted(app: AppTest, text: str) -> AppTest:
    return checked(app.text_area(key="table-pasted").set_value(text).run())


def dropped(app: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    field = app.file_uploader(key="table-file")
    return checked(field.set_value((name, content, "text/csv")).run())


def texts(app: AppTest) -> list[str]:
    """Return the sentences of the dialog: it is neither in the sidebar nor below the picture."""
    beside = {id(text.proto) for text in (*app.sidebar.text, *app.main.text)}
    return [text.value for text in app.text if id(text.proto) not in beside]


def address(app: AppTest) -> str:
    return urlencode({key: app.query_params[key] for key in app.query_params}, doseq=True)


def test_a_table_of_ours_is_shown_with_its_source_and_first_rows() -> None:
    app = dialog()
    assert OPENINGS["cars"].note in texts(app)[0]
    assert texts(app)[0].endswith(TABLES["cars"].source)
    (table,) = app.dataframe
    assert table.value.to_numpy().tolist() == TABLES["cars"].values.tolist()
    checked(app.selectbox(key="table-in-dialog").set_value("galton").run())
    assert in_link(app).data.table == TABLES["galton"]  # type: ignore[union-attr]
    assert len(app.dataframe[0].value) == 50
    assert [one.value for one in app.caption] == ["The first 50 of 928 rows."]


def test_a_pasted_table_is_shown_at_once_and_travels() -> None:
    app = pasted(dialog(), "u;v\n1,5;2\n2;3,1\n4;5")
    assert in_link(app).data.table.values.tolist() == [[1.5, 2], [2, 3.1], [4, 5]]  # type: ignore[union-attr]
    assert texts(app)[:3] == [
        "The columns are separated by semicolons.",
        "Commas are decimal: “1,5” is 1.5.",
        "The link carries this table, as any of 60 rows or fewer: its numbers have four "
        "significant digits there and here.",
    ]
    assert shown(opened(address(app))) == shown(app)


def test_a_dropped_file_of_many_rows_stays_in_the_visit() -> None:
    app = dropped(dialog(), ROWS.encode())
    (fingerprint,) = state(app).tables
    assert app.query_params["data"] == f"mine.csv {fingerprint}"
    assert app.selectbox(key="table-chosen").value == fingerprint
    checked(app.selectbox(key="table-chosen").set_value("cars").run())
    checked(app.selectbox(key="table-chosen").set_value(fingerprint).run())
    assert shown(app).data.table.name == "mine.csv"  # type: ignore[union-attr]


def test_another_visit_is_asked_for_the_file_and_shows_the_comparison_when_it_has_it() -> None:
    mine = dropped(dialog(), ROWS.encode())
    link = encode(shown(mine))
    theirs = opened(link)
    assert state(theirs).tables == {}
    assert shown(theirs).data is None
    assert [str(one) for one in state(theirs).problems] == [
        "data: the table “mine.csv” does not travel in a link; give the file under Data, and the "
        "comparison appears."
    ]
    assert "A table is missing" in html(theirs)
    checked(theirs.button(key="give-table").click().run())
    assert texts(theirs)[0] == (
        "This link needs a table that stays with whoever made it. Give its file here."
    )
    dropped(theirs, b"u,v\n1,2\n5,6")
    assert shown(theirs).data is None
    assert any(text.startswith("This is another table than the one") for text in texts(theirs))
    dropped(theirs, ROWS.encode(), "renamed.txt")
    assert not state(theirs).problems
    assert shown(theirs).data.table.values.tolist() == shown(mine).data.table.values.tolist()  # type: ignore[union-attr]
    assert shown(theirs).runs == shown(mine).runs
    assert state(theirs).wanted is None


def test_without_the_file_any_other_comparison_is_a_change_away() -> None:
    app = opened("data=mine.csv+0123456789ab&run=gd+lr+0.1+at+0+0&steps=9")
    checked(app.selectbox(key="picked").set_value("beale").run())
    assert in_link(app).loss == "beale"
    assert player(app)["steps"] == 9
    assert state(app).wanted is None


def test_what_cannot_be_read_is_said_at_the_field_and_nothing_is_lost() -> None:
    app = dialog()
    before = shown(app)
    pasted(app, "u,v\n1,2\n3,x\n4,5\n6,7")
    assert [texts(app)[-1], shown(app)] == [
        "Row 2 below the header, column 2 (v): “x” is no number.", before,
    ]  # fmt: skip
    assert app.text_area(key="table-pasted").value == "u,v\n1,2\n3,x\n4,5\n6,7"
    pasted(app, "u,v\n1,2\n3,4\n4,5\n6,7")
    assert state(app).table_fault == ""
    assert shown(app).data.count == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>,![](http://evil.example/x.png)\n1,2\n2,3\n3,1",
        "=cmd|'/c calc'!A1,+1+1,@SUM(A1)\n1,2,3\n2,3,9\n5,1,2",
        "u,v\n=1+1,2\n3,4",
        "u\u202e\x00\x07,v\u200b\n1,2\n2,2\n4,5",
        ",".join(f"c{k}" for k in range(100_000)) + "\n" + ",".join("1" * 100_000),
        "u,v\n" + "9" * 1_000_000 + ",2\n",
        "u,v\n1e999,2\nNaN,3\n4,5",
        "u,v\n" + "1,2\n" * 300_000,
        "PK\x03\x04" + "\x00" * 5000,
        "sin,mean,e\n1,2,3\n4,5,7\n1,1,1",
        "u,v\n" + "1,1\n" * 5,
        "\ud800,v\n1,2",
        "5\n",
    ],
)
def test_nothing_that_is_pasted_breaks_the_page(text: str) -> None:
    app = pasted(dialog(), text.encode("utf-8", "replace").decode())
    written = markdown(app) + " ".join(one.value for one in app.sidebar.markdown) + html(app)
    for word in ("<img", "](http", "evil.example", "cmd|"):
        assert word not in written


def test_hostile_cells_and_names_stay_text() -> None:
    app = dialog()
    for entry in HOSTILE[::60]:
        text = f"{entry['text'][:2000]},v\n1,2\n2,3\n3,1\n".encode("utf-8", "replace").decode()
        pasted(app, text)
        assert "http" not in markdown(app)
        (table,) = app.dataframe
        for name in table.value.columns:
            assert name.replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"PK\x03\x04" + bytes(2000), "This is a ZIP or Excel file"),
        (b"\xff\xfe" + "u;v\n1;2\n2;4".encode("utf-16-le"), ""),
        (bytes(range(256)) * 20, ""),
        (b"", ""),
    ],
)
def test_a_file_of_any_bytes_is_a_table_or_one_sentence(content: bytes, start: str) -> None:
    app = dropped(dialog(), content, "=x|<b>.csv")
    assert state(app).table_fault.startswith(start) or not start
    assert state(app).table_fault or shown(app).data.count == 2  # type: ignore[union-attr]
