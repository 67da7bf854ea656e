"""The Catalogue page: every known loss is there, can be found, and takes the runs."""

from streamlit.testing.v1 import AppTest

from experiment import DEFAULT, decode, encode, load, with_loss
from losses import CATALOGUE
from tests.visiting import checked, opened, shown
from ui import catalogue


def browsing(link: str = "") -> AppTest:
    return checked(opened(link).switch_page("catalogue.py").run())


def formula(key: str) -> str:
    """Return the formula on a card: a long one is spelled so that its lines can break."""
    return catalogue._breaking(load((key, {})).latex)


def offered(app: AppTest) -> set[str]:
    """Return the keys of the losses on the page."""
    return {
        key.removeprefix("choose-") for b in app.button if (key := b.key or "").startswith("choose")
    }


def test_every_loss_is_shown_with_picture_formula_minimum_note_and_source() -> None:
    app = browsing()
    assert offered(app) == set(CATALOGUE)
    pictures = [block.body for block in app.main.get("html") if "sb-thumb" in block.body]
    assert len(pictures) == len(CATALOGUE)
    facts = [m.value for m in app.main.markdown if m.value.startswith("$")]
    for entry in CATALOGUE.values():
        (card,) = (text for text in facts if text.split("$")[1].endswith(formula(entry.key))
                   and entry.note in text and entry.source in text)  # fmt: skip
        assert ("No minimum." in card) == (not entry.minima)


def test_the_groups_are_headings_and_none_is_forgotten() -> None:
    headings = [heading.value for heading in browsing().subheader]
    assert headings == list(catalogue.groups())
    assert set(headings) == {entry.group for entry in CATALOGUE.values()}


def test_a_loss_that_is_picked_keeps_the_runs_fits_them_and_says_so() -> None:
    app = browsing()
    checked(app.button(key="choose-beale").click().run())
    expected, sentence = with_loss(DEFAULT, "beale")
    assert decode({key: app.query_params[key] for key in app.query_params}) == (expected, ())
    assert [toast.value for toast in app.toast] == [sentence]


def test_browsing_leaves_the_experiment_alone() -> None:
    link = "loss=x^2&run=gd+lr+0.25+at+1&steps=9"
    app = browsing(link)
    assert encode(shown(app)) == link


def test_a_search_narrows_the_page_and_may_find_nothing() -> None:
    app = browsing()
    checked(app.text_input(key="find").set_value("rosenbrock").run())
    assert "rosenbrock" in offered(app)
    assert len(offered(app)) < 5
    checked(app.text_input(key="find").set_value("![a](http://127.0.0.1:9/x.png)").run())
    assert offered(app) == set()
    assert not any("127.0.0.1" in m.value for m in app.main.markdown)
