"""The Compare page, run as a script: every control reaches the link, and no input breaks it."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from visiting import checked, opened

from experiment import DEFAULT, Experiment, Look, decode, encode
from losses import CATALOGUE
from optimizers import RULES

QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def shown(app: AppTest) -> Experiment:
    """Return the experiment on the screen."""
    experiment: Experiment = app.session_state["experiment"]
    return experiment


def in_link(app: AppTest) -> Experiment:
    """Return the experiment that the address bar carries."""
    experiment, problems = decode({key: app.query_params[key] for key in app.query_params})
    assert problems == ()
    return experiment


def player(app: AppTest) -> dict[str, object]:
    """Return what the player was given; strict JSON, for a NaN would kill it."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} in the player's data")

    proto = next(c.proto for c in app.get("bidi_component") if "player" in c.proto.component_name)
    data: dict[str, object] = json.loads(proto.json, parse_constant=refuse)
    return data


def test_the_first_visit_shows_the_default_and_leaves_the_address_alone() -> None:
    app = opened()
    assert shown(app) == DEFAULT
    assert dict(app.query_params) == {}
    assert player(app)["steps"] == DEFAULT.steps


def test_a_second_chart_is_chosen_beside_the_first_and_reaches_the_link() -> None:
    app = opened("loss=booth&run=adagrad+lr+1&run=rmsprop+lr+0.1&steps=9")
    menu = app.selectbox(key="second")
    assert menu.options[:2] == ["Second chart: none", "Gradient norm"]
    assert menu.options[-2:] == ["Accumulated squares, x", "Accumulated squares, y"]
    checked(menu.set_value("square2").run())
    assert in_link(app).look == Look(second="square2")
    assert app.query_params["view"] == "overlay second square2"
    panels = json.loads(str(player(app)["figure"]))["layout"]["meta"]["panels"]
    assert [panel["title"] for panel in panels] == ["", "loss", "accumulated squares, y"]


def test_a_loss_of_one_variable_offers_no_second_coordinate() -> None:
    app = opened(QUARTIC)
    assert not [name for name in app.selectbox(key="second").options if name.endswith(", y")]


def test_a_setting_reaches_the_link() -> None:
    app = opened()
    checked(app.number_input(key="steps").set_value(50).run())
    assert in_link(app) == replace(DEFAULT, steps=50)
    assert player(app)["steps"] == 50


def test_slider_and_field_of_the_learning_rate_stay_in_step() -> None:
    app = opened(QUARTIC)
    app.button(key="card-0").click().run()
    checked(app.number_input(key="rate-0").set_value(0.07).run())
    assert app.select_slider(key="lr-0").value == 0.068  # the stop next to it
    checked(app.select_slider(key="lr-0").set_value(0.2).run())
    assert app.number_input(key="rate-0").value == 0.2
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.2, 0.8]


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.listed])
def test_a_card_shows_every_rule_with_all_that_matters(rule: str) -> None:
    app = opened(f"loss=x^2+y^2&run={rule}+at+1+1")
    app.button(key="card-0").click().run()
    checked(app)
    keys = {
        widget.key for kind in ("number_input", "toggle", "selectbox") for widget in app.get(kind)
    }
    for dial in RULES[rule].dials[1:]:
        if not dial.needs:
            assert f"dial-0-{dial.name}" in keys


def test_a_run_of_any_rule_is_added_with_its_card_closed() -> None:
    app = opened(QUARTIC)
    checked(app.sidebar.get("menu_button")[0].set_value("adam").run())
    assert [run.rule for run in in_link(app).runs] == ["gd", "gd", "adam"]
    assert [button.key for button in app.button if button.key.startswith("card-")] == [
        "card-0",
        "card-1",
        "card-2",
    ]


def test_a_preset_sets_the_conventions_of_a_library() -> None:
    app = opened("loss=x^2&run=rmsprop+lr+0.1+at+1")
    app.button(key="card-0").click().run()
    for label, dials in RULES["rmsprop"].presets.items():
        menu = next(m for m in app.sidebar.get("menu_button") if m.key == "presets-0")
        checked(menu.set_value(label).run())
        run = shown(app).runs[0]
        assert {name: run.dials[name] for name in dials} == dict(dials)
        assert run.rate == 0.1


def test_a_schedule_is_chosen_on_the_card_and_shows_its_dials() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1")
    app.button(key="card-0").click().run()
    checked(app.selectbox(key="schedule-0").set_value("exponential").run())
    checked(app.number_input(key="factor-0-decay_rate").set_value(0.5).run())
    schedule = in_link(app).runs[0].schedule
    assert schedule is not None
    assert (schedule.name, schedule.dials["decay_rate"]) == ("exponential", 0.5)


def test_noise_and_window_open_on_demand_and_reach_the_link() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1")
    app.session_state["more"] = True
    checked(app.run())
    checked(app.number_input(key="noise").set_value(0.5).run())
    checked(app.number_input(key="window-0-1").set_value(7.0).run())
    assert in_link(app).noise == 0.5
    assert in_link(app).window[0][1] == 7.0


def test_runs_are_duplicated_moved_and_removed() -> None:
    app = opened(QUARTIC)
    app.button(key="card-1").click().run()
    app.button(key="duplicate-1").click().run()
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.5, 0.8, 0.8]
    app.button(key="up-1").click().run()
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.8, 0.5, 0.8]
    checked(app.button(key="remove-1").click().run())
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.5, 0.8]


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
    }
    assert player(app)["heard"] == 0
    app.button(key="card-0").click().run()
    checked(app.button(key="remove-0").click().run())
    assert in_link(app).look.without == (0,)
    assert player(app)["playback"] == playback | {"hidden": [0]}


def test_speed_loop_and_hidden_runs_change_no_picture() -> None:
    plain = player(opened(QUARTIC))["figure"]
    assert player(opened(f"{QUARTIC}&view=overlay+speed+8+loop+without+1"))["figure"] == plain


def test_one_button_gives_every_run_the_same_start() -> None:
    app = opened(QUARTIC)
    checked(app.button(key="same-start").click().run())
    assert [run.start for run in in_link(app).runs] == [(0.3,), (0.3,)]


def test_a_page_without_runs_says_what_to_do() -> None:
    app = opened("loss=x^2&run=gd+at+1")
    app.button(key="card-0").click().run()
    checked(app.button(key="remove-0").click().run())
    assert in_link(app).runs == ()
    assert any("No runs" in block.body for block in app.get("html"))


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_loss_of_the_catalogue_is_shown_without_a_word_of_trouble(key: str) -> None:
    app = opened(f"loss={key}")
    assert shown(app).loss == key
    assert not app.session_state["problems"]
    assert app.get("latex")


def test_a_picked_loss_keeps_the_runs_and_fits_them() -> None:
    app = opened()
    checked(app.selectbox(key="picked").set_value("quartic").run())
    assert [run.rule for run in in_link(app).runs] == [run.rule for run in DEFAULT.runs]
    assert app.text_input(key="loss").value == CATALOGUE["quartic"].text
    assert [toast.value for toast in app.toast] == [
        "The runs have starts and learning rates that suit the new loss."
    ]


def test_a_loss_that_cannot_be_read_keeps_picture_and_text() -> None:
    app = opened()
    before = player(app)["figure"]
    checked(app.text_input(key="loss").set_value("x^2 +").run())
    assert app.query_params["loss"] == "x^2 +"
    assert app.text_input(key="loss").value == "x^2 +"
    assert app.code[0].value.endswith("^")
    assert player(app)["figure"] == before


def test_a_link_whose_loss_cannot_be_read_has_a_screen_of_its_own() -> None:
    app = opened("loss=x^2+%2B&run=gd")
    assert any("No picture yet" in block.body for block in app.get("html"))
    checked(app.text_input(key="loss").set_value("x^2 + 1").run())
    assert player(app)["steps"] == 200


def test_three_names_become_two_variables_and_a_constant_in_one_click() -> None:
    app = opened()
    checked(app.text_input(key="loss").set_value("(x-a)^2 + b y^2").run())
    checked(app.button(key="make-constants").click().run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 1.0}
    checked(app.number_input(key="constant-1").set_value(4.0).run())
    assert dict(in_link(app).constants) == {"a": 1.0, "b": 4.0}


def test_what_cannot_be_read_of_a_link_is_named_and_the_rest_shown() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1&steps=many&colour=red")
    assert shown(app).runs[0].dials["lr"] == 0.25
    assert [text.value for text in app.text][:2] == [
        str(problem) for problem in app.session_state["problems"]
    ]
    checked(app.button(key="dismiss").click().run())
    assert not app.session_state["problems"]
    assert "many" in app.query_params["steps"]  # still there to be corrected


def test_a_diverging_run_is_a_verdict() -> None:
    app = opened(QUARTIC)
    verdicts = "".join(block.body for block in app.get("html"))
    assert "iverge" in verdicts
    player(app)


def test_a_refused_value_is_told_and_nothing_changes() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1")
    app.button(key="card-0").click().run()
    checked(app.number_input(key="rate-0").set_value(-1.0).run())
    assert shown(app).runs[0].dials["lr"] == 0.25
    assert app.text[-1].value == ("`lr` is -1, but it must be a number above 0 and at most 1000.")
    assert app.number_input(key="rate-0").value == 0.25


def test_the_same_link_again_is_the_same_screen() -> None:
    app = opened(QUARTIC + "&step=3&noise=0.1&seed=4")
    again = opened(encode(shown(app)))
    assert shown(again) == shown(app)
    assert player(again) == player(app)
