"""The card of a lesson: its link opens the lesson, its picture can be nothing but a picture."""

import re
from urllib.parse import unquote

import pytest

from experiment import decode
from lessons import LESSONS, Lesson
from ui.lessons.card import image, link


@pytest.mark.parametrize("one", LESSONS.values(), ids=list(LESSONS))
def test_a_link_is_the_experiment_of_the_lesson_with_its_name(one: Lesson) -> None:
    e, problems = decode(link(one))
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
