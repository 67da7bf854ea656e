"""Which map is looked at: a value within its limits."""

from dataclasses import replace

import pytest

from experiment import decode, with_loss, with_runs
from experiment.limits import ExperimentError
from experiment.maps.choice import Map, Span


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: Map("rate"),
         "There is no map “rate” (did you mean rates?); there are rates, starts and dials."),
        (lambda: Map(by="loss"),
         "There is no measure of a map “loss”; there are gap, steps and ending."),
        (lambda: Map(seeds=9), "The number of seeds is 9; it is a whole number from 1 to 8."),
        (lambda: Map(to=0.0), "The gap of a map is 0.0; it is a number from 1e-15 to 1,000,000.0."),
        (lambda: Map(of=12), "The run of a map is 13; it is a whole number from 1 to 12."),
        (lambda: Map(axes=(Span("x"), Span("x"))),
         "A map has at most 2 axes, and no axis twice."),
        (lambda: Span("x", (2.0, 1.0)),
         "The axis x runs from 2 to 1; it needs two finite numbers, low first."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(made, sentence) -> None:
    with pytest.raises(ExperimentError) as refused:
        made()
    assert str(refused.value) == sentence


def test_a_map_follows_its_run_to_its_new_place() -> None:
    assert Map(of=2).at([2, None, 0]).of == 0
    assert Map(of=1).at([2, None, 0]).of is None
    assert Map().at([0]).of is None


def test_another_loss_is_seen_with_its_usual_ends() -> None:
    e = decode("loss=beale&run=gd&map=starts+x+1+2+y")[0]
    changed, _ = with_loss(e, "himmelblau")
    assert changed.map == Map("starts", axes=(Span("x"), Span("y")))


def test_a_map_of_a_run_that_is_removed_shows_all() -> None:
    e = decode("loss=beale&run=gd&run=adam&run=lion&map=rates+of+3")[0]
    kept = with_runs(e, [e.runs[2], e.runs[0]], [2, 0])
    assert (kept.map, replace(e, runs=e.runs[:2]).map) == (Map(of=0), Map())
