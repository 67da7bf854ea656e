"""The page of a loss: its facts are text, and its runs are those of the catalogue."""

import json
import re
from dataclasses import replace

from losses import CATALOGUE
from publish.loss_pages import Drawn, page
from publish.shell import html
from publish.where import Where
from tests.publish.reading import Read

HOSTILE = "</code><script>alert(1)</script><img src=x> & \"'"


def test_the_page_says_what_the_catalogue_says(drawn: list[Drawn]) -> None:
    found = Read(html(page(drawn[0]), Where()))
    entry = CATALOGUE["rosenbrock"]
    assert found.words["h1"] == entry.title
    assert entry.note in found.words["p"]
    assert "Minimum 0 at (1, 1)." in found.words["p"]
    assert "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2" in found.words["code"]
    assert found.leads.count("../catalogue.html") == 2


def test_it_plays_at_once(drawn: list[Drawn]) -> None:
    said = json.loads(re.findall(r'id="data">(.*)</script>', drawn[0].stage)[0])
    assert said["veiled"] is None
    assert len(json.loads(said["shown"][0]["figure"])["layout"]["meta"]["runs"]) == 4


def test_no_word_of_a_loss_becomes_markup(drawn: list[Drawn]) -> None:
    words = dict.fromkeys(("title", "group", "note", "source"), HOSTILE)
    found = Read(html(page(replace(drawn[0], entry=replace(drawn[0].entry, **words))), Where()))
    assert found.words["h1"] == HOSTILE
    assert found.tags.count("img") == 1  # what stands in for the player
