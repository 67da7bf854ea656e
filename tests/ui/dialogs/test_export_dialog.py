"""Export without a browser: the code is that of the chosen run, and no lesson is given away."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

import lessons
from experiment import (
    decode,
)
from experiment.export import LIBRARIES, code
from tests.visiting import checked, opened, state

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=20&step=5"
FIRST, *_ = lessons.LESSONS.values()


def saver(app: AppTest) -> dict[str, Any]:
    """Return what the buttons of the picture were given."""
    (one,) = (c for c in app.get("bidi_component") if "saver" in c.proto.component_name)
    given: dict[str, Any] = json.loads(one.proto.json)
    return given


def test_the_export_dialog_shows_the_code_of_the_chosen_run() -> None:
    app = opened(LINK)
    checked(app.button(key="export").click().run())
    checked(app.selectbox(key="code-run").set_value(1).run())
    experiment = decode(LINK)[0]
    scripts = [code(experiment, 1, name).rstrip() for name in LIBRARIES]
    assert [block.value for block in app.code] == scripts


def test_an_export_without_a_picture_says_what_is_missing() -> None:
    app = opened("loss=x^2+%2B&run=gd")
    checked(app.button(key="export").click().run())
    assert app.text[-1].value == (
        "There is nothing to export yet. A picture needs a readable loss and a run."
    )


def test_an_export_gives_no_path_away_before_the_lesson_shows_it() -> None:
    app = opened(FIRST.query())
    checked(app.button(key="export").click().run())
    assert app.text[-1].value == (
        "Video, files and code contain the paths: they appear once the lesson shows them."
    )
    assert saver(app)["film"] is False
    assert not app.get("download_button")
    assert not app.code
    state(app).dialog = ""
    app.button(key="reveal").click().run()
    checked(app.button(key="export").click().run())
    assert saver(app)["film"] is True
    assert len(app.get("download_button")) > 3
    assert app.code
