"""How the learning rates were chosen: the sentence must be true of the runs as they are."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import DEFAULT, Experiment, Run, best_rates, decode, rates_sentence, run
from experiment.rates_tried import RATES, best_rate
from losses import CATALOGUE


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "loss=bounded_saddle",
            "Learning rates: each the best of ten for its run, by the loss after 200 steps.",
        ),
        ("loss=x^2%2By^2&run=gd+lr+2+at+1+1&run=lion+lr+2+at+1+1", "Learning rates: 2 for all."),
        (
            "loss=quartic_wikipedia_1d&run=gd&run=adam",
            "Learning rates: each the catalogue's for this loss.",
        ),
        ("loss=x^2%2B3y^2&run=gd&run=momentum", "Learning rates: each at its rule's own default."),
        ("loss=x^2%2B3y^2&run=gd+lr+0.25&run=adam+lr+0.3", "Learning rates: set by hand."),
        ("loss=beale&run=", ""),
    ],
)  # fmt: skip
def test_the_sentence_says_how_the_rates_were_chosen(link: str, sentence: str) -> None:
    assert rates_sentence(decode(link)[0]) == sentence


def test_the_best_of_ten_says_so_until_a_rate_is_changed() -> None:
    e = best_rates(decode("loss=x^2%2B3y^2&run=gd+at+1+2&run=adagrad+at+1+2")[0])
    sentence = "Learning rates: each the best of ten for its run, by the loss after 200 steps."
    assert rates_sentence(e) == sentence
    gd, adam = e.runs
    assert (
        rates_sentence(replace(e, runs=(gd, adam.at_rate(0.123)))) == "Learning rates: set by hand."
    )


def test_no_other_of_the_ten_rates_ends_lower_on_the_opening_page() -> None:
    for r in DEFAULT.runs:
        tried = replace(DEFAULT, runs=tuple(r.at_rate(rate) for rate in RATES))
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
        e = Experiment(key, runs=tuple(Run(rule, {"lr": rate}) for rate in RATES), steps=200)
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
