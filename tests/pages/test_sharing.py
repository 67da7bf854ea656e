"""Share, Present and Export without a browser: what the dialogs write is what the link says."""

from urllib.parse import parse_qs, urlsplit

import pytest
from visiting import checked, opened

from experiment import decode, encode
from experiment.export import LIBRARIES, code, in_words
from experiment.limits import HIDEABLE
from ui import presentation

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=20&step=5"


def test_the_share_dialog_writes_the_link_and_says_it_in_words() -> None:
    app = opened(LINK)
    checked(app.button(key="share").click().run())
    experiment = decode(LINK)[0]
    assert parse_qs(urlsplit(app.code[0].value).query) == parse_qs(encode(experiment))
    assert app.code[1].value.startswith("<iframe")
    assert [text.value for text in app.text] == in_words(experiment)


@pytest.mark.parametrize("part", HIDEABLE)
def test_every_part_has_a_checkbox_that_writes_it_into_the_link(part: str) -> None:
    app = opened(LINK)
    app.button(key="share").click().run()
    checked(app.checkbox(key=f"hide-{part}").check().run())
    assert app.session_state["experiment"].hide == (part,)
    assert f"hide={part}" in app.code[0].value
    checked(app.checkbox(key=f"hide-{part}").uncheck().run())
    assert app.session_state["experiment"] == decode(LINK)[0]


def test_the_page_names_every_part_that_a_link_can_hide() -> None:
    assert set(presentation.PARTS) == set(HIDEABLE)


def test_a_presentation_is_in_the_link() -> None:
    app = opened(LINK)
    checked(app.button(key="present").click().run())
    assert app.query_params["view"] == "overlay present"
    assert decode(LINK + "&view=overlay+present")[0] == app.session_state["experiment"]


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
        "There is nothing to export yet: a readable loss and a run make a picture."
    )
