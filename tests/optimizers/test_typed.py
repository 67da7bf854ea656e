"""A rule as somebody types it: every built-in rule retyped, dials by their names, refusals."""

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from language.dialect import RULE
from language.errors import RuleError
from language.limits import RULE_CHARACTERS
from losses import parse_loss
from optimizers import RULES, DialError, Lane, Typed, race, simulate
from optimizers.typed import dials_of, tidied
from tests.experiment.strategies import panels
from tests.language.trees import OF_RULES

MEAN = "m = beta m + (1 - beta) g; x = x - lr m"
BEALE = parse_loss("(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2")


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_a_built_in_rule_retyped_walks_the_same_path_bit_for_bit(
    name: str, data: st.DataObject
) -> None:
    rule = RULES[name]
    try:
        dials = rule.complete(data.draw(panels(rule.own)))
    except DialError:
        assume(False)
        raise
    dials["lr"] = min(float(dials["lr"]), 0.05)  # type: ignore[arg-type]
    text = rule.text_of(dials)
    names = dials_of(text)
    assume(all(abs(float(dials[dial])) <= 1e6 for dial in names))  # type: ignore[arg-type]
    own = Typed("own", text, {dial: float(dials[dial]) for dial in names})  # type: ignore[arg-type]
    taken: dict[str, Any] = {"lr": dials["lr"], **own.defaults}
    lanes = [Lane(rule, (1.5, -0.5), dials), Lane(own.rule, (1.5, -0.5), taken)]
    built_in, typed = race(BEALE, lanes, steps=25)
    np.testing.assert_array_equal(typed.points, built_in.points)
    np.testing.assert_array_equal(typed.rates, built_in.rates)
    assert list(typed.internals) == list(built_in.internals)
    assert Typed("own", own.short.replace(";", "\n"), own.defaults) == own


def test_a_rule_is_tidied_and_its_dials_have_what_papers_give_them() -> None:
    typed = Typed("mine", f"  {MEAN};; eps2 = eps + kappa\n")
    assert typed.text == "m = beta*m + (1 - beta)*g\nx = x - lr*m\neps2 = eps + kappa"
    assert typed.short == "m=beta*m+(1-beta)*g;x=x-lr*m;eps2=eps+kappa"
    assert typed.defaults == {"beta": 0.9, "eps": 1e-8, "kappa": 1.0}
    assert [dial.name for dial in typed.rule.own] == ["lr", "beta", "eps", "kappa"]
    assert typed.rule is Typed("mine", typed.text).rule
    assert typed.rule.title == "mine"
    assert typed.rule.equation.startswith(r"\begin{aligned}m &= \beta m")
    assert typed.rule.convention_sentence({}) == "A rule of your own: no library has it."
    assert (typed.rule.edge, typed.rule.presets, typed.rule.source) == (None, {}, "typed here")


def test_starts_come_first() -> None:
    text = "v = v + g^2; x = x - lr g/sqrt(v); start v = eps"
    assert tidied(text) == ("start v = eps\nv = v + g^2\nx = x - lr*g/sqrt(v)", ("eps",))


def test_a_dial_called_weight_decay_is_one_like_any_other() -> None:
    """The rules that we write have a line for it, which a typed text has not."""
    typed = Typed("mine", "x = x (1 - lr weight_decay) - lr decay g", {"decay": 2.0})
    dials = typed.rule.complete({"weight_decay": 0.5})
    assert typed.rule.text_of(dials) == typed.text
    assert typed.rule.rate_limit(dials, 1.0) is None
    (record,) = race(parse_loss("x^2"), [Lane(typed.rule, (1.0,), dials)], steps=1)
    assert record.points.ravel().tolist() == [1.0, 1 - 0.1 * 0.5 - 0.1 * 2.0 * 2.0]


def test_a_text_near_the_limit_is_written_without_spaces() -> None:
    text = "momentum_a=momentum_a+kappa_b*g;" * 18 + "x=x-lr*g"
    tidy, _ = tidied(text)
    assert len(text) + 18 * 4 > RULE_CHARACTERS
    assert tidy == text.replace(";", "\n")
    assert tidied(tidy)[0] == tidy


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = x - lr hyper_g_9_8_7_6_5_4_3_2_1_0",
         "The name “hyper_g_9_8_7_6_5_4_3_2…” cannot stand in a rule; one has at most 24 letters, "
         "digits and _."),
        ("x = x - lr β_{t-1} g",
         "The name “beta_t-1” cannot stand in a rule; one has at most 24 letters, digits and _."),
        ("max = g; x = x - lr max", "“max” is a function; call the value something else."),
        ("x = x - lr sqrt g", "“sqrt” is a function; call the value something else."),
        ("x = x - lr g at", "“at” is a word of the link; call the dial something else."),
        ("m = g", "No line assigns x; write x = x - lr g."),
        ("x = x - lr foo(g)",
         f"A rule has no function “foo”; there are {', '.join(sorted(RULE.functions))}. "
         "For a product leave a space or write *."),
        ("x" * 601, "The rule has 601 characters; at most 600 are allowed."),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_a_rule_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        Typed("mine", text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "defaults", "sentence"),
    [
        ("", {}, "The name of a rule is “”; it has at most 24 of a-z, 0-9, _ and -, a letter "
                 "first."),
        ("2b", {}, "The name of a rule is “2b”; it has at most 24 of a-z, 0-9, _ and -, a letter "
                   "first."),
        ("<b>\n", {}, "The name of a rule is “<b>\\u000a”; it has at most 24 of a-z, 0-9, _ and -, "
                      "a letter first."),
        ("mine", {"kappa": 1.0}, "The rule mine has no dial “kappa”."),
        ("mine", {"lr": 1.0}, "The rule mine has no dial “lr”."),
        ("mine", {"beta": float("nan")},
         "`beta` is nan, but it must be a number at least -1000000 and at most 1000000."),
        ("mine", {"beta": 1e7},
         "`beta` is 10000000, but it must be a number at least -1000000 and at most 1000000."),
    ],
)  # fmt: skip
def test_names_and_defaults_outside_their_limits_are_refused(
    name: str, defaults: dict[str, float], sentence: str
) -> None:
    with pytest.raises(DialError) as refused:
        Typed(name, MEAN, defaults)
    assert str(refused.value) == sentence


WORDS = st.one_of(
    st.sampled_from(tuple("xgftmvep12+-*/^(),=;<>_.9β²|{}∇×\n")),
    st.sampled_from(("lr", "beta", "eps", "pi", "start", "max", "min", "where", "abs", "sqrt")),
    st.sampled_from(("exp", "log", "0.5", "1e-8", "beta_1", "\\frac", ">=", *RULE.functions)),
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80) | st.lists(WORDS, max_size=40).map(" ".join))
def test_no_text_raises_anything_else(text: str) -> None:
    start = time.process_time()
    try:
        typed = Typed("mine", text)
    except RuleError as error:
        typed, said = None, error
    if typed is None:
        assert str(said).endswith(".")
        assert said.position is None or 0 <= said.position <= max(len(text), RULE_CHARACTERS)
    else:
        assert Typed("mine", typed.text) == typed
        assert typed.rule.graph(typed.rule.defaults)
    assert time.process_time() - start < 1


ASKED = st.sampled_from(
    ("{}", "x - lr*grad({})", "m + loss({})", "hess(g + {})", "solve({})*x", "exact({})*g",
     "armijo(-g)*{}", "clip(g, -1, {})", "dot(g, {0})/norm({0})", "axis1 + {}")
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("mvx"), ASKED, OF_RULES), min_size=1, max_size=6))
def test_a_rule_by_the_grammar_runs_or_is_refused(lines: list[tuple[str, str, Any]]) -> None:
    from language.printers.text import to_text  # noqa: PLC0415 - the printer is what is tried

    text = "\n".join(f"{name} = {around.format(to_text(v))}" for name, around, v in lines)
    start = time.process_time()
    try:
        typed = Typed("mine", text)
    except RuleError:
        return
    assert Typed("mine", typed.text) == typed
    (record,) = race(parse_loss("x^2"), [Lane(typed.rule, (1.0,), {})], steps=3)
    assert np.isfinite(record.points).all()
    assert time.process_time() - start < 1


def test_rules_are_values() -> None:
    one, two = Typed("mine", MEAN), Typed("mine", MEAN.replace(" ", "  "))
    assert one == two
    assert hash(one) == hash(two)
    assert replace(one, name="other") != one
    assert replace(one, defaults={"beta": 0.5}) != one


def test_a_rule_may_set_its_own_schedule() -> None:
    own = Typed("mine", "lr = lr / sqrt(1 + (t - 1) / 9); x = x - lr g").rule
    loss = parse_loss("x^2 + 3y^2")
    found = simulate(own, loss, (1.0, 2.0), steps=30, dials={"lr": 0.1})
    schedule = ("inverse_sqrt", {"decay_steps": 9})
    wanted = simulate("gd", loss, (1.0, 2.0), steps=30, dials={"lr": 0.1}, schedule=schedule)
    np.testing.assert_allclose(found.points, wanted.points, rtol=1e-12)
    np.testing.assert_allclose(found.rates, wanted.rates, rtol=1e-12)
