"""How runs end, noise, and the runs that keep no rows."""

import numpy as np
import pytest
from hand_losses import LOSSES
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, Lane, finish, race, simulate

QUARTIC = LOSSES["quartic"]


def test_the_articles_orange_dot_overflows_at_step_7():
    record = simulate("gd", QUARTIC, (0.1,), steps=8, dials={"lr": 0.8})
    assert (record.kept, record.ended) == (7, "loss")
    assert record.stop_loss == np.inf
    assert np.isfinite(record.stop_point).all()
    assert np.isnan(record.points[7:]).all()
    assert np.isnan(record.losses[7:]).all()


def test_a_race_cuts_each_record_to_its_kept_rows():
    lanes = [Lane(RULES["gd"], (0.1,), {"lr": lr}) for lr in (0.8, 0.1)]
    lost, good = race(QUARTIC, lanes, steps=40)
    assert lost.points.shape == (7, 1)
    assert lost.losses.shape == (7,)
    assert (good.points.shape, good.ended) == ((41, 1), "")
    assert np.isnan(good.stop_point).all()


def test_a_point_outside_the_domain_ends_a_run_by_its_loss():
    record = simulate("gd", parse_loss("x + 0.001 ln(x)"), (0.5,), steps=9, dials={"lr": 0.3})
    assert (record.kept, record.ended) == (2, "loss")
    assert record.stop_point[0] < 0
    assert np.isnan(record.stop_loss)


def test_a_start_outside_the_domain_keeps_no_row():
    record = simulate("adam", parse_loss("ln(x)"), (-1.0,), steps=9)
    assert (record.kept, record.ended) == (0, "loss")
    ends = finish("adam", parse_loss("ln(x)"), (-1.0,), steps=9)
    assert (ends.kept, ends.ended, ends.settled) == (0, "loss", -1)
    assert np.isnan(ends.points).all()


def test_a_kink_without_a_gradient_ends_a_run_there():
    class Kink:
        def value_and_gradient(self, x):
            return np.abs(x[0]), x / np.abs(x)

    record = simulate("gd", Kink(), (0.5,), steps=9, dials={"lr": 0.25})
    assert (record.kept, record.ended) == (3, "gradient")
    assert record.points[2] == 0.0
    assert np.isnan(record.gradients[2]).all()


def test_a_point_that_overflows_under_a_finite_loss_ends_a_run():
    class Hill:
        def value_and_gradient(self, x):
            return np.exp(-np.abs(x[0])), np.full_like(x, -1e306)

    record = simulate("gd", Hill(), (0.0,), steps=9, dials={"lr": 100.0})
    assert (record.kept, record.ended) == (2, "point")
    assert record.stop_point == np.inf


@pytest.mark.parametrize("name", RULES)
def test_stopped_lanes_raise_nothing_and_leave_the_others_alone(name):
    loss = parse_loss("x^4 - 2x^2 + x + y^2")
    good = Lane(RULES[name], (0.1, 0.3), {"lr": 0.01})
    bad = Lane(RULES["gd"], (50.0, 1.0), {"lr": 10.0})
    beside, lost = race(loss, [good, bad], steps=60)
    assert lost.kept < 10
    assert_array_equal(beside.points, race(loss, [good], steps=60)[0].points)


def test_noise_is_the_same_sequence_for_every_run():
    class Flat:
        def value_and_gradient(self, x):
            return 0 * x[0], 0 * x

    flat = Flat()
    lanes = [
        Lane(RULES["gd"], (0.0, 0.0), {"lr": 1.0}),
        Lane(RULES["adam"], (1.0, 2.0), {"lr": 1.0}),
    ]
    one, other = race(flat, lanes, steps=50, noise=0.5, seed=7)
    assert_array_equal(one.gradients, other.gradients)
    assert_array_equal(
        one.gradients, race(flat, lanes[:1], steps=50, noise=0.5, seed=7)[0].gradients
    )
    drawn = 0.5 * np.random.default_rng(7).standard_normal((51, 2))
    assert_array_equal(one.gradients, drawn)


def test_another_seed_is_another_sequence_and_no_noise_is_none():
    runs = [
        simulate("gd", QUARTIC, (0.3,), steps=20, dials={"lr": 0.01}, noise=noise, seed=seed)
        for noise, seed in ((0.0, 1), (0.0, 2), (0.1, 1), (0.1, 2))
    ]
    assert_array_equal(runs[0].points, runs[1].points)
    assert not np.array_equal(runs[2].points, runs[3].points)


def test_noise_moves_the_gradient_that_the_rule_meets_and_not_the_loss():
    record = simulate("gd", QUARTIC, (0.3,), steps=5, dials={"lr": 0.1}, noise=0.1, seed=3)
    values, _ = QUARTIC.value_and_gradient(record.points.T)
    assert_array_equal(record.losses, values)
    assert_array_equal(record.points[1:], record.points[:-1] - 0.1 * record.gradients[:-1])


def test_noise_meets_finish_as_it_meets_simulate():
    settings = {"steps": 30, "dials": {"lr": 0.05}, "noise": 0.2, "seed": 9}
    record = simulate("adam", QUARTIC, [(0.3,), (0.1,)], **settings)
    ends = finish("adam", QUARTIC, [(0.3,), (0.1,)], **settings)
    assert_array_equal(ends.points, record.points[-1])


def test_finish_works_in_chunks_and_reports_progress():
    seen = []
    starts = np.linspace(-2, 2, 20_000)[:, None]
    ends = finish(
        "gd", QUARTIC, starts, steps=3, dials={"lr": 0.01},
        progress=lambda done, count: seen.append((done, count)),
    )  # fmt: skip
    assert seen == [(8192, 20_000), (16_384, 20_000), (20_000, 20_000)]
    alone = simulate("gd", QUARTIC, starts[[0, 9000, 19_999]], steps=3, dials={"lr": 0.01})
    assert_array_equal(ends.points[[0, 9000, 19_999]], alone.points[-1])


def test_finish_can_be_stopped_from_its_progress():
    def stop(done, count):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        finish("gd", QUARTIC, np.zeros((9000, 1)), steps=1, progress=stop)


def test_finish_says_from_which_step_on_nothing_moves():
    bowl = parse_loss("x^2")
    ends = finish("gd", bowl, [(1.0,), (0.0,), (1.0,)], steps=40,
                  dials={"lr": np.array([0.25, 0.25, 1.0])}, tolerance=0.01)  # fmt: skip
    # x halves at every step: 1/2, 1/4 ... the first step of at most 0.01 is 1/128, from row 6.
    assert_array_equal(ends.settled, [6, 0, -1])
    assert_array_equal(ends.kept, [41, 41, 41])


def test_the_best_loss_is_remembered_when_the_run_leaves_it():
    ends = finish("gd", QUARTIC, (0.1,), steps=30, dials={"lr": 0.8})
    record = simulate("gd", QUARTIC, (0.1,), steps=30, dials={"lr": 0.8})
    assert ends.ended == "loss"
    assert ends.best == np.nanmin(record.losses)
    assert ends.losses == record.losses[6]
