"""The key moments in words: what stands in the table, and that names are never markup."""

from html.parser import HTMLParser

from experiment import decode, moments, run
from tests.visiting import checked, html, opened
from ui.panels import moments as panel

LINK = "loss=x^2&run=gd+lr+0.75+at+1&run=gd+lr+0.25+at+1&run=gd+lr+0.1+at+0&steps=40"


class Cells(HTMLParser):
    """The rows of a table, and whether every head of it says what it is the head of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.scopes: list[str | None] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope"))
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows:
            self.rows[-1][-1] += data


def test_each_run_is_a_row_of_words() -> None:
    e, _ = decode(LINK)
    lines = [panel.words(f"run {m.run}", m) for m in moments(e, run(e))]
    # On x² the first turns round by −0.5 a step and the second halves; the window is found.
    assert [line[1:3] for line in lines] == [
        ("step 1, length 1.5", "at every step"),
        ("step 1, length 0.5", "none"),
        ("none: it did not move", "none"),
    ]
    assert [line[3] for line in lines] == [f"step {t.verdict.step}" for t in run(e)]
    assert lines[2][4] == "Starts at the minimum at x = 0 and stays there."


def test_the_table_has_heads_for_columns_and_rows() -> None:
    table = Cells(panel.table([("1  A", "b", "c", "d", "e"), ("2  F", "g", "h", "i", "j")], [0, 1]))
    assert table.rows == [list(panel.COLUMNS), ["1  A", *"bcde"], ["2  F", *"ghij"]]
    assert table.scopes == ["col"] * 5 + ["row"] * 2
    assert "caption" in table.tags


def test_a_name_is_text_in_the_table_and_one_cell_of_what_is_copied() -> None:
    line = ("1  <img src=x onerror=alert(1)>\t=1+1\n", "b", "c", "d", "e")
    table = Cells(panel.table([line], [0]))
    assert "img" not in table.tags
    assert table.rows[1][0] == line[0]
    copied = panel.as_text([line]).split("\n")[1]
    assert copied.split("\t") == [
        "1 <img src=x onerror=alert(1)> =1+1",
        *"bcde",
    ]


def test_where_a_run_overshot_is_counted_and_the_first_is_named() -> None:
    e, _ = decode("loss=x^2&run=momentum+lr+0.05+at+1&steps=12")
    (one,) = moments(e, run(e))
    x = run(e)[0].points[:, 0]
    past = [k for k in range(1, 13) if (x[k] - x[k - 1]) * x[k] > 0]
    assert panel.words("", one)[2] == f"{len(past)} of 12 steps, first at step {past[0]}"


def test_the_tab_shows_the_table_and_what_its_words_mean() -> None:
    app = opened(LINK)
    assert "Largest step" not in html(app)
    app.session_state["part"] = "Key moments"
    checked(app.run())
    table = Cells(next(block.body for block in app.main.get("html") if "Largest" in block.body))
    assert [row[0] for row in table.rows[1:]] == [
        "1  Gradient descent 0.75",
        "2  Gradient descent 0.25",
        "3  Gradient descent 0.1",
    ]
    assert any("overshoots where the loss rises again" in text.value for text in app.main.caption)
