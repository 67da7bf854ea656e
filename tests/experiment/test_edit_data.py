"""Changes to the data under a loss: every one of them is in the link, and the runs go on."""

from dataclasses import replace

import pytest

from experiment import DEFAULT, Experiment, decode, encode, load, run, with_edited_loss, with_loss
from experiment.data import most_steps
from experiment.edit import KEPT, NEW_OF_DATA, NEW_RUNS
from experiment.edit_data import (
    aimed,
    kind_of,
    measured,
    opened,
    with_model,
    with_rows,
    with_scale,
    with_table,
    without_data,
)
from losses import LossError
from losses.models import MODELS, Measure, Model, opening_model
from losses.tables import OPENINGS, TABLES, parse_rows, read_table

PAIR = parse_rows("u v;1 2;2 3.9;3 6.1;4 8")
CARS = decode("data=cars&run=gd+lr+0.001+at+0+0&run=adam+lr+1+batch+4+at+1+2")[0]


def checked(e: Experiment) -> Experiment:
    """Return the experiment after making sure that its link says it."""
    assert decode(encode(e)) == (e, ())
    return e


@pytest.mark.parametrize("name", TABLES)
def test_a_table_opens_with_its_own_model_and_scale(name: str) -> None:
    changed, sentence = with_table(DEFAULT, TABLES[name])
    data, own = checked(changed).data, OPENINGS[name]
    assert sentence == NEW_OF_DATA
    assert data
    assert data.model
    assert (data.model.text, data.model.target, data.scale) == (own.model, own.target, own.scale)
    assert [one.rule for one in changed.runs] == [one.rule for one in DEFAULT.runs]
    ends = [path.losses[-1] / path.losses[0] for path in run(changed)]
    assert max(ends) < 1  # every rate suits the table


def test_another_table_opens_with_a_line_over_standardised_columns() -> None:
    changed, _ = with_table(DEFAULT, PAIR)
    assert changed.loss == "f(w, b) = mean((w*u + b - v)^2)"
    assert checked(changed).data.scale == "standard"  # type: ignore[union-attr]


def test_a_table_of_one_column_opens_with_its_mean() -> None:
    changed, _ = with_table(DEFAULT, parse_rows("m;1;2;6"))
    assert changed.loss == "mean((c - m)^2)"
    assert checked(changed).data.scale == "raw"  # type: ignore[union-attr]
    assert run(changed)[0].points[-1] == pytest.approx([3], abs=1e-3)


def test_batches_are_kept_on_another_table_as_far_as_it_has_rows() -> None:
    changed, _ = with_table(with_rows(CARS, batch=3, order="drawn"), PAIR)
    assert changed.data
    assert (changed.data.batch, changed.data.order) == (3, "drawn")
    assert changed.runs[1].batch == 4
    assert changed.batch(changed.runs[1]) == 4
    assert with_rows(DEFAULT, batch=3) == DEFAULT


def test_steps_are_cut_to_what_a_long_table_allows() -> None:
    long = read_table("u,v\n" + "1,2\n3,5\n" * 500, "long.csv").table
    changed, _ = with_table(replace(DEFAULT, steps=10_000), long)
    assert changed.steps == most_steps(load(changed), 4) < 10_000


def test_without_data_the_runs_are_on_the_formula_from_before() -> None:
    back, sentence = without_data(CARS, DEFAULT)
    assert sentence == NEW_RUNS
    assert (checked(back).loss, back.data) == (DEFAULT.loss, None)
    assert [one.rule for one in back.runs] == ["gd", "adam"]
    assert back.runs[1].batch is None


def test_a_loss_of_the_catalogue_needs_no_table() -> None:
    assert checked(with_loss(CARS, "beale")[0]).data is None


def test_a_typed_loss_keeps_the_table_and_stands_in_the_place_of_the_model() -> None:
    typed, sentence = with_edited_loss(CARS, "mean((w*speed + b - distance)^2) + 0.1 w^2")
    assert sentence == KEPT
    assert checked(typed).data == replace(CARS.data, model=None)  # type: ignore[type-var]
    assert typed.runs == CARS.runs


def test_a_typed_loss_that_cannot_be_read_changes_nothing_else() -> None:
    typed, sentence = with_edited_loss(CARS, "mean((w*speed +")
    assert (typed.loss, sentence, typed.runs) == ("mean((w*speed +", "", CARS.runs)
    assert typed.data == replace(CARS.data, model=None)  # type: ignore[type-var]


def test_another_model_keeps_what_was_set_by_hand() -> None:
    model = Model("w*speed+b", "distance", Measure("absolute", ridge=0.5))
    changed, sentence = with_model(CARS, model)
    assert sentence == KEPT
    assert checked(changed).loss == "f(w, b) = mean(abs(w*speed + b - distance)) + 0.5*w^2"
    assert changed.runs == CARS.runs
    assert with_model(DEFAULT, model) == (DEFAULT, "")


def test_a_model_that_does_not_fit_the_table_is_refused() -> None:
    with pytest.raises(LossError, match="The logistic loss needs a target of 0 and 1; distance"):
        with_model(CARS, Model("w*speed+b", "distance", Measure("logistic")))


def test_another_scale_gives_starts_and_rates_that_suit_it() -> None:
    changed, sentence = with_scale(CARS, "standard")
    assert sentence == NEW_OF_DATA
    assert checked(changed).runs[0].rate == 0.3
    assert changed.runs[0].start == (0, 0)
    assert with_scale(DEFAULT, "standard") == (DEFAULT, "")


def test_a_scale_is_chosen_even_while_the_loss_cannot_be_read() -> None:
    typed, _ = with_edited_loss(CARS, "mean((w*speed +")
    changed, sentence = with_scale(typed, "standard")
    assert (changed.data.scale, changed.loss, sentence) == ("standard", typed.loss, "")  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("names", ["wb", "pq"])
def test_a_model_is_known_whatever_its_parameters_are_called(kind: str, names: str) -> None:
    text = opening_model(kind, "u", PAIR.columns)
    named = text.replace("w", names[0]).replace("b", names[1])
    assert kind_of(Model(named, "v"), PAIR) == (kind, "u")


@pytest.mark.parametrize("text", ["w*u+2*b", "w*u+b*u", "w*u^2+b", "a*u+a"])
def test_any_other_model_is_none_of_them(text: str) -> None:
    assert kind_of(Model(text, "v"), PAIR) == ("", "")


def test_a_chosen_model_has_another_target_where_its_column_was_the_target() -> None:
    line = Model("w*speed+b", "distance")
    assert opened("line", "distance", line, TABLES["cars"]) == Model("w*distance + b", "speed")
    assert aimed("speed", line, TABLES["cars"]) == Model("w*distance + b", "speed")
    assert aimed("v", Model("w*u*u+b", "v"), PAIR) == Model("w*u*u+b", "v")


def test_a_logistic_curve_of_classes_is_measured_as_such() -> None:
    line = Model("w*temperature+b", "distress")
    curve = opened("logistic", "temperature", line, TABLES["orings"])
    assert curve == Model("sigmoid(w*temperature + b)", "distress", Measure("logistic"))
    assert opened("logistic", "speed", Model("w", "distance"), TABLES["cars"]).measure == Measure()


def test_a_measure_changes_by_itself() -> None:
    model = Model("w*u", "v", Measure("huber", 1, 2))
    assert measured(model, lasso=0.0).measure == Measure("huber", 1, 0)
