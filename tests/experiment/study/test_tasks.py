"""Tasks are a study in pieces: every run once, each with the numbers that it has alone."""

import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from experiment.link import decode
from experiment.model import Experiment
from experiment.run import run
from experiment.study import tasks as module
from experiment.study.plan import Study
from experiment.study.read_study import read_study
from experiment.study.tasks import ENDED, Task, fields, run_task, tasks
from tests.experiment.study.small import SMALL, all_rows, small

PLACES = ["loss", "rule", "dials", "rate", "start", "seed"]


def test_every_run_is_there_once() -> None:
    study = small()
    rows = np.concatenate(all_rows(study))
    found = {tuple(row) for row in rows[PLACES].tolist()}
    assert len(found) == len(rows) == study.runs
    asked = {
        (loss, rule, dials, rate, start, seed)
        for loss, objective in enumerate(study.losses)
        for rule, method in enumerate(study.methods)
        for dials in range(len(method.runs))
        for rate in range(len(method.rates))
        for start in range(len(objective.starts))
        for seed in range(len(study.seeds_of(objective)))
    }
    assert found == asked


def of_experiment(study: Study, row: np.void) -> Experiment:
    """Return the experiment whose only run is that of a row."""
    objective, method = study.losses[row["loss"]], study.methods[row["rule"]]
    one = method.runs[row["dials"]].at_rate(method.rates[row["rate"]])
    start = objective.starts[row["start"]]
    seed = study.seeds[row["seed"]]
    if objective.batch:
        e, _ = decode("data=cars&scale=standard&batch=8&run=gd")
        return replace(e, runs=(replace(one, start=start),), steps=study.steps,
                       noise=study.noise, seed=seed)  # fmt: skip
    text, constants, _ = objective.what
    return Experiment(
        text, constants, runs=(replace(one, start=start),), steps=study.steps,
        noise=study.noise, seed=seed,
    )  # fmt: skip


def test_a_row_says_what_the_run_itself_does() -> None:
    study = small()
    rows = np.concatenate(all_rows(study))
    for row in rows[:: len(rows) // 40]:
        objective = study.losses[row["loss"]]
        (t,) = run(of_experiment(study, row))
        assert (row["first"], row["kept"]) == (t.losses[0], len(t.points))
        for place, budget in enumerate(study.budgets):
            assert row["best"][place] == t.losses[: budget + 1].min()
            if budget < row["kept"]:
                assert row["last"][place] == t.losses[budget]
                way = np.abs(t.points[budget] - t.points[0]) / np.ptp(objective.window, axis=1)
                assert row["way"][place] == way.max()
            else:
                assert math.isnan(row["last"][place])
        low = objective.lowest + study.goal * (t.losses[0] - objective.lowest)
        below = np.flatnonzero(t.losses <= low)
        assert row["reached"] == (below[0] if below.size else -1)


def test_a_run_that_diverges_is_over() -> None:
    study = read_study('steps = 200\nrates = [3]\nrules = ["gd"]\nlosses = ["x^4 + y^2"]')
    rows = np.concatenate(all_rows(study))
    assert (rows["kept"] < 20).all()
    assert all(ENDED[number] for number in rows["ended"])
    assert np.isnan(rows["last"][:, -1]).all()
    assert (rows["best"][:, -1] <= rows["first"]).all()


def test_rows_do_not_depend_on_how_a_study_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = np.concatenate(all_rows(small()))
    monkeypatch.setattr(module, "LANES", 17)
    monkeypatch.setattr(module, "TASK", 1)
    pieces = list(tasks(small()))
    assert [task.number for task in pieces] == list(range(len(pieces)))
    assert len(pieces) > 30
    assert max(task.rows for task in pieces) <= 17
    # Blocks of one rule on one loss follow each other, so that a report reads them in one go.
    assert np.concatenate([run_task(task) for task in pieces]).tobytes() == whole.tobytes()


def test_a_task_travels() -> None:
    (task,) = tasks(small())
    copy: Task = pickle.loads(pickle.dumps(task))
    assert copy == task
    assert len(pickle.dumps(task)) < 50_000
    assert run_task(copy).tobytes() == run_task(task).tobytes()


def test_tasks_are_of_bounded_size_however_large_the_study() -> None:
    study = read_study(
        'steps = 5000\nstarts = {grid = 60}\nrules = ["gd", "adam"]\n'
        'losses = ["x^2 + y^2 + x", {data = "galton"}]'
    )
    pieces = list(tasks(study))
    assert sum(task.rows for task in pieces) == study.runs
    assert max(block.count for task in pieces for block in task.blocks) <= module.LANES
    assert max(len(task.blocks) for task in pieces) <= module.MOST
    galton = [b.count for t in pieces for b in t.blocks if b.objective.rows]
    assert max(galton) <= module.LANES // (928 // module.ROWS_AT_ONCE)


def test_the_fields_of_a_row_are_those_of_its_budgets() -> None:
    assert fields(3)["best"].shape == (3,)
    assert fields(3) != fields(2)
    assert_array_equal(np.zeros(1, fields(2))["at"], [[0.0, 0.0]])


def test_studies_without_noise_have_no_second_seed() -> None:
    quiet = read_study(SMALL.replace("noise = 0.01", "noise = 0"))
    rows = np.concatenate(all_rows(quiet))
    assert set(rows["seed"][rows["loss"] == 0].tolist()) == {0}
    assert set(rows["seed"][rows["loss"] == 2].tolist()) == {0, 1}
