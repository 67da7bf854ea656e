"""Task sheets: the questions of a chapter to print, its answers on a page of their own."""

from collections.abc import Iterable, Sequence
from html import escape

from lessons import Chapter
from publish.indexes import lessons_by_chapter
from publish.lesson_pages import Studied
from publish.shell import Page

ABOUT = (
    "The questions of a chapter to print and to answer before the paths are seen. Each leads to "
    "the page that shows them; the answers stand on a page of their own."
)


def path(chapter: Chapter) -> str:
    """Return the path of a chapter's sheet, below the folder of the site."""
    return f"sheets/{chapter.key}.html"


def sheets(studied: Sequence[Studied]) -> list[Page]:
    """Return a sheet for each chapter, after the page that leads to them."""
    chapters = lessons_by_chapter(studied)
    rows = "".join(
        f'<li><a href="{path(chapter)}">{escape(chapter.title)}</a>: '
        f"{len(ones)} {'question' if len(ones) == 1 else 'questions'}</li>\n"
        for chapter, ones in chapters
    )
    body = f'<main class="sheet"><h1>Task sheets</h1>\n<p>{ABOUT}</p>\n<ul>\n{rows}</ul></main>'
    first = f"{studied[0].picture}.png" if studied else ""
    leading = Page("sheets.html", "Task sheets", ABOUT, body, first)
    return [leading, *(sheet(chapter, ones) for chapter, ones in chapters)]


def sheet(chapter: Chapter, ones: Sequence[Studied]) -> Page:
    """Return the sheet of a chapter: a task for each lesson, then the answers."""
    tasks = "".join(map(task, ones))
    body = (
        f'<main class="sheet"><h1>{escape(chapter.title)}</h1>\n<p>{escape(chapter.note)}</p>\n'
        f'<p class="fields">Name <span></span> Date <span></span></p>\n<ol>\n{tasks}</ol>\n'
        f'<section class="answers"><h2>Answers: {escape(chapter.title)}</h2>\n'
        f"<ol>\n{answers(ones)}</ol></section></main>"
    )
    title, picture = f"{chapter.title}: task sheet", f"{ones[0].picture}.png"
    return Page(path(chapter), title, f"{ABOUT} {chapter.note}", body, picture)


def task(one: Studied) -> str:
    """Return a lesson's question with its picture before the first step, and room for a reason."""
    lesson = one.lesson
    choices = "".join(f"<li>{escape(choice)}</li>" for choice in lesson.choices)
    return (
        f'<li><h3><a href="../{one.path}">{escape(lesson.title)}</a></h3>\n'
        f'<img src="../{one.picture}-start.svg" alt="" width="240" height="150">\n'
        f'<p>{escape(lesson.text)}</p>\n<p class="asked">{escape(lesson.question)}</p>\n'
        f'<ul class="boxes">{choices}</ul>\n<p class="fields">Because <span></span></p></li>\n'
    )


def answers(ones: Iterable[Studied]) -> str:
    """Return the right choice and the answer of each lesson."""
    return "".join(
        f"<li><b>{escape(one.lesson.choices[one.lesson.right - 1])}</b>. "
        f"{escape(one.lesson.answer)}</li>\n"
        for one in ones
    )
