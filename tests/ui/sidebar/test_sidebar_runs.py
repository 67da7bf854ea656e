"""The list of the runs, and what is done to all of them."""

from tests.visiting import checked, in_link, opened

QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def test_a_run_of_any_rule_is_added_with_its_card_closed() -> None:
    app = opened(QUARTIC)
    checked(app.sidebar.get("menu_button")[0].set_value("adam").run())
    assert [run.rule for run in in_link(app).runs] == ["gd", "gd", "adam"]
    assert [button.key for button in app.button if button.key.startswith("card-")] == [
        "card-0",
        "card-1",
        "card-2",
    ]


def test_the_button_that_adds_says_why_it_is_off() -> None:
    app = opened("loss=x^2" + "&run=gd+lr+0.1+at+1" * 12)
    (add,) = (menu for menu in app.sidebar.get("menu_button") if menu.key == "add")
    assert add.proto.disabled
    assert add.proto.help == "12 runs fit, no more."


def test_one_button_gives_every_run_the_same_start() -> None:
    app = opened(QUARTIC)
    checked(app.button(key="same-start").click().run())
    assert [run.start for run in in_link(app).runs] == [(0.3,), (0.3,)]
