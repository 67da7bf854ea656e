"""A small site, drawn once for all tests: three lessons, one with variants, and two losses."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from lessons import LESSONS
from losses import CATALOGUE
from publish import lesson_pages, loss_pages
from publish.lesson_pages import Studied
from publish.loss_pages import Drawn
from publish.site import Content, write_site
from publish.where import Where

KEYS = ("article-escape", "land-ridge", "data-scale")
LOSSES = ("rosenbrock", "quadratic_1d")
WHERE = Where("https://site.example/a/b/", "https://app.example/")


@dataclass(frozen=True)
class Site:
    """A site on the disk, and what was said while it was written."""

    folder: Path
    failures: list[str]
    said: list[str]

    @property
    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder, said = tmp_path_factory.mktemp("site"), list[str]()
    content = Content([LESSONS[key] for key in KEYS], [CATALOGUE[key] for key in LOSSES])
    return Site(folder, write_site(folder, content, WHERE, said.append), said)


@pytest.fixture(scope="session")
def studied() -> list[Studied]:
    return [lesson_pages.study(LESSONS[key]) for key in KEYS]


@pytest.fixture(scope="session")
def drawn() -> list[Drawn]:
    return [loss_pages.draw(CATALOGUE[key]) for key in LOSSES]
