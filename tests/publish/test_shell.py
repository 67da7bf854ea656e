"""What every page has: words that stay words, and one number for the scripts of each page."""

import re
from html import unescape

import pytest

from publish.shell import DESCRIBED, Page, head, html
from publish.where import Where
from tests.publish.reading import Read

HOSTILE = "</title><script>alert(1)</script><img src=//x.example> & \"' \x00"
WHERE = Where("https://a.example/s/", "https://b.example/")


def page(**more: object) -> Page:
    given = {"body": "<p>x</p>", "picture": "pictures/x.png", "framed": True, "plays": True}
    named = {
        "path": "lessons/x.html",
        "title": "T",
        "description": "D",
        "link": "loss=x^2&lesson=k",
    }
    return Page(**{**named, **given, **more})  # type: ignore[arg-type]


def test_title_and_description_are_text_whatever_is_in_them() -> None:
    found = Read(html(page(title=HOSTILE, description=HOSTILE), WHERE))
    assert found.words["title"] == f"{HOSTILE} · Switchback"
    assert found.meta["og:title"] == found.meta["twitter:title"] == HOSTILE
    assert found.meta["description"] == " ".join(HOSTILE.split())
    assert found.asked == ["../" + one for one in found_names(found)]
    assert "img" not in found.tags


def found_names(found: Read) -> list[str]:
    return [one.removeprefix("../") for one in found.asked]


def test_a_long_description_ends_between_words() -> None:
    told = Read(html(page(description="word " * 200), WHERE)).meta["og:description"]
    assert len(told) <= DESCRIBED
    assert told.endswith("word …")


def test_a_named_server_is_where_the_page_has_its_own_address() -> None:
    found = Read(html(page(), WHERE))
    assert found.rel["canonical"] == "https://b.example/?loss=x^2&lesson=k"
    assert found.meta["og:image"] == "https://a.example/s/pictures/x.png"
    assert found.rel["alternate"] == "https://a.example/s/oembed/lessons/x.json"
    assert "https://b.example/?loss=x^2&lesson=k" in found.leads
    own = Read(html(page(), Where(WHERE.address)))
    assert own.rel["canonical"] == own.meta["og:url"] == "https://a.example/s/lessons/x.html"


def test_the_pictures_are_declared_as_large_as_they_are() -> None:
    meta = Read(html(page(), WHERE)).meta
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("plays", [True, False])
def test_only_the_scripts_of_the_page_run(plays: bool) -> None:
    text = html(page(plays=plays), WHERE)
    policy = unescape(Read(text).meta["Content-Security-Policy"])
    (number,) = set(re.findall(r'<script nonce="([0-9a-f]{32})"', text)) or {None}
    assert (number is not None) == plays
    if number:
        assert f"script-src 'nonce-{number}';" in policy
        assert number not in html(page(body="<p>y</p>"), WHERE)
    assert "'unsafe-eval'" not in policy


def test_the_ways_know_where_they_stand() -> None:
    below = Read(html(page(), Where()))
    assert {"../index.html", "../catalogue.html", "../sheets.html", "x.html"} <= set(below.leads)
    above = Read(html(page(path="index.html", framed=False), Where()))
    assert above.leads[:2] == ["index.html", "index.html"]
    assert head(page(path="index.html", title="Switchback", link=""), Where("https://a.example/")) \
        .count('rel="canonical" href="https://a.example/"') == 1  # fmt: skip
