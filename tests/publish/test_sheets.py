"""Worksheets of chapters: each question with its choices, its tips, and its answer at the end."""

from html import escape

import pytest
import segno

from lessons import CHAPTERS
from publish.lesson_pages import Studied
from publish.sheets import sheets
from publish.shell import html
from publish.where import Where
from tests.codes import modules
from tests.publish.conftest import WHERE
from tests.publish.reading import Read


def test_every_chapter_has_a_sheet_and_one_page_leads_to_them(studied: list[Studied]) -> None:
    leading, *others = sheets(studied, Where())
    paths = [page.path for page in others]
    assert paths == ["sheets/article.html", "sheets/landscapes.html", "sheets/data.html"]
    found = Read(html(leading, Where()))
    assert [link for link in found.leads if link.startswith("sheets/")] == paths
    assert "1 question" in found.words["li"]


def test_a_sheet_asks_everything_before_it_answers_anything(studied: list[Studied]) -> None:
    _, _, page, _ = sheets(studied, Where())
    text, lesson = html(page, Where()), studied[1].lesson
    found = Read(text)
    assert f"../{studied[1].path}" in found.leads
    assert found.asked == []
    for choice in lesson.choices:
        assert choice in found.words["li"]
    question, answer = escape(lesson.question), escape(lesson.answer)
    tips, answers = text.index('id="tips"'), text.index('id="answers"')
    assert text.index(question) < tips < answers
    assert answer not in text[:tips]
    right = lesson.choices[lesson.right - 1]
    assert f"<b>{right}</b>{answer.removeprefix(right)}" in text[answers:]


def test_a_tip_sheet_says_what_its_chapter_says(studied: list[Studied]) -> None:
    _, _, page, _ = sheets(studied, Where())
    chapter = next(one for one in CHAPTERS if one.key == "landscapes")
    found, ridge = Read(page.body), studied[1].lesson
    assert chapter.goal in found.words["p"]
    assert [done in found.words["td"] for _, done in chapter.plan] == [True] * 3
    (belief,) = [one for one in chapter.beliefs if one.lesson == ridge.key]
    assert belief.text in found.words["b"]
    assert f"See “{ridge.title}”: {ridge.question} {ridge.answer}" in found.words["li"]
    others = [one for one in chapter.beliefs if one.lesson != ridge.key]
    assert others
    assert not any(one.text in page.body for one in others)  # their lessons are not in this site


@pytest.mark.parametrize(
    ("where", "address"),
    [
        (WHERE, "https://site.example/a/b/lessons/land-ridge.html"),
        (Where(server="https://app.example/"), "https://app.example/?{query}"),
    ],
)
def test_a_code_is_that_of_the_page_or_of_the_server(
    studied: list[Studied], where: Where, address: str
) -> None:
    _, _, page, _ = sheets(studied, where)
    address = address.format(query=studied[1].lesson.query())
    svg = page.body.partition('<div class="qr">')[2].partition("</div>")[0]
    code = next(
        found
        for level in ("m", "l")
        if (found := segno.make_qr(address, error=level)).version <= 10 or level == "l"
    )
    dark = {(r, c) for r, row in enumerate(code.matrix) for c, bit in enumerate(row) if bit & 1}
    assert modules(svg) == dark
    assert page.body.count('<div class="qr">') == 2
    assert address in Read(page.body).words["code"]


def test_without_any_address_the_path_of_the_page_stands_there(studied: list[Studied]) -> None:
    _, _, page, _ = sheets(studied, Where())
    assert '<div class="qr">' not in page.body
    assert Read(page.body).words["code"] == "lessons/land-ridge.html"
