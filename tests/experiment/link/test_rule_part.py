"""The rule of a link: read with a good will, written so that it survives, refused in sentences."""

import json
import time
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import Experiment, ExperimentError, Run, decode, encode, portable, run
from language.dialect import RULE
from language.errors import RuleError
from language.printers.text import to_text
from optimizers import DialError, Typed
from tests.language.trees import OF_RULES

HOSTILE = json.loads((Path(__file__).parents[2] / "data" / "hostile.json").read_text("utf-8"))
MINE = Typed("mine", "m = beta*m + (1 - beta)*g\nx = x - lr*m", {"beta": 0.8})
FUNCTIONS = f"{', '.join(sorted(RULE.functions))}. For a product leave a space or write *."


def one(link: str) -> Typed:
    """Return the rule of a link of one run that reads without a complaint."""
    e, problems = decode(f"loss=x^2&{link}&run=mine+lr+0.1+at+1")
    assert problems == ()
    assert e.runs[0].typed is not None
    return e.runs[0].typed


def test_a_rule_is_written_without_spaces_and_read_back() -> None:
    e = Experiment("x^2", runs=(Run("mine", {"lr": 0.1}, start=(-1.0,), typed=MINE),))
    link = "loss=x^2&rule=mine+with+beta+0.8:m=beta*m%2B(1-beta)*g;x=x-lr*m&run=mine+lr+0.1+at+-1"
    assert encode(e) == link
    assert decode(link) == (e, ())
    assert portable(e) == (
        "loss=x%5E2&rule=mine+with+beta+0.8%3Am%3Dbeta%2Am%2B%281-beta%29%2Ag%3Bx%3Dx-lr%2Am"
        "&run=mine+lr+0.1+at+-1"
    )
    assert decode(portable(e)) == (e, ())


@pytest.mark.parametrize(
    "rule",
    [
        "rule=mine+with+beta+0.8:m+=+beta+m+%2B+(1+-+beta)+g;x+=+x+-+lr+m",
        "rule=mine+with+beta=0.8:m%20=%20beta%20m%20%2B%20(1-beta)%20g;x%20=%20x%20-%20lr%20m",
        "rule=mine with beta 0.8: m = beta m + (1 - beta) g; x = x - lr m",
        "rule=mine (beta=0.8): m = beta m + (1 - beta) g;\n x = x - lr m;",
        "rule=mine%20beta%200.8:m=%CE%B2*m%2B(1%E2%88%92%CE%B2)*g%0Ax=x-lr*m",
    ],
)
def test_a_rule_may_be_typed_in_many_ways(rule: str) -> None:
    assert one(rule) == MINE


def test_a_raw_plus_is_a_plus_and_a_start_keeps_its_space() -> None:
    e, problems = decode("loss=x^2&rule=mine:start+v=1;v=v+g^2;x=x-lr*g/v&run=mine")
    assert [str(problem) for problem in problems] == [
        "rule: a + between two terms is read as a plus sign, which a link writes as %2B."
    ]
    assert e.runs[0].typed == Typed("mine", "start v = 1\nv = v + g^2\nx = x - lr*g/v")
    bare = Experiment("x^2", runs=(Run("mine", typed=Typed("mine", "start v=1;x=v;v=2*v")),))
    assert "rule=mine:start+v=1;x=v;v=2*v" in encode(bare)
    assert decode(encode(bare)) == (bare, ())


def test_defaults_that_are_not_given_follow_the_names() -> None:
    assert one("rule=mine:x=x-lr*beta2*g/(eps%2Bkappa)").defaults == {
        "beta2": 0.999, "eps": 1e-8, "kappa": 1.0,
    }  # fmt: skip


def test_names_differ_from_link_words_as_little_as_those_of_other_rules() -> None:
    e, problems = decode("loss=x^2&rule=Mine_2:x=x-lr*g&run=mine-2+lr+0.5&run=Mine_2")
    assert (problems, [r.rule for r in e.runs]) == ((), ["Mine_2", "Mine_2"])


@pytest.mark.parametrize(
    ("link", "sentences"),
    [
        ("rule=mine:m=g;x=x-lr*foo(m)&run=mine&run=gd",
         ["rule “mine”: A rule has no function “foo”; there are " + FUNCTIONS
          + " That is in line 2, at “foo(m)”.",
          "run 1: its rule “mine” is left out, and so is the run."]),
        ("rule=mine:x=x-lr*(g&run=gd",
         ["rule “mine”: A bracket is not closed. That is in line 1, at “(g”."]),
        ("rule=mine:m=g&run=gd",
         ["rule “mine”: No line assigns x; write x = x - lr g. That is in line 1, at “m=g”."]),
        ("rule=mine:x=g&run=gd", ["rule “mine”: no run is of it, so it is left out."]),
        ("rule=mine:x=g&rule=mine:x=g&run=mine",
         ["rule “mine”: it is given twice, so only the first counts."]),
        ("rule=Adam:x=x-lr*g&run=Adam&run=gd",
         ["rule “Adam”: “Adam” is a name of the optimizer Adam; a rule of your own needs another "
          "one, so it is left out.",
          "run 1: its rule “Adam” is left out, and so is the run."]),
        ("rule=sgd:x=x-lr*g&run=gd",
         ["rule “sgd”: “sgd” is a name of the optimizer Gradient descent; a rule of your own needs "
          "another one, so it is left out."]),
        ("rule=9:x=g&run=gd",
         ["rule “9”: The name of a rule is “9”; it has at most 24 of a-z, 0-9, _ and -, a letter "
          "first, so it is left out."]),
        ("rule=x=g&run=gd",
         ["rule: “x=g” is not a name, a colon and lines, so it is left out."]),
        ("rule=mine+with+beta+x+kappa+1+lr+2+eps+1e9:x=x-lr*beta*g/eps&run=mine",
         ["rule “mine”: `beta` is “x”, but it must be a number from -1000000 to 1000000, so it is "
          "left out.",
          "rule “mine”: it has no dial “kappa”, so it is left out; there are `beta` and `eps`.",
          "rule “mine”: `lr` is set where the run is, so it is left out here.",
          "rule “mine”: `eps` is “1e9”, but it must be a number from -1000000 to 1000000, so it is "
          "left out."]),
        ("rule=mine:x=x-lr*g&run=nime",
         ["run 1: there is no optimizer “nime” (did you mean mine?), so mine is shown; there are "],
         ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_rest_works(link: str, sentences: list[str]) -> None:
    e, problems = decode(f"loss=x^2&{link}")
    said = [str(problem) for problem in problems]
    assert len(said) == len(sentences)
    for sentence, wanted in zip(said, sentences, strict=True):
        assert sentence == wanted or sentence.startswith(wanted) == wanted.endswith("there are ")
    assert run(e)
    assert decode(encode(e)) == (e, ())


def test_a_rule_that_cannot_be_read_can_still_be_mended() -> None:
    _, problems = decode("loss=x^2&rule=mine:m=g;x=foo(m)&run=gd")
    assert [problem.rule for problem in problems] == [("mine", "m=g\nx=foo(m)")]


def test_no_more_rules_are_read_than_there_can_be_runs() -> None:
    _, problems = decode("loss=x^2&" + "&".join(f"rule=r{k}:x=g" for k in range(13)) + "&run=gd")
    assert str(problems[0]) == "rule: there are 13, so only the first 12 are read."


def test_two_rules_of_one_name_and_too_long_ones_are_refused() -> None:
    other = Run("mine", typed=Typed("mine", "x = x - lr*g"))
    with pytest.raises(ExperimentError) as refused:
        Experiment("x^2", runs=(Run("mine", typed=MINE), other))
    assert str(refused.value) == ("Two different rules are called “mine”; each needs its own name.")
    long = "a=a" + "+g" * 60 + "\nb=b" + "+g" * 60 + "\nc=c" + "+g" * 50 + "\nx=a"
    runs = [Run("", typed=Typed(f"own{k}", long)) for k in range(7)]
    with pytest.raises(ExperimentError) as refused:
        Experiment("x^2", runs=tuple(runs))
    assert str(refused.value) == (
        f"The rules of your own have {7 * len(runs[0].typed.short)} characters; "  # type: ignore[union-attr]
        "at most 2400 fit into a link."
    )


LINES = st.lists(st.tuples(st.sampled_from(("m", "v_hat", "x")), OF_RULES), min_size=1, max_size=4)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,23}", fullmatch=True)
DEFAULTS = st.dictionaries(
    st.sampled_from(("beta", "beta1", "eps", "mu")), st.floats(-1e6, 1e6), max_size=4
)


@settings(max_examples=100, deadline=None)
@given(LINES, NAMES, DEFAULTS)
def test_every_typed_rule_round_trips(lines, name, defaults) -> None:  # type: ignore[no-untyped-def]
    text = "\n".join(f"{target} = {to_text(value)}" for target, value in lines)
    text += f"\nx = x - lr*g{''.join(f'*{dial}' for dial in defaults)}"
    try:
        typed = Typed(name, text, defaults)
        e = Experiment("x^2", runs=(Run(name, start=(1.0,), typed=typed),))
    except (RuleError, DialError, ExperimentError):
        return
    assert decode(encode(e)) == (e, ())
    assert decode(portable(e)) == (e, ())
    assert decode(parse_qs(encode(e))) == (e, ())


def test_hostile_texts_as_rules_are_refused_or_read_quickly() -> None:
    for case in HOSTILE:
        text = case["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for lines in (text, f"x = x - lr*({text})"):
            start = time.process_time()
            rule = f"rule=mine:{quote(lines[:4000], safe='')}"
            e, problems = decode(f"loss=x^2&{rule}&run=gd&run=mine")
            assert all(str(problem).isprintable() for problem in problems)
            assert decode(encode(e)) == (e, ())
            assert len(e.runs) == 2 or problems
            assert time.process_time() - start < 1
