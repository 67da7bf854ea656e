"""Data in the sidebar: the switch from a formula and back, model and measure, scale and batches."""

import pytest
from streamlit.testing.v1 import AppTest

from experiment import DEFAULT, decode
from experiment.data import Data
from losses.tables import TABLES
from tests.visiting import checked, in_link, opened, player
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
