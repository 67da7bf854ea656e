"""The Gallery page: every lesson is there, and its card leads to it."""

from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

import lessons
from experiment import decode, encode
from tests.visiting import MAIN, checked, html, opened

FIRST, SECOND, *_, LAST = lessons.LESSONS.values()


def test_every_lesson_is_a_picture_a_text_and_an_ordinary_link() -> None:
    app = checked(opened().switch_page("gallery.py").run())
    links = [element.proto for element in app.main.get("page_link")]
    assert [proto.label for proto in links] == [one.title for one in lessons.LESSONS.values()]
    for proto, one in zip(links, lessons.LESSONS.values(), strict=True):
        e, problems = decode(proto.query_string)
        assert (e.lesson, problems) == (one.key, ())
        assert encode(e).startswith(encode(one.experiment))
    assert html(app).count("sb-thumb") == len(lessons.LESSONS)
    assert [heading.value for heading in app.subheader] == [c.title for c in lessons.CHAPTERS]


def test_a_tile_opened_in_a_tab_of_its_own_leads_to_its_lesson() -> None:
    app = AppTest.from_file(MAIN, default_timeout=60)
    for key, texts in parse_qs(FIRST.query()).items():
        app.query_params[key] = texts
    checked(app.switch_page("gallery.py").run())
    assert FIRST.question in html(app)
    assert app.query_params["lesson"] == FIRST.key


def test_the_gallery_does_not_lead_back_to_the_lesson_it_was_opened_from() -> None:
    app = opened(FIRST.query())
    for key in list(app.query_params):  # as a browser does on a page switch
        del app.query_params[key]
    checked(app.switch_page("gallery.py").run())
    assert [heading.value for heading in app.subheader]
    address = next(c for c in app.get("bidi_component") if "address" in c.proto.component_name)
    assert "lesson" not in address.proto.json
    checked(app.switch_page("compare.py").run())
    assert FIRST.question in html(app)
