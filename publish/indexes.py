"""The pages that lead to others: the lessons by chapters, the catalogue by groups, the sheets."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from lessons import Chapter, place
from losses.catalogue import groups
from publish.lesson_pages import Studied
from publish.loss_pages import Drawn
from publish.shell import NAME, Page

ABOUT = (
    "How optimizers walk down a loss: gradient descent, Adagrad, RMSProp, Adam and their relatives "
    "side by side, animated under one playhead. Every lesson asks a question before it shows the "
    "paths, and every statement in it is checked against the runs themselves."
)
LOSSES = (
    "Well-known losses, and what each of them teaches. The pictures show gradient descent, "
    "Adagrad, RMSProp and Adam for 200 steps, at learning rates that suit the loss."
)


def lessons_by_chapter(studied: Iterable[Studied]) -> list[tuple[Chapter, list[Studied]]]:
    """Return the chapters with those of their lessons that there are."""
    found = groupby(studied, key=lambda one: place(one.lesson).chapter)
    return [(chapter, list(ones)) for chapter, ones in found]


def index(studied: Sequence[Studied]) -> Page:
    """Return the first page: every lesson with its picture and its text."""
    chapters = lessons_by_chapter(studied)
    jumps = " ".join(f'<a href="#{one.key}">{escape(one.title)}</a>' for one, _ in chapters)
    parts = [
        shelf(chapter.key, chapter.title, chapter.note, [lesson_card(one) for one in ones])
        for chapter, ones in chapters
    ]
    about = f'<h1>{NAME}</h1>\n<p class="about">{escape(ABOUT)}</p>\n<p class="jumps">{jumps}</p>'
    body = f"<main>\n{about}\n{''.join(parts)}</main>"
    first = f"{studied[0].picture}.png" if studied else ""
    return Page("index.html", NAME, ABOUT, body, first)


def catalogue(drawn: Sequence[Drawn]) -> Page:
    """Return the page of the catalogue."""
    parts = []
    for place_, group in enumerate(groups()):
        ones = [loss_card(one) for one in drawn if one.entry.group == group]
        parts += [shelf(f"group-{place_}", group, "", ones)] if ones else []
    about = f'<h1>Catalogue</h1>\n<p class="about">{escape(LOSSES)}</p>'
    body = f"<main>\n{about}\n{''.join(parts)}</main>"
    first = f"{drawn[0].picture}.png" if drawn else ""
    return Page("catalogue.html", "Catalogue", LOSSES, body, first)


def lesson_card(one: Studied) -> str:
    """Return what leads to a lesson."""
    return card(one.path, f"{one.picture}.svg", one.lesson.title, one.lesson.text)


def loss_card(one: Drawn) -> str:
    """Return what leads to a loss."""
    return card(one.path, f"{one.picture}.svg", one.entry.title, one.entry.note)


def card(to: str, picture: str, title: str, text: str) -> str:
    """Return a picture, a title and a text as a link; all of them are text."""
    return (
        f'<li><a href="{to}"><img src="{picture}" alt="" width="240" height="150" loading="lazy">'
        f"<h3>{escape(title)}</h3></a><p>{escape(text)}</p></li>\n"
    )


def shelf(key: str, title: str, note: str, cards: Iterable[str]) -> str:
    """Return cards under their heading, which a link can lead to."""
    said = f"<p>{escape(note)}</p>\n" if note else ""
    return (
        f'<section><h2 id="{key}">{escape(title)}</h2>\n{said}'
        f'<ul class="cards">\n{"".join(cards)}</ul></section>\n'
    )
