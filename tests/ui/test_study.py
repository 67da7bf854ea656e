"""Which lesson is open, and whether its paths are still to be guessed."""

from dataclasses import replace

import lessons
from experiment import Look
from ui.lessons import lesson

LESSON = lessons.LESSONS["momentum-well"]
E = replace(LESSON.experiment, lesson=LESSON.key)


def test_how_a_lesson_is_looked_at_does_not_change_it() -> None:
    assert not lesson._changed(LESSON, E)
    assert not lesson._changed(LESSON, replace(E, step=3, view="side", look=Look(comet=True)))
    assert lesson._changed(LESSON, replace(E, steps=7))


def test_only_a_lesson_hides_its_paths() -> None:
    assert lesson.hidden(LESSON)
    assert not lesson.hidden(None)
