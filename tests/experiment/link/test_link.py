"""What a link may say, what it may leave out, and what is said of keys that it does not have."""

from dataclasses import replace

import pytest

from experiment import DEFAULT, Experiment, ExperimentError, Run, ScheduleChoice, decode, encode
from tests.experiment.link.sentences import sentences

QUARTIC = "loss=x^4-2x^2%2Bx"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "k0=1",
            "“k0” is not a part of a link, so it is left out; there are loss, where, data, "
            "model, target, measure, batch, order, scale, window, "
            "rule, run, steps, noise, seed, view, step, hide, map, goal, next and lesson.",
        ),
        (
            "windw=1",
            "“windw” is not a part of a link (did you mean window?), so it is left out; there are "
            "loss, where, data, model, target, measure, batch, order, scale, window, rule, run, "
            "steps, noise, seed, view, step, hide, map, goal, next and lesson.",
        ),
        ("v=3", "v: there is no version “3”, so the link is read as version 2."),
        ("steps=5&steps=7", "steps: it is given 2 times, so only the first counts."),
    ],
)
def test_a_key_that_there_is_not_or_that_repeats_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]


@pytest.mark.parametrize("link", ["", "?", "http://localhost:8501", "https://a.example/compare?"])
def test_a_link_that_says_nothing_is_the_opening_page(link: str) -> None:
    assert decode(link) == (DEFAULT, ())
    assert decode({}) == (DEFAULT, ())


def test_every_part_of_the_grammar_is_read() -> None:
    link = (
        "loss=(a-x)^2+%2B+b(y-x^2)^2&where=a+1+b+100&window=-2+2+-1+3&steps=300&noise=0.5&seed=7"
        "&run=adam+lr+0.1+amsgrad+on+schedule+exponential+decay_rate+0.9+decay_steps+10+at+-1.5+2"
        "&run=gd+lr+0.001+schedule+piecewise+boundaries+10,20+factors+1,0.5,0.25+at+0+0"
        "&view=side&step=37&hide=curves+controls&lesson=momentum-well"
    )
    exponential = ScheduleChoice("exponential", {"decay_rate": 0.9, "decay_steps": 10})
    piecewise = ScheduleChoice("piecewise", {"boundaries": (10, 20), "factors": (1, 0.5, 0.25)})
    assert decode(link) == (
        Experiment(
            "(a-x)^2 + b(y-x^2)^2",
            {"a": 1.0, "b": 100.0},
            ((-2.0, 2.0), (-1.0, 3.0)),
            (
                Run("adam", {"lr": 0.1, "amsgrad": True}, exponential, (-1.5, 2.0)),
                Run("gd", {"lr": 0.001}, piecewise, (0.0, 0.0)),
            ),
            steps=300,
            noise=0.5,
            seed=7,
            view="side",
            step=37,
            hide=("controls", "curves"),
            lesson="momentum-well",
        ),
        (),
    )


def test_a_link_may_show_no_runs_at_all() -> None:
    e, problems = decode("loss=beale&run=")
    assert (e.runs, problems) == ((), ())
    assert encode(e) == "loss=beale&run="


def test_a_run_without_rate_and_start_has_those_of_the_catalogue() -> None:
    e, problems = decode("loss=beale&run=gd&run=lion")
    assert problems == ()
    assert e.runs == (Run("gd", {"lr": 0.01}, None, (1.0, 1.5)), Run("lion", {}, None, (1.0, 1.5)))
    assert e.window == ((-4.5, 4.5), (-4.5, 4.5))


def test_a_loss_without_runs_is_shown_with_the_four_rules() -> None:
    e, _ = decode("loss=x^2+%2B+5y^2")
    assert [run.rule for run in e.runs] == ["gd", "adagrad", "rmsprop", "adam"]
    assert all(len(run.start) == 2 for run in e.runs)


def test_runs_that_search_lines_take_fewer_steps() -> None:
    e, problems = decode("loss=x^2&run=steepest+at+1&run=gd+lr+0.1+at+1&steps=9000&step=4000")
    assert (e.steps, e.step) == (2000, 2000)
    assert [problem.sentence for problem in problems] == [
        "steps: 9000 is too many for runs that search lines, so 2000 is used."
    ]
    without = replace(e, runs=e.runs[1:], steps=9000)
    assert without.steps == 9000
    with pytest.raises(ExperimentError) as refused:
        replace(without, runs=e.runs)
    assert str(refused.value) == (
        "The number of steps is 9000; with runs that search lines it is from 1 to 2,000."
    )
