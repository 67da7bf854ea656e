"""Share: the dialog writes what the link says."""

from urllib.parse import parse_qs, urlsplit

import pytest

from experiment import decode, encode
from experiment.export import in_words
from experiment.limits import HIDEABLE
from tests.visiting import checked, opened, shown

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
    assert shown(app).hide == (part,)
    assert f"hide={part}" in app.code[0].value
    checked(app.checkbox(key=f"hide-{part}").uncheck().run())
    assert shown(app) == decode(LINK)[0]
