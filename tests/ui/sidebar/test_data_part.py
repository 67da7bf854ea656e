"""Data in the sidebar: the switch from a formula and back, model and measure, scale and batches."""

import pytest
from streamlit.testing.v1 import AppTest

from experiment import DEFAULT, decode
from experiment.data import Data
from losses.models import MEASURES, MODELS, Measure
from losses.tables import TABLES
from tests.visiting import checked, in_link, opened, player, shown, state
from ui.sidebar import data

CARS = "data=cars&run=gd+lr+0.001+at+0+0&run=adam+lr+1+at+0+0"
ORINGS = "data=orings&scale=standard&run=gd+lr+1+at+0+0"


def facts(app: AppTest) -> list[str]:
    return [text.value for text in app.sidebar.text]


def of(app: AppTest) -> Data:
    found = in_link(app).data
    assert found
    return found


def test_data_is_one_click_away_and_the_formula_is_one_click_back() -> None:
    app = opened("loss=(x-a)^2%2By^2&where=a+3&run=gd+lr+0.1+at+1+1")
    checked(app.segmented_control(key="kind").set_value("data").run())
    assert of(app).table == TABLES["cars"]
    assert player(app)["step"] == 200
    checked(app.selectbox(key="table-chosen").set_value("collinear").run())
    checked(app.segmented_control(key="kind").set_value("formula").run())
    back = in_link(app)
    assert (back.loss, dict(back.constants), back.data) == ("(x-a)^2+y^2", {"a": 3}, None)
    checked(app.segmented_control(key="kind").set_value("data").run())
    assert of(app).table == TABLES["collinear"]


def test_a_link_with_data_leads_back_to_the_first_comparison() -> None:
    app = opened(CARS)
    checked(app.segmented_control(key="kind").set_value("formula").run())
    assert in_link(app).loss == DEFAULT.loss


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


def test_what_is_known_without_a_run_is_said_below_the_formulas() -> None:
    assert facts(opened(CARS)) == [
        "Condition number 2600 raw, 1 standardised.",
        "Least squares: w = 3.932, b = −17.58.",
    ]
    assert facts(opened(f"{CARS}&scale=standard")) == [
        "Standardised: speed.",
        "Condition number 2600 raw, 1 standardised.",
        "Least squares: w = 20.58, b = 42.98; over the raw columns w = 3.932, b = −17.58.",
    ]
    ridge = "data=cars&measure=squared+ridge+1&run=gd+lr+0.001+at+0+0"
    assert facts(opened(ridge))[-1] == "Minimum by a linear system: w = 3.794, b = −15.45."
    parted = opened("data=u+v;1+0;2+0;3+1;4+1&measure=logistic&run=gd+lr+0.1+at+0+0")
    assert facts(parted)[-1] == (
        "No minimum: the classes can be parted by a line, so the loss falls for ever."
    )


def test_the_scale_is_one_switch() -> None:
    app = opened(CARS)
    checked(app.toggle(key="standardise").set_value(True).run())
    assert of(app).scale == "standard"
    assert in_link(app).runs[0].rate == 0.3
    checked(app.toggle(key="standardise").set_value(False).run())
    assert of(app).scale == "raw"


def test_a_batch_has_the_name_of_its_size() -> None:
    found = decode(CARS)[0].data
    assert found
    assert data.sizes(found) == [1, 2, 4, 8, 16, 32, 0]
    assert data.sizes(found, 12, 0) == [1, 2, 4, 8, 12, 16, 32, 0]
    names = [data.named(size) for size in (1, 16, 0)]
    assert names == ["SGD (one row)", "mini-batch of 16", "full batch"]


def test_batches_are_for_all_runs_or_for_one() -> None:
    app = opened(CARS)
    assert "order" not in {toggle.key for toggle in app.toggle}
    checked(app.select_slider(key="batch").set_value(8).run())
    checked(app.toggle(key="order").set_value(True).run())
    assert (of(app).batch, of(app).order) == (8, "drawn")
    checked(app.button(key="card-1").click().run())
    assert app.selectbox(key="batch-1").value == data.AS_ALL
    checked(app.selectbox(key="batch-1").set_value(0).run())
    assert [one.batch for one in in_link(app).runs] == [None, 0]
    checked(app.selectbox(key="batch-1").set_value(data.AS_ALL).run())
    assert [one.batch for one in in_link(app).runs] == [None, None]


def test_without_data_there_is_nothing_of_it() -> None:
    app = opened()
    checked(app.button(key="card-0").click().run())
    keys = {
        widget.key for kind in ("selectbox", "select_slider", "toggle") for widget in app.get(kind)
    }
    assert keys.isdisjoint({"batch", "batch-0", "table-chosen", "standardise", "model-kind"})


def test_back_shows_what_the_link_says() -> None:
    app = opened(ORINGS)
    app.query_params["data"] = "cars"
    checked(app.run())
    assert app.selectbox(key="table-chosen").value == "cars"
    assert app.selectbox(key="measure").value == "squared"


@pytest.mark.parametrize("batch", [0, 4, 32])
def test_another_table_keeps_the_batch_as_far_as_it_has_rows(batch: int) -> None:
    app = opened(f"{CARS}&batch={batch}" if batch else CARS)
    for name in ("galton", "outlier", "cars"):
        checked(app.selectbox(key="table-chosen").set_value(name).run())
        checked(app.run())
        batch = batch if batch < of(app).count else 0
        assert of(app).batch == app.select_slider(key="batch").value == batch
