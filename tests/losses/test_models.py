"""Losses of a prediction and a measure: against PyTorch, least squares and Newton's answer."""

import json
from pathlib import Path

import numpy as np
import pytest

from language.errors import LossError
from losses import parse_loss
from losses.models import MEASURES, MODELS, Measure, Model, opening_model, standardised
from losses.tables import TABLES, Table

# Made by record_batches.py with PyTorch 2.15.0.
RECORDED = json.loads(Path(__file__).with_name("batches.json").read_text(encoding="utf-8"))
PAIR = Table("", ("u", "v"), ("u", "v"), np.array([[1.0, 0.0], [2.0, 1.0], [4.0, 1.0]]))


def loss_of(table: Table, model: Model):
    return parse_loss(model.loss(table), table=table)


@pytest.mark.parametrize("case", RECORDED["cases"], ids=str)
def test_batches_have_the_values_and_gradients_of_pytorch(case):
    model = Model(f"w*{case['column']} + b", case["target"], Measure(case["measure"]))
    batch = loss_of(TABLES[case["table"]], model).of_rows(case["rows"])
    np.testing.assert_allclose(batch.value(case["point"]), case["value"], rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(
        batch.gradient(case["point"]), case["gradient"], rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("key", ["penguins", "cars", "galton", "outlier"])
def test_the_gradient_of_a_line_is_0_at_the_least_squares(key):
    table = standardised(TABLES[key], keep=())
    u, v = table.values[:, 0], table.values[:, -1]
    model = Model(f"w*{table.columns[0]} + b", table.columns[-1])
    answer = np.linalg.lstsq(np.stack([u, np.ones_like(u)], axis=1), v, rcond=None)[0]
    assert np.abs(loss_of(table, model).gradient(answer)).max() <= 1e-12


def test_every_measure_of_every_model_is_a_loss_of_its_parameters():
    table = TABLES["orings"]
    for measure in MEASURES:
        for kind in MODELS:
            model = Model(
                opening_model(kind, "temperature", table.columns), "distress", Measure(measure)
            )
            assert loss_of(table, model).variables == model.parameters(table)


def test_the_text_says_what_is_measured():
    assert Model("w u + b", "v").loss(PAIR) == "f(w, b) = mean((w*u + b - v)^2)"
    penalised = Model("sigmoid(w u + b)", "v", Measure("logistic", ridge=0.5, lasso=2))
    assert penalised.loss(PAIR) == (
        "f(w, b) = mean(softplus(w*u + b) - v*(w*u + b)) + 0.5*w^2 + 2*abs(w)"
    )
    assert Model("b u^w", "v", Measure(ridge=1)).loss(PAIR).endswith("+ 1*b^2 + 1*w^2")


def test_a_plain_model_is_as_a_link_writes_it():
    assert Model("w u + b", "v").plain(PAIR).text == "w*u+b"


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (Model("w*q*u + b", "v"),
         "The model has 3 parameters, w, q and b; "
         "it needs one or two besides columns of the table."),
        (Model("w + b", "v"), "The model names no column of the table; there are u and v."),
        (Model("w*v", "v"), "The model predicts v from itself; choose another column."),
        (Model("w*u", "z"), "There is no column “z” to predict; there are u and v."),
        (Model("w*u", "v*", Measure()), "There is no column “v*” to predict; there are u and v."),
        (Model("w*v", "u", Measure("logistic")),
         "The logistic loss needs a target of 0 and 1; u has values from 1 to 4."),
        (Model("w*(u", "v"),
         "The model cannot be read: The bracket ( is never closed with )."),
    ],
)  # fmt: skip
def test_a_model_that_does_not_fit_is_refused_in_a_sentence(model, sentence):
    with pytest.raises(LossError) as caught:
        model.loss(PAIR)
    assert caught.value.message == sentence


def test_a_measure_that_cannot_be_is_refused():
    with pytest.raises(LossError, match="There is no measure “best”"):
        Measure("best")
    with pytest.raises(LossError) as caught:
        Measure(ridge=-1)
    assert caught.value.message == "The factor of ridge is -1; between 0 and 1e6 is allowed."


def test_poisson_wants_counts():
    table = Table("", ("u", "v"), ("u", "v"), np.array([[1.0, -2.0], [2.0, 1.0]]))
    with pytest.raises(LossError) as caught:
        Model("w*u", "v", Measure("poisson")).loss(table)
    assert caught.value.message == "The Poisson loss needs a target from 0; v goes down to -2."


def test_standardised_columns_have_mean_0_and_deviation_1():
    scaled = standardised(TABLES["cars"], keep=("distance",))
    assert abs(scaled.column("speed").mean()) <= 1e-15
    assert abs(scaled.column("speed").std() - 1) <= 1e-15
    np.testing.assert_array_equal(scaled.column("distance"), TABLES["cars"].column("distance"))


def test_parameters_are_no_columns():
    assert opening_model("line", "w", ("w", "b")) == "m*w + c"
