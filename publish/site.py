"""The whole site: what can be drawn is drawn, then every page is written with its neighbours."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from lessons import Lesson
from losses import Entry
from publish import feeds, indexes, lesson_pages, loss_pages, scripts, sheets
from publish.folder import write
from publish.lesson_pages import Studied
from publish.loss_pages import Drawn
from publish.shell import Page, html
from publish.where import Where

T = TypeVar("T")
U = TypeVar("U")
Say = Callable[[str], object]


@dataclass(frozen=True)
class Content:
    """What a site holds."""

    lessons: Sequence[Lesson]
    losses: Sequence[Entry]


def write_site(folder: Path, content: Content, where: Where, say: Say) -> list[str]:
    """Write every file; return a sentence for each page that could not be made.

    say   hears of each page that is made, in a sentence
    Raises OSError where the folder cannot be written to.
    """
    failures: list[str] = []
    studied = list(made(lesson_pages.study, content.lessons, failures, say))
    drawn = list(made(loss_pages.draw, content.losses, failures, say))
    for file in scripts.PLAYING:
        write(folder, file.name(), file.read())
    for files in (*(one.files for one in studied), *(one.files for one in drawn)):
        for path, picture in files.items():
            write(folder, path, picture)
    pages = list(pages_of(studied, drawn, where))
    for page in pages:
        write(folder, page.path, html(page, where))
    if where.address:
        write(folder, "sitemap.xml", feeds.sitemap(pages, where))
        write(folder, "robots.txt", feeds.robots(where))
        for page in pages:
            if page.framed:
                write(folder, page.oembed, feeds.oembed(page, where))
    return failures


def made(make: Callable[[T], U], things: Iterable[T], failures: list[str], say: Say) -> Iterator[U]:
    """Yield what is made of each thing; one that fails is a sentence among the failures."""
    for thing in things:
        key = getattr(thing, "key", "")
        try:
            yield make(thing)
        except Exception as error:  # whatever it is, the other pages are as good as before
            failures.append(f"The page of {key} is left out: {type(error).__name__}: {error}")
        else:
            say(f"Drawn: {key}.")


def pages_of(studied: Sequence[Studied], drawn: Sequence[Drawn], where: Where) -> Iterator[Page]:
    """Yield every page, each with neighbours that are there."""
    yield indexes.index(studied)
    yield indexes.catalogue(drawn)
    yield from sheets.sheets(studied, where)
    around = [None, *studied, None]
    for (before, one), (_, after) in pairwise(pairwise(around)):
        if one:
            yield lesson_pages.page(one, before, after)
    yield from map(loss_pages.page, drawn)
