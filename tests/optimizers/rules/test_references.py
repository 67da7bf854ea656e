"""Every rule and schedule against trajectories of PyTorch, Optax, Keras and the article's code."""

import numpy as np
import pytest

from optimizers import SCHEDULES, simulate
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.libraries import (
    CURVES,
    TRAJECTORIES,
    scheduled,
    with_schedule,
)


def named(entries):
    return {"argvalues": entries, "ids": [entry["id"] for entry in entries]}


def gaps(found, reference):
    """Difference over max(1, |reference|), row by row; equal infinities are no gap."""
    with np.errstate(invalid="ignore"):
        gap = np.abs(found - reference) / np.maximum(1.0, np.abs(reference))
    return np.where(found == reference, 0.0, gap).max(axis=-1)


def followed(entry):
    rule, dials, schedule = with_schedule(entry)
    return simulate(
        rule,
        LOSSES[entry["loss_name"]],
        entry["start"],
        steps=entry["steps"],
        dials=dials,
        schedule=schedule,
    )


def worst(entry, record):
    """(gap of the comparable prefix, largest gap) over the rows that are kept."""
    rows = int(record.kept)
    gap = gaps(record.points[:rows], np.array(entry["points"], float)[:rows])
    return gap[: entry["agreement"]["steps_within_1e-12"] + 1].max(), gap.max()


@pytest.mark.parametrize("entry", **named(TRAJECTORIES))
def test_a_run_walks_where_the_library_walks(entry):
    prefix, whole = worst(entry, followed(entry))
    assert prefix <= 1e-9
    # A stable path is compared to its end; elsewhere rounding alone parts two right programs.
    if entry["core"] and entry["agreement"]["max_gap"] <= 1e-12:
        assert whole <= 1e-12


@pytest.mark.parametrize("entry", **named(TRAJECTORIES))
def test_a_run_ends_where_the_library_overflows(entry):
    points, losses = np.array(entry["points"], float), np.array(entry["losses"], float)
    finite = np.isfinite(points).all(axis=1) & np.isfinite(losses)
    record = followed(entry)
    assert record.kept == (len(points) if finite.all() else finite.argmin())
    assert (record.ended == "") == finite.all()


def test_the_losses_along_a_run_are_those_of_the_library():
    entry = next(entry for entry in TRAJECTORIES if entry["id"] == "torch/adam/rosenbrock")
    np.testing.assert_allclose(followed(entry).losses, entry["losses"], rtol=1e-9)


@pytest.mark.parametrize(
    "entry", **named([entry for entry in TRAJECTORIES if entry.get("schedule")])
)
def test_a_scheduled_rate_is_the_one_the_library_used_for_each_update(entry):
    _, dials, (name, settings) = with_schedule(entry)
    factor = SCHEDULES[name].factor(np.arange(entry["steps"]), **settings)
    np.testing.assert_allclose(
        dials["lr"] * factor, entry["rates"][: entry["steps"]], rtol=1e-13, atol=1e-17
    )


@pytest.mark.parametrize("entry", **named(CURVES))
def test_a_schedule_is_the_librarys_at_every_step(entry):
    lr, (name, settings) = scheduled(entry["schedule"], entry["hyperparameters"])
    found = lr * SCHEDULES[name].factor(np.arange(entry["steps"] + 1), **settings)
    np.testing.assert_allclose(found, entry["values"], rtol=1e-13, atol=1e-16)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "nadam", "radam", "adamax"])
def test_a_case_where_the_place_of_eps_shows_is_among_those_compared(name):
    assert any(
        entry["optimizer"].lower() == name and entry["hyperparameters"].get("eps") == 0.5
        for entry in TRAJECTORIES
    )
