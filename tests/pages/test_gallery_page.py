"""The gallery, and a lesson opened from it."""

import json
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest
from test_compare_page import player
from visiting import MAIN, checked, opened

import lessons
from experiment import decode, encode

FIRST, SECOND, *_, LAST = lessons.LESSONS.values()


def link(lesson: lessons.Lesson) -> str:
    return f"{lesson.link}&lesson={lesson.key}"


def words(app: AppTest) -> str:
    return unescape(" ".join(block.body for block in app.main.get("html")))


def saver(app: AppTest) -> dict[str, Any]:
    """Return what the buttons of the picture were given."""
    (one,) = (c for c in app.get("bidi_component") if "saver" in c.proto.component_name)
    given: dict[str, Any] = json.loads(one.proto.json)
    return given


def test_every_lesson_is_a_picture_a_text_and_an_ordinary_link() -> None:
    app = checked(opened().switch_page("gallery.py").run())
    links = [element.proto for element in app.main.get("page_link")]
    assert [proto.label for proto in links] == [one.title for one in lessons.LESSONS.values()]
    for proto, one in zip(links, lessons.LESSONS.values(), strict=True):
        e, problems = decode(proto.query_string)
        assert (e.lesson, problems) == (one.key, ())
        assert encode(e).startswith(encode(one.experiment))
    assert words(app).count("sb-thumb") == len(lessons.LESSONS)
    assert [heading.value for heading in app.subheader] == [c.title for c in lessons.CHAPTERS]


def test_a_lesson_asks_before_it_shows_anything() -> None:
    app = opened(link(FIRST))
    assert FIRST.question in words(app)
    assert FIRST.answer not in words(app)
    assert "iverge" not in words(app)
    assert not any("iverge" in button.label for button in app.sidebar.button)
    before = player(app)["figure"]
    checked(app.button(key="reveal").click().run())
    assert FIRST.answer in words(app)
    assert "iverge" in words(app)
    assert player(app)["figure"] != before
    assert len(str(before)) < len(str(player(app)["figure"]))
    assert player(app)["step"] == 0
    checked(app.button(key="ask").click().run())
    assert FIRST.answer not in words(app)
    assert player(app)["figure"] == before


def test_an_export_gives_no_path_away_before_the_lesson_shows_it() -> None:
    app = opened(link(FIRST))
    checked(app.button(key="export").click().run())
    assert app.text[-1].value == (
        "Video, files and code hold the paths: they are here once the lesson shows them."
    )
    assert saver(app)["film"] is False
    assert not app.get("download_button")
    assert not app.code
    app.session_state["dialog"] = None
    app.button(key="reveal").click().run()
    checked(app.button(key="export").click().run())
    assert saver(app)["film"] is True
    assert len(app.get("download_button")) > 3
    assert app.code


def test_a_lesson_without_its_words_shows_the_paths() -> None:
    app = opened(f"{link(FIRST)}&hide=text")
    assert FIRST.question not in words(app)
    assert "iverge" in words(app)
    assert not any("gallery" in caption.value for caption in app.main.caption)
    assert app.session_state["experiment"].lesson == FIRST.key


def test_next_and_back_lead_through_the_lessons() -> None:
    app = opened(link(FIRST))
    assert app.button(key="lesson-back").disabled
    checked(app.button(key="lesson-next").click().run())
    assert SECOND.question in words(app)
    assert app.query_params["lesson"] == SECOND.key
    checked(app.button(key="lesson-back").click().run())
    assert app.query_params["lesson"] == FIRST.key
    assert opened(link(LAST)).button(key="lesson-next").disabled


def test_a_changed_lesson_can_be_put_back() -> None:
    app = opened(link(FIRST))
    keys = {button.key for button in app.button}
    assert "lesson-restore" not in keys
    checked(app.number_input(key="steps").set_value(3).run())
    assert app.query_params["lesson"] == FIRST.key
    checked(app.button(key="lesson-restore").click().run())
    assert app.session_state["experiment"] == decode(link(FIRST))[0]


def test_another_loss_ends_the_lesson() -> None:
    app = opened(link(FIRST))
    checked(app.text_input(key="loss").set_value("x^2 + 3").run())
    assert "lesson" not in app.query_params
    assert FIRST.question not in words(app)


def test_a_lesson_that_is_none_is_told_and_its_comparison_shown() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1&lesson=nowhere")
    assert "not in the gallery" in app.main.caption[0].value
    assert "nowhere" not in words(app)
    assert player(app)["steps"] == 200


@pytest.mark.parametrize("one", lessons.LESSONS.values(), ids=lambda one: one.key)
def test_every_lesson_opens_without_a_complaint(one: lessons.Lesson) -> None:
    app = opened(link(one))
    assert not app.session_state["problems"]
    assert one.question in words(app)
    assert set(parse_qs(link(one))) == set(app.query_params)


def test_a_tile_opened_in_a_tab_of_its_own_leads_to_its_lesson() -> None:
    app = AppTest.from_file(MAIN, default_timeout=60)
    for key, texts in parse_qs(link(FIRST)).items():
        app.query_params[key] = texts
    checked(app.switch_page("gallery.py").run())
    assert FIRST.question in words(app)
    assert app.query_params["lesson"] == FIRST.key


def test_the_gallery_does_not_lead_back_to_the_lesson_it_was_opened_from() -> None:
    app = opened(link(FIRST))
    for key in list(app.query_params):  # as a browser does on a page switch
        del app.query_params[key]
    checked(app.switch_page("gallery.py").run())
    assert [heading.value for heading in app.subheader]
    address = next(c for c in app.get("bidi_component") if "address" in c.proto.component_name)
    assert "lesson" not in address.proto.json
    checked(app.switch_page("compare.py").run())
    assert FIRST.question in words(app)
