"""Learning rates: the best of ten or of forty by their own records, and the sentence on them."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import (
    DEFAULT,
    Experiment,
    Run,
    decode,
    rates,
    rates_sentence,
    run,
    same_start,
    tune,
    with_loss,
)
from experiment.rates import FORTY, MAX_SWEEP_STEPS, best_rate, tuned_steps
from losses import CATALOGUE

BEST = "Learning rates: each run has the best of ten, by where 200 steps lead and how smoothly."
LINK = "loss=rosenbrock&run=gd&run=momentum&run=adam&run=rmsprop+rho+0.95&steps=200"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "loss=bounded_saddle",
            BEST,
        ),
        ("loss=x^2%2By^2&run=gd+lr+2+at+1+1&run=lion+lr+2+at+1+1", "Learning rates: 2 for all."),
        ("loss=quartic_wikipedia_1d&run=gd&run=adam", BEST),
        (
            "loss=x^2%2B3y^2&run=gd&run=momentum",
            "Learning rates: each at the default of its optimizer.",
        ),
        ("loss=x^2%2B3y^2&run=gd+lr+0.25&run=adam+lr+0.3", "Learning rates: set by hand."),
        ("loss=beale&run=", ""),
    ],
)  # fmt: skip
def test_the_sentence_says_how_the_rates_were_chosen(link: str, sentence: str) -> None:
    assert rates_sentence(decode(link)[0]) == sentence


def test_the_best_of_ten_says_so_until_a_rate_is_changed() -> None:
    e, _ = decode("loss=x^2%2B3y^2&run=gd+at+1+2&run=adagrad+at+1+2")
    e = replace(e, runs=tuple(one.at_rate(best_rate(e, one)) for one in e.runs))
    sentence = BEST
    assert rates_sentence(e) == sentence
    gd, adam = e.runs
    assert (
        rates_sentence(replace(e, runs=(gd, adam.at_rate(0.123)))) == "Learning rates: set by hand."
    )


def looks(key: str, rule: str, rate: float) -> tuple[float, int, float]:
    """The height left over the last quarter, turns back between visible steps, the way walked.

    Of 200 steps: the height as a share of that at the start, the way in widths of the window.
    """
    known = CATALOGUE[key]
    (t,) = run(Experiment(key, runs=(Run(rule, {"lr": rate}, None, known.starts[0]),), steps=200))
    heights = (t.losses - known.minima[0].value) / (t.losses[0] - known.minima[0].value)
    steps = np.diff(t.points, axis=0) / np.ptp(known.window, axis=1)
    lengths = np.linalg.norm(steps, axis=1)
    back = (steps[1:] * steps[:-1]).sum(axis=1) < -0.5 * lengths[1:] * lengths[:-1]
    turns = int((back & (lengths[1:] > 0.01) & (lengths[:-1] > 0.01)).sum())
    return float(heights[-50:].mean()), turns, float(lengths.sum())


@pytest.mark.parametrize("key", ["wiggly", "rosenbrock", "ackley", "rastrigin", "quartic", "beale"])
def test_a_loss_of_the_catalogue_opens_without_a_scribble(key: str) -> None:
    for rule, rate in CATALOGUE[key].rates.items():
        height, turns, way = looks(key, rule, rate)
        assert turns <= 4
        assert way <= 3.0
        assert height < 1.0


def test_smooth_arrival_beats_a_lucky_last_step() -> None:
    # At 3 the last of RMSProp's 200 points is the lowest of all; those before are all over the
    # place, and 900 high.
    (e, _), lucky = decode("loss=wiggly&run=rmsprop"), looks("wiggly", "rmsprop", 3.0)
    best = looks("wiggly", "rmsprop", best_rate(e, e.runs[0]))
    assert lucky[0] > 10 * best[0]
    assert (lucky[1] > 40, best[1]) == (True, 0)


def test_of_rates_that_arrive_the_quicker_is_taken_unless_it_swings() -> None:
    # Each step leaves 0.4 of the distance at 0.3, and 0.8 at 0.1; at 1 it comes back for ever.
    e, _ = decode("loss=x^2&window=-5+5&run=gd+at+4")
    assert best_rate(e, e.runs[0]) == 0.3
    e, _ = decode("loss=x^2&window=-5+5&run=adam+at+4")
    assert best_rate(e, e.runs[0]) == 0.3  # at 1 it swings through the minimum again and again


def test_where_no_rate_keeps_a_run_in_the_window_the_rule_has_its_default() -> None:
    e, _ = decode("loss=-1e9x&window=-1+1&run=gd+at+0&run=adam+at+0.9999")
    assert best_rate(e, e.runs[0]) == 0.1
    e, _ = decode("loss=ln(x)&run=gd+at+-2")
    assert best_rate(e, e.runs[0]) == 0.1


def test_a_playhead_or_another_rate_asks_for_no_other_sweep() -> None:
    e, _ = decode("loss=x^2%2B7y^2&run=gd+lr+0.01+at+1+2")
    best_rate(e, e.runs[0])
    before = rates._ten.cache_info().misses
    best_rate(replace(e, step=7), e.runs[0].at_rate(0.02))
    assert rates._ten.cache_info().misses == before


def test_a_rate_whose_run_leaves_the_window_is_not_the_best() -> None:
    e = Experiment("x^2 - y^2", window=((-3.0, 3.0), (-3.0, 3.0)))
    rate = best_rate(e, Run("gd", {}, None, (1.0, 0.1)))
    # y grows by 1 + 2 lr a step: 0.1 (1 + 2 lr)^200 stays below 3.6 for lr up to 0.009
    assert rate == 3e-3


@pytest.mark.parametrize("rule", ["gd", "adagrad"])
def test_the_rates_of_the_catalogue_are_the_best_of_ten(rule: str) -> None:
    # The other rules' best rates can be chaotic, where the last bit of a processor decides.
    for key, known in CATALOGUE.items():
        found = best_rate(Experiment(key), Run(rule, {}, None, known.starts[0]))
        assert found == known.rates[rule], key


def final_losses(e: Experiment, r: Run) -> list[float]:
    """The last loss of the run at every rate of the sweep, by the experiment's own trajectories."""
    found = []
    for first in range(0, len(FORTY), 12):
        runs = tuple(r.at_rate(rate) for rate in FORTY[first : first + 12])
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
        assert losses[FORTY.index(after.rate)] == t.losses[-1]
        assert t.losses[-1] <= min(losses) + 1e-12


def test_the_sentence_recognises_tuned_rates_by_computing_them_again() -> None:
    e, _ = decode(LINK)
    tuned = tune(e)
    sentence = "Learning rates: each tuned on this loss: best final loss within 200 steps."
    assert rates_sentence(tuned) == sentence
    assert rates_sentence(decode(LINK)[0]) != sentence
    assert rates_sentence(replace(tuned, steps=150)) != sentence
    other = tuned.runs[0].at_rate(FORTY[FORTY.index(tuned.runs[0].rate) - 1])
    assert rates_sentence(replace(tuned, runs=(other, *tuned.runs[1:]))) == (
        "Learning rates: set by hand."
    )


def test_long_experiments_are_tuned_on_a_thousand_steps_and_say_so() -> None:
    e, _ = decode("loss=himmelblau&run=gd&run=adam&steps=9000")
    assert (tuned_steps(e), MAX_SWEEP_STEPS) == (1000, 1000)
    assert rates_sentence(tune(e)) == (
        "Learning rates: each tuned on this loss: best final loss within 1000 steps."
    )


def test_a_run_that_no_rate_helps_keeps_its_own() -> None:
    e, _ = decode("loss=ln(x)&run=gd+lr+0.3+at+-2&run=gd+lr+0.2+at+-2")
    assert [r.rate for r in tune(e).runs] == [0.3, 0.2]


def test_of_rates_that_end_alike_the_first_to_settle_is_taken() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.01+at+1&steps=1000")
    rate = tune(e).runs[0].rate
    assert abs(1 - 2 * rate) == min(abs(1 - 2 * other) for other in FORTY)


def test_progress_is_told_and_may_stop_the_work() -> None:
    e, _ = decode(LINK)
    heard: list[tuple[int, int]] = []
    tune(e, lambda done, whole: heard.append((done, whole)))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tune(e, stop)


def test_rates_are_set_by_hand_only_when_one_was() -> None:
    moved = same_start(with_loss(DEFAULT, "rosenbrock")[0], (1.5, 2.5))
    noisy = replace(moved, noise=0.1, window=((-4.0, 4.0), (-3.0, 5.0)))
    for e in (moved, noisy):
        assert rates_sentence(e) == "Learning rates: each suits this loss from its usual start."
    by_hand = replace(moved, runs=(moved.runs[0].at_rate(0.00123), *moved.runs[1:]))
    assert rates_sentence(by_hand) == "Learning rates: set by hand."
    assert rates_sentence(replace(by_hand, loss="x^2 + (")) == "Learning rates: set by hand."
