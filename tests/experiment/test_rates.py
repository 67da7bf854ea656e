"""Learning rates: the best of ten or of forty by their own records, and the sentence on them."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import (
    DEFAULT,
    Experiment,
    Run,
    decode,
    rates_sentence,
    run,
    same_start,
    tune,
    with_loss,
)
from experiment.rates import FORTY, MAX_SWEEP_STEPS, TEN, best_rate, tuned_steps
from losses import CATALOGUE

LINK = "loss=rosenbrock&run=gd&run=momentum&run=adam&run=rmsprop+rho+0.95&steps=200"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "loss=bounded_saddle",
            "Learning rates: each run has the best of ten, by its loss after 200 steps.",
        ),
        ("loss=x^2%2By^2&run=gd+lr+2+at+1+1&run=lion+lr+2+at+1+1", "Learning rates: 2 for all."),
        (
            "loss=quartic_wikipedia_1d&run=gd&run=adam",
            "Learning rates: each the catalogue's for this loss.",
        ),
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
    sentence = "Learning rates: each run has the best of ten, by its loss after 200 steps."
    assert rates_sentence(e) == sentence
    gd, adam = e.runs
    assert (
        rates_sentence(replace(e, runs=(gd, adam.at_rate(0.123)))) == "Learning rates: set by hand."
    )


def test_no_other_of_the_ten_rates_ends_lower_on_the_opening_page() -> None:
    for r in DEFAULT.runs:
        tried = replace(DEFAULT, runs=tuple(r.at_rate(rate) for rate in TEN))
        finals = {t.run.rate: t.losses[-1] for t in run(tried) if len(t.losses) == 201}
        assert finals[r.rate] == min(finals.values())
        assert best_rate(DEFAULT, r) == r.rate


def test_a_rate_whose_run_leaves_the_window_is_not_the_best() -> None:
    e = Experiment("x^2 - y^2", window=((-3.0, 3.0), (-3.0, 3.0)))
    rate = best_rate(e, Run("gd", {}, None, (1.0, 0.1)))
    # y grows by 1 + 2 lr a step: 0.1 (1 + 2 lr)^200 stays below 3.6 for lr up to 0.009
    assert rate == 3e-3


@pytest.mark.parametrize("rule", ["gd", "adagrad"])
def test_no_rate_of_the_scan_ends_clearly_lower_than_the_catalogues(rule: str) -> None:
    # The other rules' best rates are often chaotic, where the last bit of a processor decides.
    for key, known in CATALOGUE.items():
        e = Experiment(key, runs=tuple(Run(rule, {"lr": rate}) for rate in TEN), steps=200)
        low, high = np.transpose(e.window)
        room = 0.1 * (high - low)
        ends = {
            t.run.rate: t.losses[-1]
            for t in run(e)
            if len(t.points) == 201
            and ((t.points[-1] >= low - room) & (t.points[-1] <= high + room)).all()
        }
        best = min(ends.values())
        assert ends[known.rates[rule]] <= best + 1e-9 * max(1.0, abs(best))


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
