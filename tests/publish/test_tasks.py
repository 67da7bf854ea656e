"""A task: its title leads to its link, and its answer says the right choice once."""

import pytest
import segno

from publish.picture import see
from publish.tasks import Question, Task, code, titled, true
from tests.codes import modules

SEEN = see("loss=x^2&run=gd+lr+0.25+at+1&steps=8")


def task(title: str = "One", address: str = "") -> Task:
    return Task(title, "A bowl.", Question("Where?", "At 0."), SEEN, address, address, "loss=x^2")


@pytest.mark.parametrize(
    ("right", "answer", "html"),
    [
        ("Neither", "Neither: both stay.", "<b>Neither</b>: both stay."),
        ("No", "Not here: it stays.", "<b>No</b>. Not here: it stays."),
        ("Two", "By two steps.", "<b>Two</b>. By two steps."),
        ("", "a < b.", "a &lt; b."),
        ("a < b", "a < b & c.", "<b>a &lt; b</b> &amp; c."),
    ],
)
def test_the_right_choice_is_said_once(right: str, answer: str, html: str) -> None:
    assert true(Question("?", answer, right)) == html


def test_the_code_is_that_of_the_whole_address() -> None:
    address = "https://site.example/sb/?loss=x%5E2&run=gd+lr+0.25+at+1"
    svg = code(task(address=address)).removeprefix('<div class="qr">').removesuffix("</div>")
    matrix = segno.make_qr(address, error="m").matrix
    dark = {(r, c) for r, row in enumerate(matrix) for c, bit in enumerate(row) if bit & 1}
    assert modules(svg) == dark


def test_without_an_address_or_where_it_is_too_long_there_is_no_code() -> None:
    assert code(task()) == code(task(address="https://a.example/?" + "x" * 3000)) == ""


def test_a_title_is_text_and_leads_to_its_address() -> None:
    assert titled(task("<b>")) == "&lt;b&gt;"
    led = titled(task("One", "https://a.example/?a=1&b=2"))
    assert led == '<a href="https://a.example/?a=1&amp;b=2">One</a>'


def test_a_task_is_looked_at_from_its_start_on() -> None:
    assert task().steps == (0, 2, 4, 8)
