"""Data of an experiment: what it keeps, what it refuses, and what its runs become."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import Experiment, ExperimentError, Run, decode, run
from experiment.data import SEARCH, Data, as_in_link, most_steps, opening_of, travels
from experiment.limits import MAX_STEPS
from language.errors import LossError
from losses import parse_loss
from losses.models import Measure, Model
from losses.tables import TABLES, Table

CARS = TABLES["cars"]
PAIR = Table("", ("u", "v"), ("u", "v"), np.tile([[1.0, 2.0], [2.0, 3.0]], (400, 1)))
LINE = Model("w*speed+b", "distance")


def table(rows: int, columns: int = 2) -> Table:
    names = tuple(f"c{k + 1}" for k in range(columns))
    values = np.random.default_rng(0).normal(size=(rows, columns))
    return Table("own.csv", names, names, values)


def test_a_model_writes_the_loss():
    e = Experiment("", data=Data(CARS, LINE), runs=(Run("gd", {"lr": 1e-3}),))
    assert e.loss == "f(w, b) = mean((w*speed + b - distance)^2)"
    assert e.runs[0].start == (0.0, 0.0)
    other = replace(e, data=Data(CARS, replace(LINE, measure=Measure("absolute"))))
    assert other.loss == "f(w, b) = mean(abs(w*speed + b - distance))"


def test_a_short_table_is_as_its_link_gives_it():
    short = Data(table(60)).table
    assert travels(short)
    assert as_in_link(short) == short
    assert [float(f"{x:.4g}") for x in short.values.ravel()] == short.values.ravel().tolist()
    long = table(61)
    assert Data(long).table is long
    assert not travels(long)
    assert not travels(table(60, columns=8))  # too many characters


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"batch": -1}, "The batch size is -1; it is 0 for all rows, or from 0 to 1,000."),
        ({"order": "best"}, "There is no order of rows “best”; there are shuffled and drawn."),
        ({"scale": "log"}, "There is no scale “log”; there are raw and standard."),
    ],
)
def test_what_cannot_be_is_refused(settings, sentence):
    with pytest.raises(ExperimentError) as caught:
        Data(CARS, LINE, **settings)
    assert str(caught.value) == sentence


def test_a_model_that_does_not_fit_the_table_is_refused():
    with pytest.raises(LossError, match="The model names no column of the table"):
        Data(CARS, Model("w + b", "distance"))


def test_a_batch_of_all_rows_is_a_full_batch_unless_rows_are_drawn():
    assert Data(CARS, LINE, batch=50).batch == Data(CARS, LINE, batch=70).batch == 0
    assert Data(CARS, LINE, batch=70, order="drawn").batch == 50


def test_steps_over_many_rows_are_bounded():
    galton = Data(TABLES["galton"], Model("w*parent+b", "child"))
    gd = Run("gd", {"lr": 1e-4})
    assert Experiment("", data=galton, steps=9000, runs=(gd,) * 4).steps == 9000
    with pytest.raises(ExperimentError) as caught:
        Experiment("", data=galton, steps=9000, runs=(gd,) * 12)
    assert str(caught.value) == (
        "9,000 steps over 928 rows are too many; "
        "with this loss and these runs at most 3,265 are possible."
    )


def test_a_longer_loss_and_runs_that_search_leave_fewer_steps():
    short = parse_loss("mean((w*u - v)^2)", table=PAIR)
    long = parse_loss("mean(sin(w*u)^2 + logcosh(w*u - v))", table=PAIR)
    assert most_steps(long, 4) < most_steps(short, 4) / 3
    assert most_steps(short, SEARCH) < most_steps(short, 1) / (SEARCH - 1)
    assert most_steps(parse_loss("x^2"), 12) == MAX_STEPS


def test_standardising_keeps_the_target_and_columns_of_two_values():
    scaled = Data(CARS, LINE, scale="standard").scaled
    assert abs(scaled.column("speed").std() - 1) < 1e-12
    np.testing.assert_array_equal(scaled.column("distance"), CARS.column("distance"))
    typed = Data(TABLES["orings"], scale="standard").scaled
    np.testing.assert_array_equal(typed.column("distress"), TABLES["orings"].column("distress"))


def test_every_table_of_ours_opens_with_runs_that_arrive():
    for key in TABLES:
        e, problems = decode(f"data={key}&scale=standard")
        assert not problems
        assert e.data
        assert e.data.model == opening_of(TABLES[key]).plain(TABLES[key])
        assert all(path.losses[-1] < path.losses[0] for path in run(e))


def test_a_visitors_table_opens_with_a_line():
    assert opening_of(table(5)) == Model("w*c1 + b", "c2")


def test_every_run_may_have_a_batch_size_of_its_own():
    e, _ = decode(
        "data=cars&scale=standard&batch=8&run=gd+lr+0.1&run=gd+lr+0.1+batch+all&run=gd+lr+0.1+batch+1"
    )
    assert [e.batch(one) for one in e.runs] == [8, 0, 1]
    first, full, single = run(e)
    assert full.batch_losses is None
    assert first.batch_losses is not None
    assert not np.array_equal(first.points, single.points)
    np.testing.assert_allclose(full.points[-1], look_answer(e), rtol=1e-6)


def look_answer(e: Experiment) -> np.ndarray:
    assert e.table
    u, v = (e.table.column(name) for name in ("speed", "distance"))
    return np.linalg.lstsq(np.stack([u, np.ones_like(u)], axis=1), v, rcond=None)[0]
