"""What a link may say, what it may leave out, and what is said of what it gets wrong."""

import pytest

from experiment import DEFAULT, Experiment, Run, ScheduleChoice, decode, encode

QUARTIC = "loss=x^4-2x^2%2Bx"


def sentences(link: str) -> list[str]:
    return [str(problem) for problem in decode(link)[1]]


@pytest.mark.parametrize("link", ["", "?", "http://localhost:8501", "https://a.example/compare?"])
def test_a_link_that_says_nothing_is_the_opening_page(link: str) -> None:
    assert decode(link) == (DEFAULT, ())
    assert decode({}) == (DEFAULT, ())


@pytest.mark.parametrize(
    "link",
    [
        f"{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"https://a.example/compare?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8#top",
        "loss=x%5E4-2x%5E2%2Bx&run=adam%20lr%200.1%20at%200.1&steps=8&v=1",
        f"localhost:8501/?embed=true&embed_options=dark_theme&{QUARTIC}"
        "&run=adam+lr+0.1+at+0.1&steps=8",
    ],
)
def test_a_link_reads_the_same_in_every_dress(link: str) -> None:
    run = Run("adam", {"lr": 0.1}, None, (0.1,))
    assert decode(link) == (Experiment("x^4-2x^2+x", runs=(run,), steps=8), ())


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


def test_a_link_may_show_no_runs_at_all() -> None:
    e, problems = decode("loss=beale&run=")
    assert (e.runs, problems) == ((), ())
    assert encode(e) == "loss=beale&run="


def test_a_run_without_rate_and_start_has_those_of_the_catalogue() -> None:
    e, problems = decode("loss=beale&run=gd&run=lion")
    assert problems == ()
    assert e.runs == (Run("gd", {"lr": 0.03}, None, (1.0, 1.5)), Run("lion", {}, None, (1.0, 1.5)))
    assert e.window == ((-4.5, 4.5), (-4.5, 4.5))


def test_a_loss_without_runs_is_shown_with_the_four_rules() -> None:
    e, _ = decode("loss=x^2+%2B+5y^2")
    assert [run.rule for run in e.runs] == ["gd", "adagrad", "rmsprop", "adam"]
    assert all(len(run.start) == 2 for run in e.runs)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            "k0=1",
            "“k0” is not a part of a link, so it is left out; there are loss, where, window, run, "
            "steps, noise, seed, view, step, hide and lesson.",
        ),
        (
            "windw=1",
            "“windw” is not a part of a link (did you mean window?), so it is left out; there are "
            "loss, where, window, run, steps, noise, seed, view, step, hide and lesson.",
        ),
        ("v=2", "v: there is no version “2”, so the link is read as version 1."),
        ("loss=", "loss: the text is empty, so bounded_saddle is shown."),
        ("steps=five", "steps: “five” is not a whole number from 1 to 10000, so 200 is used."),
        ("steps=1e3", "steps: “1e3” is not a whole number from 1 to 10000, so 200 is used."),
        ("steps=0", "steps: “0” is not a whole number from 1 to 10000, so 200 is used."),
        ("steps=5&steps=7", "steps: it is given 2 times, so only the first counts."),
        ("seed=-1", "seed: “-1” is not a whole number from 0 to 4294967295, so 0 is used."),
        ("noise=nan", "noise: “nan” is not 0 or a number from 1e-30 to 1000000, so 0 is used."),
        ("steps=8&step=9", "step: “9” is not a whole number from 0 to 8, so 0 is used."),
        (
            "view=sid",
            "view: there is no view “sid” (did you mean side?), so overlay is shown; there are "
            "overlay, side and surface.",
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
        (
            "loss=a*x^2&where=a+big",
            "where: the constant “a” is “big”, but it must be 0 or a number from 1e-30 to 1000000 "
            "in size, so it is left out.",
        ),
        ("loss=x^2&where=b+2", "where: the loss has no constant “b”, so it is left out."),
        (
            "run=admm+lr+1",
            "run 1: there is no rule “admm” (did you mean adam?), so the run is left out; there "
            "are gd, momentum, nesterov, adagrad, rmsprop, adam, adamw, nadam, radam, adamax, "
            "adadelta, lion, adabelief and yogi.",
        ),
        (
            "loss=x^2&run=gd+lr+inf+at+1",
            "run 1: `lr` is “inf”, but it must be a number above 0 and at most 1000, so 0.3 is "
            "used.",
        ),
        (
            "loss=x^2&run=gd+lr+at+1",
            "run 1: `lr` has no value, but it must be a number above 0 and at most 1000, so "
            "0.3 is used.",
        ),
        (
            "loss=x^2&run=gd+lr+1e-300+at+1",
            "run 1: `lr` is 1e-300, but it must be at least 1e-30, so 0.3 is used.",
        ),
        (
            "loss=x^2&run=adam+eps_place+above+at+1",
            "run 1: `eps_place` is “above”, but it must be outside, inside or hat, so 'outside' "
            "is used.",
        ),
        (
            "loss=x^2&run=adam+amsgrad+yes+at+1",
            "run 1: `amsgrad` is “yes”, but it must be on or off, so off is used.",
        ),
        (
            "loss=x^2&run=gd+momentum+0.9+at+1",
            "run 1: there is no dial “momentum”, so it is left out; there are `lr`, "
            "`weight_decay` and `decay`.",
        ),
        (
            "loss=x^2&run=momentum+momentm+0.9+at+1",
            "run 1: there is no dial “momentm” (did you mean momentum?), so it is left out; there "
            "are `lr`, `momentum`, `dampening`, `form`, `lr_place`, `weight_decay` and `decay`.",
        ),
        (
            "loss=x^2&run=gd+lr+1+lr+2+at+1",
            "run 1: `lr` is set twice, so only its first value counts.",
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
            "stays as it is; there are exponential, piecewise, polynomial, inverse_time, cosine, "
            "step, one_cycle and constant.",
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
def test_what_cannot_be_read_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]


def test_a_run_with_one_bad_dial_keeps_the_others() -> None:
    e, _ = decode("loss=x^2&run=adam+lr+0.5+beta1+7+beta2+0.9+foo+3+amsgrad+on+at+2")
    assert e.runs == (Run("adam", {"lr": 0.5, "beta2": 0.9, "amsgrad": True}, None, (2.0,)),)


def test_a_run_of_an_unknown_rule_takes_no_other_run_with_it() -> None:
    e, problems = decode("loss=x^2&run=sgd&run=gd+lr+0.5+at+2")
    assert e.runs == (Run("gd", {"lr": 0.5}, None, (2.0,)),)
    assert [problem.key for problem in problems] == ["run"]


def test_a_loss_that_cannot_be_read_keeps_its_text_and_everything_beside_it() -> None:
    link = "loss=x^2+%2B+(&window=-1+1&run=gd+lr+0.5+at+2&run=adam&steps=9"
    e, problems = decode(link)
    assert [problem.key for problem in problems] == ["loss"]
    assert e == Experiment(
        "x^2 + (",
        window=((-1.0, 1.0),),
        runs=(Run("gd", {"lr": 0.5}, None, (2.0,)), Run("adam", {"lr": 0.1})),
        steps=9,
    )
    assert decode(encode(e)) == (e, problems)


def test_constants_make_a_loss_of_three_names_readable() -> None:
    e, problems = decode("loss=a*x^2+%2B+y^2&where=a+3&run=gd+at+1+1")
    assert problems == ()
    assert (e.constants, len(e.window)) == ({"a": 3.0}, 2)


def test_of_a_flood_of_problems_twelve_are_named_and_the_others_counted() -> None:
    problems = sentences("&".join(f"k{i}=1" for i in range(100)))
    assert len(problems) == 13
    assert problems[-1] == "88 more parts of the link could not be read."


def test_of_a_link_that_is_too_long_the_parts_that_fit_are_read() -> None:
    e, problems = decode("loss=beale&steps=7&hide=" + "x" * 5000)
    assert (e.loss, e.steps) == ("beale", 7)
    assert [str(problem) for problem in problems] == [
        "The link has 5,024 characters, of which at most 4,096 are read, "
        "so its last parts are left out."
    ]
    mapping = {"loss": ["beale"], "steps": ["7"], "hide": ["x" * 5000]}
    assert decode(mapping)[0] == e


def test_foreign_text_is_cut_and_shown_without_what_does_not_print() -> None:
    (problem,) = sentences("steps=%00%1b%E2%80%AE" + "9" * 400)
    assert problem == (
        "steps: “\\u0000\\u001b\\u202e999999999999999999999…” is not a whole number from 1 to "
        "10000, so 200 is used."
    )


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
    assert str(problem).startswith("run 2: there is no rule “what”")


def test_runs_that_cannot_be_read_leave_none_out_of_those_shown_instead() -> None:
    e, (problem,) = decode("loss=beale&run=what&view=overlay+without+1")
    assert len(e.runs) == 4
    assert e.look.without == ()
    assert problem.key == "run"
