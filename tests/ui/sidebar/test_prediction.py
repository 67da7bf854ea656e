"""Model and measure in the sidebar: chosen, typed, refused at their place."""

import pytest
from streamlit.testing.v1 import AppTest

from losses.models import MEASURES, MODELS, Measure
from tests.ui.sidebar.test_data_part import CARS, facts, of
from tests.visiting import checked, in_link, opened, player, shown, state


@pytest.mark.parametrize("kind", MODELS)
def test_every_model_is_chosen_and_shown(kind: str) -> None:
    app = opened(CARS)
    checked(app.selectbox(key="model-kind").set_value(kind).run())
    assert app.selectbox(key="model-kind").value == kind
    assert shown(app).loss in app.text_input(key="loss").value
    assert len(shown(app).runs[0].start) == (1 if kind == "origin" else 2)


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in ("logistic", "hinge")])
def test_every_measure_is_chosen_and_shown(name: str) -> None:
    app = opened("data=cars&scale=standard&run=gd+lr+0.001+at+0+0")
    checked(app.selectbox(key="measure").set_value(name).run())
    assert of(app).model.measure == Measure(name)  # type: ignore[union-attr]


def test_a_measure_that_does_not_fit_is_refused_with_its_sentence() -> None:
    app = opened(CARS)
    checked(app.selectbox(key="measure").set_value("logistic").run())
    assert state(app).refusal == (
        "The logistic loss needs a target of 0 and 1; distance has values from 2 to 120."
    )
    assert app.selectbox(key="measure").value == "squared"


def test_column_and_target_change_places() -> None:
    app = opened(CARS)
    checked(app.selectbox(key="model-target").set_value("speed").run())
    assert shown(app).loss == "f(w, b) = mean((w*distance + b - speed)^2)"
    checked(app.selectbox(key="model-column").set_value("speed").run())
    assert shown(app).loss == "f(w, b) = mean((w*speed + b - distance)^2)"


def test_a_typed_model_is_refused_at_its_place_and_read_when_it_is_mended() -> None:
    app = opened(CARS)
    checked(app.selectbox(key="model-kind").set_value("typed").run())
    assert app.text_input(key="model-text").value == "w*speed+b"
    before = shown(app)
    checked(app.text_input(key="model-text").set_value("w*speed + foo(b)").run())
    assert shown(app) == before
    assert facts(app)[0].startswith("The model cannot be read: There is no function “foo”")
    assert app.sidebar.code[0].value == "w*speed + foo(b)\n          ^"
    assert app.text_input(key="model-text").value == "w*speed + foo(b)"
    checked(app.text_input(key="model-text").set_value("w*speed^2 + b").run())
    assert of(app).model.text == "w*speed^2+b"  # type: ignore[union-attr]
    assert not app.sidebar.code
    assert app.text_input(key="model-text").value == "w*speed^2 + b"
    checked(app.selectbox(key="model-kind").set_value("origin").run())
    assert "model-text" not in {field.key for field in app.text_input}


def test_ridge_and_lasso_are_in_the_loss() -> None:
    app = opened(CARS)
    app.session_state["penalties"] = True
    app.run()
    checked(app.number_input(key="ridge").set_value(0.5).run())
    checked(app.number_input(key="lasso").set_value(2.0).run())
    assert of(app).model.measure == Measure("squared", 0.5, 2)  # type: ignore[union-attr]
    assert in_link(app).loss.endswith("+ 0.5*w^2 + 2*abs(w)")


def test_a_loss_typed_by_hand_stands_in_the_place_of_the_model() -> None:
    app = opened(CARS)
    before = player(app)["figure"]
    checked(app.text_input(key="loss").set_value("mean((w*speed + b").run())
    assert player(app)["figure"] == before
    assert app.query_params["loss"] == "mean((w*speed + b"
    again = opened_as(app)
    assert player(again)["figure"] == before
    text = "mean(abs(w*speed + b - distance)) + 0.1 w^2"
    checked(app.text_input(key="loss").set_value(text).run())
    assert (in_link(app).loss, of(app).model) == (text, None)
    assert app.selectbox(key="model-kind").value is None
    checked(app.selectbox(key="model-kind").set_value("line").run())
    assert of(app).model.text == "w*speed+b"  # type: ignore[union-attr]


def opened_as(app: AppTest) -> AppTest:
    """Return the page as a reload of this address shows it."""
    fresh = AppTest.from_file(app._script_path, default_timeout=60)
    for key in app.query_params:
        fresh.query_params[key] = app.query_params[key]
    return checked(fresh.run())
