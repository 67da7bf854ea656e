"""The map in a link: what it says, and what is said of what it cannot say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import decode, encode
from experiment.maps.choice import Map, Span
from tests.experiment.link.sentences import sentences

RUNS = "loss=beale&run=gd+lr+0.1+at+1+1&run=adam+lr+0.1+at+1+1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rates", Map()),
        ("rates+lr+0.001+1+seeds+8", Map(axes=(Span("lr", (0.001, 1.0)),), seeds=8)),
        ("starts+of+2+x+-2+2+y+-1+3",
         Map("starts", 1, (Span("x", (-2.0, 2.0)), Span("y", (-1.0, 3.0))))),
        ("dials+of+2+lr+beta1", Map("dials", 1, (Span("lr"), Span("beta1")))),
        ("dials+of+2+lr+0.001+1+beta1+0.5+0.99+by+steps+to+1e-6",
         Map("dials", 1, (Span("lr", (0.001, 1.0)), Span("beta1", (0.5, 0.99))), "steps", 1e-6)),
    ],
)  # fmt: skip
def test_a_map_is_read_and_written_as_it_was(text: str, found: Map) -> None:
    e, problems = decode(f"{RUNS}&map={text}")
    assert (e.map, problems) == (found, ())
    assert encode(e) == f"{RUNS}&map={text}"


def test_other_spellings_are_read() -> None:
    e, problems = decode(f"{RUNS}&map=Dials+epsilon+learning_rate+1e-4+1")
    assert problems == ()
    assert e.map == Map("dials", axes=(Span("eps"), Span("lr", (1e-4, 1.0))))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "map: there is no map “”, so rates are shown; there are rates, starts and dials."),
        ("rate+9", "map: there is no map “rate” (did you mean rates?), so rates are shown; "
         "there are rates, starts and dials."),
        ("rates+of+3", "map: there is no run “3”, so all runs are shown."),
        ("rates+seeds+9",
         "map: `seeds` is “9”, but it must be a whole number from 1 to 8, so 1 is used."),
        ("dials+to+0",
         "map: `to` is “0”, but it must be a number from 1e-15 to 1000000, so 0.001 is used."),
        ("dials+by+loss", "map: “loss” is not gap, steps or ending, so gap is shown."),
        ("starts+z", "map: starts have no axis “z”, so it is left out; there are `x` and `y`."),
        ("starts+x+2+1", "map: the axis `x` has “2 1”, but it needs a low and a higher number "
         "from -1000000 to 1000000, so its usual ends are shown."),
        ("starts+x+2", "map: the axis `x` has “2”, but it needs a low and a higher number "
         "from -1000000 to 1000000, so its usual ends are shown."),
        ("starts+x+1+1.00000000001", "map: the axis `x` has “1 1.00000000001”, but it needs a low "
         "and a higher number from -1000000 to 1000000 that are not too close, so its usual ends "
         "are shown."),
        ("rates+lr+1e-99+1", "map: the axis `lr` has “1e-99 1”, but it needs a low and a higher "
         "number from 1e-30 to 1000, so its usual ends are shown."),
        ("dials+lr+beta1+noise", "map: the axis “noise” is left out, because at most 2 fit."),
        ("dials+lr+lr", "map: the axis “lr” is left out, because each counts once."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_one_sentence(text: str, sentence: str) -> None:
    assert sentences(f"{RUNS}&map={text}") == [sentence]
    e, _ = decode(f"{RUNS}&map={text}")
    assert decode(encode(e)) == (e, ())


def test_a_run_is_counted_among_all_that_the_link_names() -> None:
    e, _ = decode("loss=beale&run=what&run=adam&map=rates+of+2")
    assert e.map == Map(of=0)


def test_an_unreadable_loss_leaves_the_map_as_it_is_said() -> None:
    e, _ = decode("loss=(&run=gd+at+1&map=starts+x+1+2")
    assert e.map == Map("starts", axes=(Span("x", (1.0, 2.0)),))


NAMES = ["rates", "starts", "dials", "of", "by", "to", "seeds", "gap", "steps", "x", "lr", "noise"]
WORDS = st.sampled_from([*NAMES, "beta1", "1", "2", "-1", "1e-3", "0.5", "9e99", "nan", "q", "("])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_any_words_give_a_map_that_is_written_and_read_again(words: list[str]) -> None:
    e, _ = decode(f"{RUNS}&map={'+'.join(words)}")
    assert e.map is not None
    assert decode(encode(e)) == (e, ())
