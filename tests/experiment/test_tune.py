"""Rates tuned on the loss: the best of the sweep by its own record, and the sentence on it."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import Experiment, Run, decode, rates_sentence, run, tune
from experiment.tune import GRID, MOST, tuned_steps

LINK = "loss=rosenbrock&run=gd&run=momentum&run=adam&run=rmsprop+rho+0.95&steps=200"


def final_losses(e: Experiment, r: Run) -> list[float]:
    """The last loss of the run at every rate of the sweep, by the experiment's own trajectories."""
    found = []
    for first in range(0, len(GRID), 12):
        runs = tuple(r.at_rate(rate) for rate in GRID[first : first + 12])
        for t in run(replace(e, runs=runs)):
            full = len(t.points) == e.steps + 1
            low, high = np.transpose(e.window)
            room = 0.1 * (high - low)
            inside = full and ((t.points[-1] >= low - room) & (t.points[-1] <= high + room)).all()
            found.append(float(t.losses[-1]) if inside else np.inf)
    return found


@pytest.mark.parametrize("link", [LINK, LINK + "&noise=0.5&seed=4"])
def test_no_rate_of_the_sweep_ends_lower_than_the_tuned_one(link: str) -> None:
    e, _ = decode(link)
    tuned = tune(e)
    for before, after, t in zip(e.runs, tuned.runs, run(tuned), strict=True):
        assert after == before.at_rate(after.rate)
        losses = final_losses(e, before)
        assert losses[GRID.index(after.rate)] == t.losses[-1]
        assert t.losses[-1] <= min(losses) + 1e-12


def test_the_sentence_recognises_tuned_rates_by_computing_them_again() -> None:
    e, _ = decode(LINK)
    tuned = tune(e)
    sentence = "Learning rates: each tuned on this loss: best final loss within 200 steps."
    assert rates_sentence(tuned) == sentence
    assert rates_sentence(decode(LINK)[0]) != sentence
    assert rates_sentence(replace(tuned, steps=150)) != sentence
    other = tuned.runs[0].at_rate(GRID[GRID.index(tuned.runs[0].rate) - 1])
    assert rates_sentence(replace(tuned, runs=(other, *tuned.runs[1:]))) == (
        "Learning rates: set by hand."
    )


def test_long_experiments_are_tuned_on_a_thousand_steps_and_say_so() -> None:
    e, _ = decode("loss=himmelblau&run=gd&run=adam&steps=9000")
    assert (tuned_steps(e), MOST) == (1000, 1000)
    assert rates_sentence(tune(e)) == (
        "Learning rates: each tuned on this loss: best final loss within 1000 steps."
    )


def test_a_run_that_no_rate_helps_keeps_its_own() -> None:
    e, _ = decode("loss=ln(x)&run=gd+lr+0.3+at+-2&run=gd+lr+0.2+at+-2")
    assert [r.rate for r in tune(e).runs] == [0.3, 0.2]


def test_of_rates_that_end_alike_the_first_to_settle_is_taken() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.01+at+1&steps=1000")
    rate = tune(e).runs[0].rate
    assert abs(1 - 2 * rate) == min(abs(1 - 2 * other) for other in GRID)


def test_progress_is_told_and_may_stop_the_work() -> None:
    e, _ = decode(LINK)
    heard: list[tuple[int, int]] = []
    tune(e, lambda done, whole: heard.append((done, whole)))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tune(e, stop)
