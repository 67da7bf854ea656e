"""The Compare page, run as a script: what the picture is made of, and no input breaks it."""

from experiment import DEFAULT, encode
from tests.visiting import checked, in_link, opened, player, shown

QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def test_the_first_visit_shows_the_default_and_leaves_the_address_alone() -> None:
    app = opened()
    assert shown(app) == DEFAULT
    assert dict(app.query_params) == {}
    assert player(app)["steps"] == DEFAULT.steps


def test_a_link_sets_speed_loop_and_hidden_runs_and_a_removed_run_hides_no_other() -> None:
    app = opened(f"{QUARTIC}&view=overlay+speed+2+loop+without+2")
    playback = player(app)["playback"]
    assert playback == {
        "comet": False,
        "race": False,
        "marks": 0,
        "speed": 2.0,
        "loop": True,
        "hidden": [1],
        "vectors": False,
        "batches": False,
    }
    assert player(app)["heard"] == 0
    app.button(key="card-0").click().run()
    checked(app.button(key="remove-0").click().run())
    assert in_link(app).look.without == (0,)
    assert player(app)["playback"] == playback | {"hidden": [0]}


def test_speed_loop_and_hidden_runs_change_no_picture() -> None:
    plain = player(opened(QUARTIC))["figure"]
    assert player(opened(f"{QUARTIC}&view=overlay+speed+8+loop+without+1"))["figure"] == plain


def test_a_page_without_runs_says_what_to_do() -> None:
    app = opened("loss=x^2&run=gd+at+1")
    app.button(key="card-0").click().run()
    checked(app.button(key="remove-0").click().run())
    assert in_link(app).runs == ()
    assert any("No runs" in block.body for block in app.get("html"))


def test_a_link_whose_loss_cannot_be_read_has_a_screen_of_its_own() -> None:
    app = opened("loss=x^2+%2B&run=gd")
    assert any("No picture yet" in block.body for block in app.get("html"))
    checked(app.text_input(key="loss").set_value("x^2 + 1").run())
    assert player(app)["steps"] == 200


def test_the_same_link_again_is_the_same_screen() -> None:
    app = opened(QUARTIC + "&step=3&noise=0.1&seed=4")
    again = opened(encode(shown(app)))
    assert shown(again) == shown(app)
    assert player(again) == player(app)
