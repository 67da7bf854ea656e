"""Task sheets: each question with its choices, and its answer at the end."""

from publish.lesson_pages import Studied
from publish.sheets import sheets
from publish.shell import html
from publish.where import Where
from tests.publish.reading import Read


def test_every_chapter_has_a_sheet_and_one_page_leads_to_them(studied: list[Studied]) -> None:
    leading, *others = sheets(studied)
    paths = [page.path for page in others]
    assert paths == ["sheets/article.html", "sheets/landscapes.html", "sheets/data.html"]
    found = Read(html(leading, Where()))
    assert [link for link in found.leads if link.startswith("sheets/")] == paths
    assert "1 question" in found.words["li"]


def test_a_sheet_asks_everything_before_it_answers_anything(studied: list[Studied]) -> None:
    _, _, page, _ = sheets(studied)
    text, lesson = html(page, Where()), studied[1].lesson
    found = Read(text)
    assert f"../{studied[1].path}" in found.leads
    assert found.asked == [f"../{studied[1].picture}-start.svg"]
    for choice in lesson.choices:
        assert choice in found.words["li"]
    assert text.index(lesson.question) < text.index('class="answers"') < text.index(lesson.answer)
    assert found.words["b"] == lesson.choices[lesson.right - 1]
