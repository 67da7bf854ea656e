"""A rule of one's own on a card: begun, edited, refused at its place, named, with its dials."""

import pytest

from experiment import run
from language.dialect import RULE
from optimizers import RULES
from tests.visiting import checked, html, in_link, opened, shown, state
from ui import run_edits
from ui.sidebar import own_rule

TWO = "loss=x^2%2By^2&run=adam+lr+0.1+amsgrad+on+at+1+2&run=gd+lr+0.1+at+1+2"
MINE = "loss=x^2&rule=mine+with+beta+0.8:m=beta*m%2Bg;x=x-lr*m&run=mine+lr+0.1+at+1"


def card(link: str, mark: int = 0):  # type: ignore[no-untyped-def]
    app = opened(link)
    return checked(app.button(key=f"card-{mark}").click().run())


def test_the_menu_has_the_classics_first_and_ones_own_last() -> None:
    app = card(f"{MINE}&run=gd", 1)
    options = app.selectbox(key="rule-1").options
    assert options[:8] == [
        "Gradient descent", "Momentum", "Nesterov momentum", "Adagrad", "RMSProp", "Adam", "AdamW",
        "QHM · momentum",
    ]  # fmt: skip
    assert options[-2:] == ["mine · your own", "Your own rule"]
    assert len(options) == sum(rule.listed for rule in RULES.values()) + 2


def test_a_rule_of_ones_own_begins_as_one_that_runs() -> None:
    app = card(TWO, 1)
    checked(app.selectbox(key="rule-1").set_value(run_edits.OWN).run())
    own = in_link(app).runs[1]
    assert (own.rule, own.start) == ("mine", (1.0, 2.0))
    assert app.text_area(key="text-1").value == run_edits.STARTER
    assert app.number_input(key="dial-1-beta").value == 0.9
    assert any(r"m &= \beta m" in block.value for block in app.sidebar.get("latex"))


def test_a_rule_as_text_has_its_dials_as_they_stand_and_walks_the_same_path() -> None:
    app = card(TWO)
    before = run(shown(app))[0]
    checked(app.button(key="as-text-0").click().run())
    own = in_link(app).runs[0]
    assert (run(shown(app))[0].points == before.points).all()
    assert own.typed is not None
    assert "v_max" in own.typed.text
    assert own.typed.defaults == {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert {slider.key for slider in app.slider} >= {
        "slide-0-beta1-share",
        "slide-0-beta2-large-share",
    }
    assert app.select_slider(key="slide-0-eps-log").value == 1e-8


def test_an_error_is_shown_at_its_place_while_the_last_good_rule_runs() -> None:
    app = card(MINE)
    link = dict(app.query_params)
    checked(app.text_area(key="text-0").set_value("m = beta m + g\nx = x - lr foo(m)").run())
    assert [text.value for text in app.sidebar.text] == [
        f"A rule has no function “foo”; there are {', '.join(sorted(RULE.functions))}. "
        "For a product leave a space or write *.",
        "Until it can be read, the last good rule runs:",
    ]
    assert app.sidebar.code[0].value == "x = x - lr foo(m)\n           ^"
    assert app.text_area(key="text-0").value == "m = beta m + g\nx = x - lr foo(m)"
    assert dict(app.query_params) == link
    checked(app.number_input(key="rate-0").set_value(0.2).run())
    assert app.text_area(key="text-0").value.endswith("foo(m)")
    checked(app.text_area(key="text-0").set_value("m = beta m + g\nx = x - lr m/kappa").run())
    assert not app.sidebar.code
    own = in_link(app).runs[0]
    assert own.typed is not None
    assert own.typed.text == "m = beta*m + g\nx = x - lr*m/kappa"
    assert (own.rate, own.dials["beta"], own.dials["kappa"]) == (0.2, 0.8, 1.0)


def test_a_rule_is_edited_and_named_in_all_of_its_runs() -> None:
    app = card(f"{MINE}&run=mine+lr+0.3+beta+0.5+at+2")
    checked(app.text_area(key="text-0").set_value("m = beta m + 2g; x = x - lr m").run())
    checked(app.text_input(key="rule-name-0").set_value("heavy mine").run())
    runs = in_link(app).runs
    assert [(one.rule, one.rate, one.dials["beta"]) for one in runs] == [
        ("heavy_mine", 0.1, 0.8), ("heavy_mine", 0.3, 0.5),
    ]  # fmt: skip
    assert runs[0].typed == runs[1].typed


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sgd", "“sgd” is a name of the optimizer Gradient descent; a rule of your own needs "
                "another one."),
        ("<b>", "The name of a rule is “<b>”; it has at most 24 of a-z, 0-9, _ and -, a letter "
                "first."),
        ("other", "Two different rules are called “other”; each needs its own name."),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused(name: str, sentence: str) -> None:
    app = card(f"{MINE}&rule=other:x=x-lr*g&run=other")
    checked(app.text_input(key="rule-name-0").set_value(name).run())
    assert app.text[-1].value == sentence
    assert shown(app).runs[0].rule == "mine"
    assert app.text_input(key="rule-name-0").value == "mine"


def test_a_dial_is_slid_and_typed() -> None:
    app = card(MINE)
    checked(app.slider(key="slide-0-beta-share").set_value(0.5).run())
    assert in_link(app).runs[0].dials["beta"] == 0.5
    checked(app.number_input(key="dial-0-beta").set_value(-3.0).run())
    assert in_link(app).runs[0].dials["beta"] == -3.0
    assert app.slider(key="slide-0-beta-share").value == 0.0


def test_a_rule_of_a_link_that_cannot_be_read_is_mended_on_a_card() -> None:
    app = opened("loss=x^2&rule=mine:x=x-lr*foo(g)&run=mine&run=gd+lr+0.1+at+1")
    checked(app.button(key="mend-mine").click().run())
    assert [one.rule for one in shown(app).runs] == ["gd", "mine"]
    assert app.text_area(key="text-1").value == "x=x-lr*foo(g)"
    assert not state(app).problems
    checked(app.text_area(key="text-1").set_value("x = x - lr*sign(g)").run())
    assert in_link(app).runs[1].typed.text == "x = x - lr*sign(g)"  # type: ignore[union-attr]


def test_added_from_the_menu_it_is_open() -> None:
    app = opened(TWO)
    menu = next(menu for menu in app.sidebar.get("menu_button") if menu.key == "add")
    checked(menu.set_value(run_edits.OWN).run())
    assert app.text_area(key="text-2").value == run_edits.STARTER


def test_every_slider_has_the_key_that_the_browser_is_told() -> None:
    app = card("loss=x^2&rule=mine:x=x-lr*beta*g/eps*kappa&run=mine+kappa+300+at+1")
    drawn = {slider.key for kind in ("slider", "select_slider") for slider in app.get(kind)}
    (one,) = shown(app).runs
    assert {key for key, _ in own_rule.knobs(0, 0, one)} <= drawn


def test_names_of_rules_never_leave_their_alphabet_on_the_page() -> None:
    app = card(MINE.replace("mine", "A-very_long-name_of_24--"))
    assert "A-very_long-name_of_24--" in html(app)
