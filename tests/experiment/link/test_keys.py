"""The other keys of a link, and the table of them in the README."""

from pathlib import Path

import pytest

from experiment import VIEWS, Experiment, Run, decode, encode
from experiment.link.keys import KEYS
from language.wording import listed
from tests.experiment.link.sentences import sentences


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("steps=five", "steps: “five” is not a whole number from 1 to 10000, so 200 is used."),
        ("steps=1e3", "steps: “1e3” is not a whole number from 1 to 10000, so 200 is used."),
        ("steps=0", "steps: “0” is not a whole number from 1 to 10000, so 200 is used."),
        ("seed=-1", "seed: “-1” is not a whole number from 0 to 4294967295, so 0 is used."),
        ("noise=nan", "noise: “nan” is not 0 or a number from 1e-30 to 1000000, so 0 is used."),
        ("steps=8&step=9", "step: “9” is beyond the last step, so 8 is shown."),
        (
            "view=sid",
            "view: there is no view “sid” (did you mean side?), so overlay is shown; there are "
            f"{listed(VIEWS, 'and')}.",
        ),
        ("view=side+far", "view: “far” is not an option of side, so it is left out."),
        (
            "view=side+marks",
            "view: `marks` has no value, but it must be a whole number from 0 to 1000, so it is "
            "left out.",
        ),
        (
            "view=side+curve+loss+comet",
            "view: `curve` is “loss”, but it must be auto, linear, log, best, gradient, step, "
            "distance, rate, rate2, mean, mean2, square or square2, so it is left out.",
        ),
        (
            "view=side+second",
            "view: `second` has no value, but it must be none, gradient, step, distance, rate, "
            "rate2, mean, mean2, square or square2, so it is left out.",
        ),
        (
            "view=overlay+speed+3+loop",
            "view: `speed` is “3”, but it must be 0.25, 0.5, 1, 2, 4 or 8, so it is left out.",
        ),
        (
            "view=overlay+speed+loop",
            "view: `speed` has no value, but it must be 0.25, 0.5, 1, 2, 4 or 8, so it is left "
            "out.",
        ),
        (
            "view=overlay+without+2,x",
            "view: `without` is “2,x”, but it must be numbers of runs from 1 to 12, such as 2,3, "
            "so it is left out.",
        ),
        (
            "view=overlay+without+0",
            "view: `without` is “0”, but it must be numbers of runs from 1 to 12, such as 2,3, "
            "so it is left out.",
        ),
        (
            "run=gd&run=adam&view=overlay+without+2,3",
            "view: there is no run 3, so none is left out for it.",
        ),
        ("lesson=a_b", "lesson: “a_b” is not the name of a lesson, so none is shown."),
        (
            "hide=control",
            "hide: there is no part “control” (did you mean controls?), so nothing is hidden for "
            "it; there are title, controls, curves, inspector and text.",
        ),
        (
            "loss=x^2&window=2+1",
            "window: “2 1” is not a low and a higher number for each variable (x), so the loss's "
            "own window is used.",
        ),
        (
            "loss=beale&window=-1+1",
            "window: “-1 1” is not a low and a higher number for each variable (x, y), so the "
            "loss's own window is used.",
        ),
    ],
)
def test_what_cannot_be_read_of_a_part_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]


def test_a_run_of_an_unknown_rule_takes_no_other_run_with_it() -> None:
    e, problems = decode("loss=x^2&run=zzz&run=gd+lr+0.5+at+2")
    assert e.runs == (Run("gd", {"lr": 0.5}, None, (2.0,)),)
    assert [problem.key for problem in problems] == ["run"]


def test_names_of_views_options_and_parts_may_be_in_capitals() -> None:
    e, problems = decode("loss=x^2&run=gd+at+1&view=Side+Comet&hide=Curves")
    assert problems == ()
    assert (e.view, e.look.comet, e.hide) == ("side", True, ("curves",))


def test_how_it_is_played_and_which_runs_are_left_out_stand_beside_the_view() -> None:
    link = "loss=beale&run=gd&run=adam&run=lion&view=overlay+speed+2+loop+without+3,2"
    e, problems = decode(link)
    assert problems == ()
    assert (e.look.speed, e.look.loop, e.look.without) == (2.0, True, (1, 2))
    assert "&view=overlay+speed+2+loop+without+2,3" in encode(e)


def test_a_run_left_out_is_counted_among_all_that_the_link_names() -> None:
    e, (problem,) = decode("loss=beale&run=gd&run=what&run=adam&view=overlay+without+3")
    assert [run.rule for run in e.runs] == ["gd", "adam"]
    assert e.look.without == (1,)
    assert str(problem).startswith("run 2: there is no optimizer “what”")


def test_runs_that_cannot_be_read_leave_none_out_of_those_shown_instead() -> None:
    e, (problem,) = decode("loss=beale&run=what&view=overlay+without+1")
    assert len(e.runs) == 4
    assert e.look.without == ()
    assert problem.key == "run"


def test_the_readme_has_the_row_of_every_key_in_the_order_of_a_link() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    rows = "".join(f"| `{key.name}` | {key.meaning} |\n" for key in KEYS.values())
    assert f"| key | meaning |\n|---|---|\n{rows}\n" in readme


def test_what_a_new_experiment_leaves_open_is_no_part_of_its_link() -> None:
    assert encode(Experiment("x^2")) == "loss=x^2&run="
    for name, key in KEYS.items():
        if name not in ("loss", "run"):
            assert key.of(Experiment("x^2")) == key.default


def test_a_key_is_read_after_those_that_it_needs() -> None:
    backwards = "step=250&window=0+1&run=gd+lr+0.1&steps=300&where=a+2&loss=a*x^2"
    e, problems = decode(backwards)
    assert problems == ()
    assert (e.step, e.steps, e.window, e.constants) == (250, 300, ((0.0, 1.0),), {"a": 2.0})
