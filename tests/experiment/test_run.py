"""What a run returns, whatever the experiment."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import VIEWS, Experiment, decode, load, minima, run
from experiment.run import thinned
from figures import compare
from tests.experiment.strategies import experiments

LOSSES = st.sampled_from(["quartic", "ln(x) + 1/x", "beale", "sqrt(x y)", "ackley", "x^3 - y^3"])

STARTS = (
    "loss=x^2&run=adam+lr+0.1+at+1&run=gd+lr+3+at+1&steps=20",
    "loss=rosenbrock&run=momentum+lr+0.001&steps=50",
    "loss=ln(x)&run=gd+lr+0.1+at+-1",  # no row at all
    "data=cars&scale=standard&run=gd+lr+0.1+batch+5+at+0+0&run=gd+lr+0.1+at+0+0&steps=20",
)

ENDS = ("diverged", "left_domain", "stationary", "unbounded")


@settings(deadline=None, max_examples=100)
@given(experiments(), LOSSES, st.integers(1, 40))
def test_no_experiment_breaks_its_runs(e: Experiment, loss: str, steps: int) -> None:
    starts = Experiment(loss, runs=tuple(replace(r, start=()) for r in e.runs)).runs
    for runs in (starts, tuple(replace(r, start=(1e6,) * len(r.start)) for r in starts)):
        for t in run(Experiment(loss, runs=runs, steps=steps, noise=e.noise, seed=e.seed)):
            rows = len(t.points)
            assert rows <= steps + 1
            assert np.isfinite(t.points).all()
            assert np.isfinite(t.losses).all()
            parts = (t.losses, t.gradients, t.rates, *t.internals.values())
            assert {len(part) for part in parts} == {rows}
            assert rows == steps + 1 or t.verdict.kind in ENDS
            assert rows < steps + 1 or t.verdict.kind != "left_domain"
            assert 0 <= t.verdict.step <= steps
            assert t.verdict.sentence.endswith(".")


def test_a_start_outside_the_domain_leaves_no_rows() -> None:
    (t,) = run(decode("loss=ln(x)&run=momentum+lr+0.1+at+-1")[0])
    assert (t.points.shape, t.losses.shape, t.internals["v"].shape) == ((0, 1), (0,), (0, 1))


def test_no_runs_make_no_trajectories() -> None:
    assert run(decode("loss=beale&run=")[0]) == ()


def test_adding_a_run_changes_no_other() -> None:
    e = decode("loss=beale&run=adam+lr+0.1+at+1+1&noise=0.1&seed=3")[0]
    more = replace(e, runs=(*decode("loss=beale&run=gd+lr+0.01+at+1+1")[0].runs, *e.runs))
    np.testing.assert_array_equal(run(more)[1].points, run(e)[0].points)


def test_arrays_of_a_trajectory_cannot_be_written_to() -> None:
    (trajectory,) = run(decode("loss=x^2&run=momentum+lr+0.1+at+1")[0])
    for array in (trajectory.points, trajectory.losses, trajectory.internals["v"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


@pytest.mark.parametrize("link", STARTS)
def test_only_the_first_row_is_kept(link: str) -> None:
    for whole in run(decode(link)[0]):
        first = whole.at_start()
        assert first.points.tolist() == whole.points[:1].tolist()
        parts = [first.losses, first.gradients, first.rates, *first.internals.values()]
        parts += [] if whole.batch_losses is None else [first.batch_losses]
        assert {len(part) for part in parts} == {len(whole.points[:1])}
        assert first.internals.keys() == whole.internals.keys()
        assert (first.verdict.kind, first.verdict.sentence, first.run) == ("moving", "", whole.run)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("link", STARTS)
def test_its_picture_shows_no_path(link: str, view: str) -> None:
    e = decode(f"{link}&view={view}")[0]
    figure = compare(e, load(e), tuple(t.at_start() for t in run(e)), minima(e))
    trails = [t for t in figure.data if t.meta["role"] in ("trail", "curve")]
    assert len(trails) == 2 * len(e.runs)
    assert all(len(trail.x) <= 1 for trail in trails)


def test_rows_are_thinned_from_the_first_to_the_last() -> None:
    rows = np.arange(20.0).reshape(10, 2)
    np.testing.assert_array_equal(thinned(rows, 10), rows)
    np.testing.assert_array_equal(thinned(rows, 4)[:, 0], [0, 6, 12, 18])
    assert thinned(rows[:0], 4).shape == (0, 2)
