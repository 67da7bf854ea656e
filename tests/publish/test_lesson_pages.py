"""The page of a lesson: all of its words as text, and nothing of the paths before the answer."""

import json
import re
from dataclasses import replace

import pytest

from lessons import LESSONS, place
from publish import lesson_pages
from publish.lesson_pages import Studied, page, without_known
from publish.shell import html
from publish.where import Where
from tests.publish.reading import Read

HOSTILE = "</p></script><script>alert(1)</script><img src=x onerror=alert(1)> & \"'"


def said(one: Studied) -> dict:
    return json.loads(re.findall(r'id="data">(.*)</script>', one.stage)[0])


def test_the_page_says_what_the_lesson_says(studied: list[Studied]) -> None:
    one = studied[1]
    found = Read(html(page(one, studied[0], studied[2]), Where()))
    lesson = LESSONS["land-ridge"]
    assert found.words["h1"] == lesson.title
    for text in (lesson.text, lesson.question, lesson.answer):
        assert text in found.words["p"]
    for choice in lesson.choices:
        assert choice in found.words["button"]
    assert {"article-escape.html", "data-scale.html"} <= set(found.leads)
    assert "../index.html#landscapes" in found.leads


def test_a_first_and_a_last_lesson_have_one_neighbour(studied: list[Studied]) -> None:
    alone = Read(html(page(studied[1], None, None), Where()))
    assert [link for link in alone.leads if link.startswith(("article", "data"))] == []


def test_a_lesson_hands_its_variants_to_the_player(studied: list[Studied]) -> None:
    assert [len(said(one)["shown"]) for one in studied] == [1, 1, 2]
    assert "Standardised" in page(studied[2], None, None).body
    assert 'class="variants"' not in page(studied[1], None, None).body


def test_what_is_kept_back_is_not_in_the_figure_that_is_shown_first(studied: list[Studied]) -> None:
    for one in studied:
        veiled = json.loads(said(one)["veiled"]["figure"])
        ends = {trace["meta"]["role"] for trace in veiled["data"]}
        assert "exit" not in ends
        lands = [t for t in veiled["data"] if t["meta"]["role"] == "landscape"]
        assert all("z" not in trace for trace in lands)


def test_a_landscape_that_another_figure_lacks_keeps_its_arrays() -> None:
    def figure(stamp: str) -> str:
        return json.dumps({"data": [{"x": [1], "z": [2], "meta": {"stamp": stamp}}]})

    assert json.loads(without_known(figure("a"), figure("b"))) == json.loads(figure("a"))
    assert json.loads(without_known(figure("a"), figure("a"))) == {
        "data": [{"meta": {"stamp": "a"}}]
    }


def test_no_word_of_a_lesson_becomes_markup(
    studied: list[Studied], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = studied[1]
    here = place(known.lesson)
    words = dict.fromkeys(("title", "text", "question", "answer"), HOSTILE)
    hostile = replace(
        known.lesson, choices=(HOSTILE, "b"), variants={HOSTILE: "", "b": ""}, **words
    )
    monkeypatch.setattr(lesson_pages, "place", lambda lesson: here)
    one = Studied(hostile, known.seen, known.stage)
    found = Read(html(page(one, one, one), Where()))
    assert found.words["h1"] == HOSTILE
    assert found.words["button"].count(HOSTILE) == 2
    assert found.tags.count("img") == 1  # what stands in for the player
    assert found.tags.count("script") == 3
