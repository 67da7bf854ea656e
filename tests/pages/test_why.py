"""Below the picture: the step at the playhead, and what the whole of the runs was."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from visiting import checked, opened

from experiment import Experiment, decode, explain, run, tune
from optimizers import RULES

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30&step=12"


def body(app: AppTest) -> str:
    return " ".join(markdown.value for markdown in app.main.markdown)


def test_the_update_at_the_playhead_is_written_out() -> None:
    app = opened(LINK)
    e, _ = decode(LINK)
    found = explain(e, run(e)[0], 12)
    assert "**Update 13**, from step 12 to step 13" in body(app)
    for formula in (found.equation, *found.numbers):
        assert f"$$\n{formula}\n$$" in body(app)
    for value in found["following"]:
        assert f'title="{float(value)!r}"' in body(app)


def test_another_run_or_all_of_them_can_be_chosen() -> None:
    app = opened(LINK)
    checked(app.selectbox(key="inspected").set_value(1).run())
    assert "m_hat" not in body(app)
    checked(app.selectbox(key="inspected").set_value(-1).run())
    assert "Adam 0.1" in body(app)
    assert "Gradient descent 0.001" in body(app)


def test_the_chosen_run_is_kept_while_another_tab_is_open() -> None:
    app = opened(LINK)
    app.selectbox(key="inspected").set_value(1).run()
    for part in ("Summary", "Step by step"):
        app.session_state["part"] = part
        app.run()
    assert app.selectbox(key="inspected").value == 1
    assert "m_hat" not in body(app)


def test_the_exact_values_open_on_demand() -> None:
    app = opened(LINK)
    app.session_state["exact"] = True
    checked(app.run())
    assert '"following"' in app.main.code[0].value


def test_a_link_can_hide_the_inspector() -> None:
    app = opened(f"{LINK}&hide=inspector")
    assert "Update" not in body(app)
    assert not app.main.tabs


@pytest.mark.parametrize("loss", ["log(x)", "sqrt(x)"])
def test_a_run_that_never_started_has_no_step_to_explain(loss: str) -> None:
    app = opened(f"loss={loss}&run=gd+lr+0.1+at+-1&steps=5")
    assert "No step was taken: the loss is not finite at the start." in body(app)
    app.session_state["exact"] = True
    checked(app.run())
    assert json.loads(app.main.code[0].value) == []


def on_screen(app: AppTest) -> Experiment:
    experiment: Experiment = app.session_state["experiment"]
    return experiment


@pytest.mark.parametrize("part", ["Summary", "Stability", "Minima"])
def test_every_part_opens_alone(part: str) -> None:
    app = opened(LINK)
    app.session_state["part"] = part
    checked(app.run())
    assert len(app.main.dataframe) == 1
    assert "Update" not in body(app)


def test_one_click_sorts_the_runs() -> None:
    app = opened("loss=x^2&run=gd+lr+0.01+at+1&run=gd+lr+0.4+at+1&steps=20")
    app.session_state["part"] = "Summary"
    app.run()
    menu = next(m for m in app.main.get("menu_button") if m.key == "sort")
    checked(menu.set_value("final loss").run())
    assert [one.rate for one in on_screen(app).runs] == [0.4, 0.01]


def test_one_click_makes_the_learning_rates_alike_or_the_rules_own() -> None:
    app = opened(LINK)
    checked(app.button(key="same-rate").click().run())
    assert [one.rate for one in on_screen(app).runs] == [0.1, 0.1]
    checked(app.button(key="default-rates").click().run())
    own = [RULES[one.rule].defaults["lr"] for one in on_screen(app).runs]
    assert [one.rate for one in on_screen(app).runs] == own


def test_one_click_tunes_every_run_on_the_loss() -> None:
    app = opened(LINK)
    checked(app.button(key="tune").click().run())
    assert on_screen(app) == tune(decode(LINK)[0])
    assert "each tuned on this loss" in "".join(b.body for b in app.get("html"))
    assert app.button(key="tune")


def test_an_open_card_marks_the_stability_limit() -> None:
    app = opened("loss=x^2%2B10y^2&run=gd+lr+0.09+at+3+1&steps=20")
    app.button(key="card-0").click().run()
    assert "stable below 0.1 at the start" in "".join(b.body for b in app.sidebar.get("html"))


@pytest.mark.parametrize("rule", ["gd", "momentum", "adagrad", "rmsprop", "adam", "nadam", "lion"])
def test_a_run_that_overflows_can_be_explained_to_its_last_row(rule: str) -> None:
    link = f"loss=x^4&run={rule}+lr+1000+at+100&steps=30"
    checked(opened(link))
    checked(opened(f"{link}&step=30"))
