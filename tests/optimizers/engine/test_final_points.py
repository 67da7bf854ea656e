"""Where thousands of runs end, without their rows."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, finish, simulate
from optimizers.engine.final_points import CHUNK, Field, flattened, joined, watched
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.lanes_tried import WAVY

QUARTIC = LOSSES["quartic"]


def test_finish_is_where_the_record_ends():
    starts = np.random.default_rng(3).uniform(-2, 2, (5, 7, 2))
    for name in RULES:
        rates = np.linspace(0.001, 0.9, 7)
        whole = simulate(name, WAVY, starts, steps=40, dials={"lr": rates})
        ends = finish(name, WAVY, starts, steps=40, dials={"lr": rates})
        assert_array_equal(ends.kept, whole.kept)
        assert_array_equal(ends.ended, whole.ended)
        last = np.take_along_axis(whole.losses, whole.kept[None] - 1, axis=0)[0]
        assert_array_equal(ends.losses, last)
        assert_array_equal(ends.best, np.nanmin(whole.losses, axis=0))
        point = np.take_along_axis(whole.points, whole.kept[None, ..., None] - 1, axis=0)[0]
        assert_array_equal(ends.points, point)


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


@pytest.mark.parametrize("name", ["adam", "rmsprop", "nadam"])
def test_the_end_of_a_lane_does_not_depend_on_the_lanes_beside_it(name):
    """Texts differ within a chunk, dials between chunks; each end is that of the lane alone."""
    count = CHUNK + 5
    starts = np.random.default_rng(0).uniform(-2, 2, (count, 2))
    dials = {"lr": np.linspace(0.001, 0.5, count), "weight_decay": np.arange(count) % 3 * 0.1}
    ends = finish(name, WAVY, starts, steps=4, dials=dials)
    for lane in (0, 1, 2, CHUNK - 1, CHUNK, count - 1):
        one = {dial: value[lane] for dial, value in dials.items()}
        alone = finish(name, WAVY, starts[lane], steps=4, dials=one)
        assert_array_equal(ends.points[lane], alone.points)
        assert (ends.losses[lane], ends.best[lane]) == (alone.losses, alone.best)


def test_dials_of_a_grid_are_one_number_a_lane():
    found = flattened({"lr": np.array([[0.1], [0.2]]), "eps": 1e-8}, (2, 2))
    assert {name: value.tolist() for name, value in found.items()} == {"lr": [0.1, 0.1, 0.2, 0.2]}


def test_chunks_are_joined_in_the_shape_of_the_starts():
    parts = [finish("gd", QUARTIC, [(x,), (-x,)], steps=2, dials={"lr": 0.01}) for x in (0.1, 0.3)]
    whole = joined(parts, np.array([2, 3, 0, 1]), (2, 2))
    assert whole.points.shape == (2, 2, 1)
    assert_array_equal(whole.losses[0], parts[1].losses)
    assert whole.ended.tolist() == [["", ""], ["", ""]]


def test_budgets_say_where_the_runs_are_after_so_many_steps():
    starts = np.random.default_rng(5).uniform(-2, 2, (4, 3, 2))
    settings = {"steps": 40, "dials": {"lr": np.array([0.01, 0.1, 0.9])}, "noise": 0.1, "seed": 2}
    whole = simulate("adam", WAVY, starts, **settings)
    ends = finish("adam", WAVY, starts, budgets=(0, 7, 40), **settings)
    for place, budget in enumerate((0, 7, 40)):
        assert_array_equal(ends.loss_at[..., place], whole.losses[budget])
        assert_array_equal(ends.point_at[..., place, :], whole.points[budget])
        assert_array_equal(ends.best_by[..., place], whole.losses[: budget + 1].min(axis=0))
    assert_array_equal(ends.losses, ends.loss_at[..., -1])


def test_the_goal_is_reached_at_the_first_row_that_is_low_enough():
    bowl = parse_loss("x^2")  # x halves at every step, so the loss is 4^-k
    ends = finish("gd", bowl, [(1.0,), (1.0,), (1.0,)], steps=10, dials={"lr": 0.25},
                  goal=np.array([1.0, 4.0**-3, 0.0]))  # fmt: skip
    assert_array_equal(ends.reached, [0, 3, -1])
    slow = {"steps": 2, "dials": {"lr": 0.01}}
    assert_array_equal(finish("gd", bowl, (1.0,), goal=0.5, **slow).reached, -1)
    assert_array_equal(finish("gd", bowl, (1.0,), **slow).reached, -1)


def test_a_run_that_steps_back_into_the_domain_is_over_all_the_same():
    # From 0.5 the first step leads to -0.25, where the logarithm has no value but a slope.
    loss = parse_loss("log(x) + x^2")
    settings = {"steps": 12, "dials": {"lr": 0.25}}
    record = simulate("gd", loss, (0.5,), **settings)
    ends = finish("gd", loss, (0.5,), budgets=(0, 12), goal=-1.0, **settings)
    assert (ends.kept, ends.ended) == (1, "loss")
    assert record.kept == 1
    assert (ends.best, ends.losses) == (record.losses[0], record.losses[0])
    assert ends.best_by.tolist() == [record.losses[0]] * 2
    assert np.isnan(ends.loss_at).tolist() == [False, True]
    assert np.isnan(ends.point_at[..., 0]).tolist() == [False, True]
    assert ends.reached == -1


class Counting:
    """A watcher that counts rows and steps."""

    def __init__(self, x, places):
        self.last, self.places = (x,), places
        self.rows = self.steps = 0

    def look(self, k, x, f, g):
        assert k == self.rows
        assert x.shape[1] == len(f) == len(self.places)
        self.rows += 1

    def move(self, k, x, following):
        self.steps += 1

    def finish(self):
        return self.rows, self.steps, len(self.places)


def test_a_watcher_sees_every_row_of_each_lane_once():
    count = CHUNK + 10
    starts = np.linspace(-1, 1, 2 * count).reshape(2, count)
    decay = np.where(np.arange(count) % 3 == 0, 0.0, 0.1)  # of two texts
    dials = {"lr": 0.1, "weight_decay": decay}
    field = Field(RULES["gd"], WAVY, starts, 4, dials)
    chunks = list(watched(field, Counting))
    assert len(chunks) > 1
    places = np.concatenate([places for chunk in chunks for places, _ in chunk])
    assert_array_equal(np.sort(places), np.arange(count))
    assert {seen[:2] for chunk in chunks for _, seen in chunk} == {(5, 4)}
    assert all(seen[2] == len(places) for chunk in chunks for places, seen in chunk)


def test_lanes_can_walk_down_losses_of_their_own():
    constants, rates = np.array([1.0, 2.0, 3.0]), []
    loss = parse_loss("a*x^2", {"a": 1.0})

    class Last(Counting):
        def look(self, k, x, f, g):
            self.points = x.copy()

        def finish(self):
            return self.points[0]

    field = Field(RULES["gd"], lambda places: loss.with_constants({"a": constants[places]}),
                  np.ones((1, 3)), 2, {"lr": 0.1})  # fmt: skip
    for chunk in watched(field, Last):
        rates += [points for _, points in chunk]
    np.testing.assert_allclose(np.concatenate(rates), (1 - 0.2 * constants) ** 2, rtol=1e-14)
