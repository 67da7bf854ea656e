"""The runs of a link."""

import pytest

from experiment import Run, ScheduleChoice, decode, encode
from language.wording import listed
from optimizers import RULES, SCHEDULES
from optimizers.rules import CLASSICS
from tests.experiment.link.sentences import sentences


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "run=admm+lr+1",
            "run 1: there is no optimizer “admm” (did you mean adam?), so adam is shown; there "
            f"are {', '.join(CLASSICS)} and {sum(r.listed for r in RULES.values()) - 7} others.",
        ),
        (
            "loss=x^2&run=gd+lr+1e-300+at+1",
            "run 1: `lr` is 1e-300, but it must be at least 1e-30, so 0.3 is used.",
        ),
        (
            "loss=x^2&run=momentum+dampening+0.5+form+moving_mean+at+1",
            "run 1: `dampening` is 0.5, but with `form` moving_mean it must be 0, because the "
            "moving mean already weighs the gradient, so `form` is set to 'heavy_ball'.",
        ),
        (
            "loss=x^2&run=gd+at+1+2",
            "run 1: the start is “1 2”, but it must be one number from -1000000 to 1000000 (x), "
            "so the loss's own start is used.",
        ),
        (
            "loss=beale&run=gd+at+1e7+0",
            "run 1: the start is “1e7 0”, but it must be 2 numbers from -1000000 to 1000000 "
            "(x, y), so the loss's own start is used.",
        ),
        (
            "loss=x^2&run=gd+at",
            "run 1: the start is empty, but it must be one number from -1000000 to 1000000 (x), "
            "so the loss's own start is used.",
        ),
        (
            "loss=x^2&run=gd+schedule+cosin+decay_steps+9+at+1",
            "run 1: there is no schedule “cosin” (did you mean cosine?), so the learning rate "
            f"stays as it is; there are {listed(SCHEDULES, 'and')}.",
        ),
        (
            "loss=x^2&run=gd+schedule+exponential+decay_steps+9+at+1",
            "run 1: `exponential` needs the dial `decay_rate`: a number above 0 and at most 1, "
            "so the learning rate stays as it is.",
        ),
        (
            "loss=x^2&" + "&".join(["run=gd+at+1"] * 13),
            "run: there are 13, so only the first 12 are read.",
        ),
    ],
)
def test_what_is_wrong_with_a_run_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]


@pytest.mark.parametrize(
    "words",
    ["cosine+decay_steps+90+warmup_steps+10", "warmup_steps+10+cosine+decay_steps+90"],
)
def test_a_warm_up_may_stand_before_or_after_the_name_of_its_schedule(words: str) -> None:
    e, problems = decode(f"loss=x^2&run=gd+lr+0.1+schedule+{words}+at+1")
    assert problems == ()
    assert e.runs[0].schedule == ScheduleChoice("cosine", {"decay_steps": 90, "warmup_steps": 10})


def test_a_warm_up_alone_is_a_constant_schedule() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1+schedule+warmup_steps+10+at+1")
    assert e.runs[0].schedule == ScheduleChoice("constant", {"warmup_steps": 10})


def test_a_run_with_one_bad_dial_keeps_the_others() -> None:
    e, _ = decode("loss=x^2&run=adam+lr+0.5+beta1+7+beta2+0.9+foo+3+amsgrad+on+at+2")
    assert e.runs == (Run("adam", {"lr": 0.5, "beta2": 0.9, "amsgrad": True}, None, (2.0,)),)


def test_a_run_may_have_a_name_and_a_mark_of_its_own() -> None:
    e, problems = decode("loss=x^2&run=gd+lr+0.1+name+my_first_try+at+1&run=adam+at+1+mark+12")
    assert problems == ()
    assert [run.label for run in e.runs] == ["my first try", ""]
    assert [run.start for run in e.runs] == [(1.0,), (1.0,)]
    assert e.marks == (0, 11)
    assert encode(e).startswith("loss=x^2&run=gd+lr+0.1+at+1+name+my_first_try&run=adam+lr+")
    assert encode(e).endswith("+at+1+mark+12")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "name+<b>",
            "run 1: its name is “<b>”, but it has at most 24 letters, digits and -.,=+, "
            "so it is left out.",
        ),
        ("mark+13", "run 1: `mark` is “13”, but it must be a whole number from 1 to 12."),
        ("mark", "run 1: `mark` is “”, but it must be a whole number from 1 to 12."),
    ],
)
def test_a_name_or_mark_that_there_cannot_be_is_left_out(words: str, sentence: str) -> None:
    assert sentences(f"loss=x^2&run=gd+at+1+{words}") == [sentence]


def test_a_misspelled_rule_keeps_all_that_is_said_beside_it() -> None:
    e, (problem,) = decode("loss=x^2&run=adma+lr+0.2+beta1+0.8+at+1.5")
    assert e.runs == (Run("adam", {"lr": 0.2, "beta1": 0.8}, None, (1.5,)),)
    assert problem.key == "run"


def test_the_start_of_a_run_that_cannot_be_read_is_that_of_the_runs_shown_instead() -> None:
    e, problems = decode("loss=x^2&run=zzz+lr+0.1+at+3&run=yyy+at+5")
    assert [run.start for run in e.runs] == [(3.0,)] * 4
    assert len(problems) == 2


@pytest.mark.parametrize("start", ["−1.5+2", "–1.5+2", "(−1.5,+2)", "-1.5,2", "+-1.5++2"])
def test_a_start_may_be_copied_from_the_page(start: str) -> None:
    e, problems = decode(f"loss=x^2%2By^2&run=gd+lr+1e−3+at+{start}")
    assert problems == ()
    assert e.runs == (Run("gd", {"lr": 0.001}, None, (-1.5, 2.0)),)
