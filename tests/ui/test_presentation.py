"""What a link hides, and the presentation."""

from experiment import decode
from experiment.limits import HIDEABLE
from tests.visiting import checked, opened, shown
from ui import presentation

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=20&step=5"


def test_the_page_names_every_part_that_a_link_can_hide() -> None:
    assert set(presentation.PARTS) == set(HIDEABLE)


def test_a_presentation_is_in_the_link() -> None:
    app = opened(LINK)
    checked(app.button(key="present").click().run())
    assert app.query_params["view"] == "overlay present"
    assert decode(LINK + "&view=overlay+present")[0] == shown(app)
