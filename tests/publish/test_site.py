"""The whole site: each page is small, asks nobody, and every link on it leads somewhere."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lessons import LESSONS
from losses import CATALOGUE
from publish.site import Content, write_site
from publish.where import Where
from tests.publish.conftest import KEYS, LOSSES, WHERE, Site
from tests.publish.reading import read

MOST = 600_000  # bytes of a page


def test_a_site_has_a_page_for_everything_and_says_what_it_has_drawn(site: Site) -> None:
    assert site.failures == []
    assert site.said == [f"Drawn: {key}." for key in (*KEYS, *LOSSES)]
    assert [str(page.relative_to(site.folder)) for page in site.pages] == [
        "catalogue/quadratic_1d.html", "catalogue/rosenbrock.html", "catalogue.html", "index.html",
        "lessons/article-escape.html", "lessons/data-scale.html", "lessons/land-ridge.html",
        "sheets/article.html", "sheets/data.html", "sheets/landscapes.html", "sheets.html",
    ]  # fmt: skip


def test_every_page_is_well_formed_and_small_and_its_links_lead_somewhere(site: Site) -> None:
    for page in site.pages:
        found = read(page)
        assert page.stat().st_size < MOST
        assert len(found.ids) == len(set(found.ids))
        for link in (*found.asked, *found.leads):
            parts = urlsplit(link)
            if link.startswith(WHERE.server):
                continue
            assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), link
            assert site.folder.resolve() in target.parents
            if link in found.leads:
                assert not parts.fragment or parts.fragment in read(target).ids


def test_a_page_fetches_only_files_of_the_site_and_names_no_foreign_address(site: Site) -> None:
    own = (WHERE.address, WHERE.server)
    for page in site.pages:
        found = read(page)
        assert [one for one in found.asked if "//" in one or one.startswith("/")] == []
        assert [one for one in found.leads if "//" in one and not one.startswith(own)] == []
        named = [*found.rel.values(), *found.meta.values()]
        assert [one for one in named if one.startswith("http") and not one.startswith(own)] == []
        policy = found.meta["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "https:" not in policy
        assert "connect-src" not in policy


def test_plotly_is_there_once_and_every_player_shares_it(site: Site) -> None:
    (plotly,) = site.folder.glob("plotly-*.js")
    (player,) = site.folder.glob("player-*.js")
    playing = [page for page in site.pages if page.parent.name in ("lessons", "catalogue")]
    for page in playing:
        scripts = [one for one in read(page).asked if one.endswith(".js")]
        assert scripts == [f"../{plotly.name}", f"../{player.name}"]


def test_a_lesson_that_cannot_be_drawn_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    broken = replace(LESSONS["land-ridge"], key="broken", link="loss=sqrt(")
    content = Content([LESSONS["article-escape"], broken], [CATALOGUE["quadratic_1d"]])
    (failure,) = write_site(tmp_path, content, Where(), str)
    assert failure.startswith("The page of broken is left out: LossError: ")
    assert not (tmp_path / "lessons/broken.html").exists()
    assert "lessons/article-escape.html" in read(tmp_path / "index.html").leads
    assert "broken" not in (tmp_path / "index.html").read_text("utf-8")
    # Without an address there is nothing that would have to name one.
    assert not (tmp_path / "sitemap.xml").exists()
    assert not (tmp_path / "oembed").exists()
    found = read(tmp_path / "lessons/article-escape.html")
    assert "canonical" not in found.rel
    assert found.meta["og:image"] == "../pictures/lessons/article-escape.png"


def test_written_again_a_site_is_the_same_to_the_byte(site: Site, tmp_path: Path) -> None:
    content = Content([LESSONS[key] for key in KEYS], [CATALOGUE[key] for key in LOSSES])
    write_site(tmp_path, content, WHERE, str)
    for file in tmp_path.rglob("*.*"):
        assert file.read_bytes() == (site.folder / file.relative_to(tmp_path)).read_bytes()
