"""A lesson above its picture: asked first, answered on demand, followed by the next."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from streamlit.testing.v1 import AppTest

import lessons
from experiment import Look, decode
from tests.visiting import checked, html, opened, player, shown, state
from ui import lesson
from ui.lesson import image

FIRST, SECOND, *_, LAST = lessons.LESSONS.values()
LESSON = lessons.LESSONS["momentum-well"]
E = replace(LESSON.experiment, lesson=LESSON.key)


def _pills(app: AppTest) -> Any:
    """Return the choices of the lesson on the page."""
    return next(group for group in app.button_group if group.label == "Your answer")


def test_how_a_lesson_is_looked_at_does_not_change_it() -> None:
    assert not lesson._changed(LESSON, E)
    assert not lesson._changed(LESSON, replace(E, step=3, view="side", look=Look(comet=True)))
    assert lesson._changed(LESSON, replace(E, steps=7))


def test_only_a_lesson_hides_its_paths() -> None:
    assert lesson.hidden(LESSON)
    assert not lesson.hidden(None)


def test_a_lesson_asks_before_it_shows_anything() -> None:
    app = opened(FIRST.query())
    assert FIRST.question in html(app)
    assert FIRST.answer not in html(app)
    assert "iverge" not in html(app)
    assert not any("iverge" in button.label for button in app.sidebar.button)
    before = player(app)["figure"]
    checked(app.button(key="reveal").click().run())
    assert FIRST.answer in html(app)
    assert "iverge" in html(app)
    assert player(app)["figure"] != before
    assert len(str(before)) < len(str(player(app)["figure"]))
    assert player(app)["step"] == 0
    checked(app.button(key="ask").click().run())
    assert FIRST.answer not in html(app)
    assert player(app)["figure"] == before


def test_a_chosen_answer_stands_beside_the_truth_and_the_truth_plays() -> None:
    app = opened(FIRST.query())
    wrong, right = FIRST.choices[0], FIRST.choices[FIRST.right - 1]
    checked(_pills(app).set_value(0).run())
    assert player(app)["plays"] == 0
    checked(app.button(key="reveal").click().run())
    assert f"You said: <b>{wrong}</b>. It is not so. Right is: <b>{right}</b>." in html(app)
    assert player(app)["plays"] == 1
    checked(app.button(key="ask").click().run())
    assert player(app)["plays"] == 1
    checked(_pills(app).set_value(FIRST.right - 1).run())
    checked(app.button(key="reveal").click().run())
    assert f"You said: <b>{right}</b>. That is right." in html(app)


def test_who_chose_no_answer_is_told_only_the_truth() -> None:
    app = opened(FIRST.query())
    checked(app.button(key="reveal").click().run())
    assert "You said" not in html(app)


def test_a_lesson_without_its_words_shows_the_paths() -> None:
    app = opened(f"{FIRST.query()}&hide=text")
    assert FIRST.question not in html(app)
    assert "iverge" in html(app)
    assert not any("gallery" in caption.value for caption in app.main.caption)
    assert shown(app).lesson == FIRST.key


def test_next_and_back_lead_through_the_lessons() -> None:
    app = opened(FIRST.query())
    assert app.button(key="lesson-back").disabled
    checked(app.button(key="lesson-next").click().run())
    assert SECOND.question in html(app)
    assert app.query_params["lesson"] == SECOND.key
    checked(app.button(key="lesson-back").click().run())
    assert app.query_params["lesson"] == FIRST.key
    assert opened(LAST.query()).button(key="lesson-next").disabled


def test_a_changed_lesson_can_be_put_back() -> None:
    app = opened(FIRST.query())
    keys = {button.key for button in app.button}
    assert "lesson-restore" not in keys
    checked(app.number_input(key="steps").set_value(3).run())
    assert app.query_params["lesson"] == FIRST.key
    checked(app.button(key="lesson-restore").click().run())
    assert shown(app) == decode(FIRST.query())[0]


def test_the_variants_of_a_lesson_are_shown_with_its_answer() -> None:
    one = lessons.LESSONS["data-outlier"]
    app = opened(one.query())
    assert _variants(app) == []
    checked(app.button(key="reveal").click().run())
    (control,) = _variants(app)
    assert control.options == list(one.variants)
    assert control.value == "Squared error"
    checked(control.set_value("Huber").run())
    assert shown(app) == decode(one.query("Huber"))[0]
    assert one.answer in html(app)
    assert _variants(app)[0].value == "Huber"
    assert "lesson-restore" not in {button.key for button in app.button}
    checked(app.number_input(key="steps").set_value(30).run())
    assert _variants(app)[0].value is None
    checked(app.button(key="lesson-restore").click().run())
    assert _variants(app)[0].value == "Squared error"


def _variants(app: AppTest) -> list[Any]:
    return [group for group in app.button_group if group.label == "Compare with"]


def test_another_loss_ends_the_lesson() -> None:
    app = opened(FIRST.query())
    checked(app.text_input(key="loss").set_value("x^2 + 3").run())
    assert "lesson" not in app.query_params
    assert FIRST.question not in html(app)


def test_a_lesson_that_is_none_is_told_and_its_comparison_shown() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1&lesson=nowhere")
    assert "not in the gallery" in app.main.caption[0].value
    assert "nowhere" not in html(app)
    assert player(app)["steps"] == 200


@pytest.mark.parametrize("one", lessons.LESSONS.values(), ids=lambda one: one.key)
def test_every_lesson_opens_without_a_complaint(one: lessons.Lesson) -> None:
    app = opened(one.query())
    assert not state(app).problems
    assert one.question in html(app)
    assert set(parse_qs(one.query())) == set(app.query_params)


@pytest.mark.parametrize("one", lessons.LESSONS.values(), ids=list(lessons.LESSONS))
def test_a_link_is_the_experiment_of_the_lesson_with_its_name(one: lessons.Lesson) -> None:
    e, problems = decode(one.query())
    assert problems == ()
    assert e.lesson == one.key
    assert e.runs == one.experiment.runs


def test_a_picture_stands_in_its_attribute_whole_and_cannot_end_it() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>\'a\' > "b" & 100 % #1</text></svg>'
    shown = image(svg)
    (source,) = re.findall('src="([^"]*)"', shown)
    assert unquote(source.removeprefix("data:image/svg+xml,")) == svg
    assert not set("<>'\"&#") & set(source)
    assert shown.count("<") == shown.count(">") == 1


def test_the_answer_of_a_lesson_about_a_map_leads_to_it() -> None:
    about_maps = lessons.LESSONS["maps-basin"]
    app = opened(about_maps.query())
    assert "lesson-map" not in {button.key for button in app.button}
    checked(app.button(key="reveal").click().run())
    checked(app.button(key="lesson-map").click().run())
    assert app.title[0].value == "Maps"
    other = opened(FIRST.query())
    checked(other.button(key="reveal").click().run())
    assert "lesson-map" not in {button.key for button in other.button}
