"""What machines read: a sitemap and oEmbed files, in whole addresses."""

import json
from xml.etree import ElementTree

from publish.feeds import oembed
from publish.shell import Page
from publish.where import Where
from tests.publish.conftest import WHERE, Site
from tests.publish.reading import Read, read

SCHEMA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_has_every_page_once(site: Site) -> None:
    root = ElementTree.parse(site.folder / "sitemap.xml").getroot()
    found = [row.text or "" for row in root.iter(f"{SCHEMA}loc")]
    paths = [str(page.relative_to(site.folder)) for page in site.pages]
    assert sorted(found) == sorted(
        WHERE.absolute("" if path == "index.html" else path) for path in paths
    )
    assert f"Sitemap: {WHERE.address}sitemap.xml" in (site.folder / "robots.txt").read_text()


def test_each_page_that_plays_leads_to_how_it_is_embedded(site: Site) -> None:
    pages = [page for page in site.pages if page.parent.name in ("lessons", "catalogue")]
    for page in pages:
        link = read(page).rel["alternate"].removeprefix(WHERE.address)
        told = json.loads((site.folder / link).read_text("utf-8"))
        assert (told["version"], told["type"]) == ("1.0", "rich")
        picture = told["thumbnail_url"].removeprefix(WHERE.address)
        assert (site.folder / picture).read_bytes().startswith(b"\x89PNG")
        frame = Read(told["html"])
        assert frame.asked == [WHERE.absolute(str(page.relative_to(site.folder)))]
        assert frame.tags == ["iframe"]
    assert len(list((site.folder / "oembed").rglob("*.json"))) == len(pages)


def test_a_title_stays_text_in_json() -> None:
    page = Page("lessons/x.html", 'A "b" </script>', "", "", "p.png", framed=True)
    assert json.loads(oembed(page, Where("https://a.example/")))["title"] == 'A "b" </script>'
