"""The law of the link: what is encoded decodes to itself, without a problem."""

from urllib.parse import parse_qs

from hypothesis import given, settings

from experiment import DEFAULT, Experiment, Run, ScheduleChoice, decode, encode
from optimizers import RULES
from tests.experiment.strategies import experiments


@settings(max_examples=200)
@given(experiments())
def test_what_is_encoded_decodes_to_itself_as_text_and_as_a_server_splits_it(e: Experiment) -> None:
    link = encode(e)
    assert decode(link) == (e, ())
    assert decode(parse_qs(link, keep_blank_values=True)) == (e, ())


def test_the_opening_page_has_a_link_that_says_everything() -> None:
    assert encode(DEFAULT) == (
        "loss=bounded_saddle&run=gd+lr+0.3+at+4+0.05&run=adagrad+lr+1+at+4+0.05"
        "&run=rmsprop+lr+0.03+at+4+0.05&run=adam+lr+0.3+at+4+0.05"
    )


def test_mathematics_stays_readable_in_a_link() -> None:
    e = Experiment("(x^2-2x)^2 + 0.5*sin(12x)", runs=(Run("gd", {"lr": 0.1}, None, (0.5,)),))
    assert encode(e) == "loss=(x^2-2x)^2+%2B+0.5*sin(12x)&run=gd+lr+0.1+at+0.5"


def test_four_runs_with_every_dial_set_stay_under_2000_characters() -> None:
    schedule = ScheduleChoice(
        "cosine",
        {"decay_steps": 150, "end_factor": 0.05, "power": 0.5, "then": "restart",
         "cycle_factor": 2, "warmup_steps": 10, "warmup_from": 0.1},
    )  # fmt: skip
    dials = {
        dial.name: 0.123 if dial.kind == "number" else _other(dial)
        for dial in RULES["adam"].own
        if dial.name != "bias_correction"
    }
    changed = [{**dials, "beta1": 0.85 + i / 1000} for i in range(4)]
    runs = tuple(Run("adam", each, schedule, (-1.234, 2.345)) for each in changed)
    e = Experiment("beale", runs=runs, noise=0.125, seed=12345, step=37, view="side")
    assert len(encode(e)) < 2000
    assert decode(encode(e)) == (e, ())
    assert set(encode(e).split("run=")[1].split("+")) >= set(dials) | set(schedule.dials)


def _other(dial):  # type: ignore[no-untyped-def]
    """Return a value that is not the dial's default."""
    return not dial.default if dial.kind == "switch" else dial.choices[-1]
