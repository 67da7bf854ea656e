"""The card of a run: every dial of its rule, its schedule, its conventions."""

import pytest

from optimizers import RULES
from tests.visiting import checked, html, in_link, opened, shown

QUARTIC = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def test_slider_and_field_of_the_learning_rate_stay_in_step() -> None:
    app = opened(QUARTIC)
    app.button(key="card-0").click().run()
    checked(app.number_input(key="rate-0").set_value(0.07).run())
    assert app.select_slider(key="lr-0").value == 0.07  # in the place of the stop next to it
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
    for dial in RULES[rule].own[1:]:
        if not dial.needs:
            assert f"dial-0-{dial.name}" in keys


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


def test_runs_are_duplicated_moved_and_removed() -> None:
    app = opened(QUARTIC)
    app.button(key="card-1").click().run()
    app.button(key="duplicate-1").click().run()
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.5, 0.8, 0.8]
    app.button(key="up-1").click().run()
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.8, 0.5, 0.8]
    checked(app.button(key="remove-1").click().run())
    assert [run.dials["lr"] for run in in_link(app).runs] == [0.5, 0.8]


def test_a_refused_value_is_told_and_nothing_changes() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1")
    app.button(key="card-0").click().run()
    checked(app.number_input(key="rate-0").set_value(-1.0).run())
    assert shown(app).runs[0].dials["lr"] == 0.25
    assert app.text[-1].value == ("`lr` is -1, but it must be a number above 0 and at most 1000.")
    assert app.number_input(key="rate-0").value == 0.25


def test_a_run_can_be_given_a_name_and_loses_it_when_the_field_is_emptied() -> None:
    app = opened(QUARTIC)
    app.button(key="card-1").click().run()
    field = app.text_input(key="label-1")
    assert (field.value, field.placeholder) == ("", "Gradient descent 0.8")
    checked(field.set_value("too fast").run())
    assert [run.label for run in in_link(app).runs] == ["", "too fast"]
    assert "**too fast**" in app.button(key="card-1").label
    assert "<b>too fast</b>" in html(app)
    checked(app.text_input(key="label-1").set_value("").run())
    assert [run.label for run in in_link(app).runs] == ["", ""]


def test_a_name_that_markup_would_read_is_refused_in_a_sentence() -> None:
    app = opened(QUARTIC)
    app.button(key="card-1").click().run()
    app.text_input(key="label-1").set_value("<b>").run()
    assert shown(app).runs[1].label == ""
    assert any("The name of a run is" in text.value for text in app.text)


def test_a_run_that_stays_keeps_its_mark_when_another_is_removed() -> None:
    app = opened("loss=x^2&run=gd+lr+0.1+at+1&run=adagrad+lr+0.1+at+1&run=adam+lr+0.1+at+1")
    app.button(key="card-1").click().run()
    checked(app.button(key="remove-1").click().run())
    assert in_link(app).marks == (0, 2)
    assert 'sb-run-2" role="listitem"' in html(app)
