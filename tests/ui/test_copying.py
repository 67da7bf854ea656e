"""The button that copies: it gets the text to the letter. A browser test presses it."""

import json

from tests.visiting import checked, opened

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&steps=20&step=5"


def test_the_link_is_copied_as_it_is_shown() -> None:
    app = opened(LINK)
    checked(app.button(key="share").click().run())
    (one,) = (c for c in app.get("bidi_component") if "copier" in c.proto.component_name)
    given = json.loads(one.proto.json)
    assert given == {"label": "Copy the link", "text": app.code[0].value}
