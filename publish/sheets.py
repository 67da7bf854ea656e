"""Worksheets of the chapters: the questions of their lessons, a tip sheet and the answers."""

from collections.abc import Sequence
from html import escape

from language.wording import counted
from lessons import Chapter
from publish.indexes import lessons_by_chapter
from publish.lesson_pages import Studied
from publish.paper import paper
from publish.shell import Page
from publish.tasks import Question, Task
from publish.tips import Tips
from publish.where import Where

ABOUT = (
    "Worksheets to print, one a chapter: questions to answer before the paths are seen, frames of "
    "the runs with blanks to fill in, a tip sheet for the teacher, and the answers on a page of "
    "their own."
)


def path(chapter: Chapter) -> str:
    """Return the path of a chapter's sheet, below the folder of the site."""
    return f"sheets/{chapter.key}.html"


def sheets(studied: Sequence[Studied], where: Where) -> list[Page]:
    """Return a sheet for each chapter, after the page that leads to them."""
    chapters = lessons_by_chapter(studied)
    rows = "".join(
        f'<li><a href="{path(chapter)}">{escape(chapter.title)}</a>: '
        f"{counted(len(ones), 'question')}</li>\n"
        for chapter, ones in chapters
    )
    body = f'<main class="sheet"><h1>Worksheets</h1>\n<p>{ABOUT}</p>\n<ul>\n{rows}</ul></main>'
    first = f"{studied[0].picture}.png" if studied else ""
    leading = Page("sheets.html", "Worksheets", ABOUT, body, first)
    return [leading, *(sheet(chapter, ones, where) for chapter, ones in chapters)]


def sheet(chapter: Chapter, ones: Sequence[Studied], where: Where) -> Page:
    """Return the sheet of a chapter, with those of its lessons that there are."""
    body = paper(
        chapter.title, chapter.note, [task(one, where) for one in ones], tips(chapter, ones)
    )
    title, picture = f"{chapter.title}: worksheet", f"{ones[0].picture}.png"
    return Page(path(chapter), title, f"{ABOUT} {chapter.note}", body, picture)


def task(one: Studied, where: Where) -> Task:
    """Return the task of a lesson: its page asks, or where that has no address, the server."""
    lesson = one.lesson
    address = where.absolute(one.path) or where.served(lesson.query())
    return Task(
        title=lesson.title,
        text=lesson.text,
        question=Question(
            lesson.question, lesson.answer, lesson.choices[lesson.right - 1], lesson.choices
        ),
        seen=one.seen,
        href=f"../{one.path}",
        address=address,
        shown=address or one.path,
    )


def tips(chapter: Chapter, ones: Sequence[Studied]) -> Tips:
    """Return what the chapter tells the teacher; each mistake is met by the answer of a lesson."""
    there = {one.lesson.key: one.lesson for one in ones}
    wrong = [
        (belief.text, f"See “{lesson.title}”: {lesson.question} {lesson.answer}")
        for belief in chapter.beliefs
        if (lesson := there.get(belief.lesson))
    ]
    return Tips(chapter.goal, wrong, chapter.plan)
