"""The checker: true claims pass, every mutation of them fails, and failures say what was found."""

import dataclasses
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from experiment import Trajectory, decode, load, run
from lessons import LESSONS, Claim, ClaimError, Lesson, check, read_claim
from lessons.claims import Seen
from lessons.map_quantities import OF_MAP
from lessons.quantities import OF_LOSS, OF_RUN

# x shrinks by 0.8 and by 0.5 a step; the third run grows by -1.1.
LINK = "loss=x^2&run=gd+lr+0.1+at+4&run=gd+lr+0.25+at+4&run=gd+lr+1.05+at+4&steps=10"
FLAT = "loss=x^2/2+%2B+2y^2&run=momentum+lr+0.1+momentum+0.5+at+3+4&run=gd+lr+0.1+at+3+4&steps=2"
AXIS = "there is no axis z, there are x and y"


@cache
def trajectories(link: str, steps: int = 0) -> tuple[Trajectory, ...]:
    experiment = decode(link)[0]
    return run(dataclasses.replace(experiment, steps=steps or experiment.steps, step=0))


def written(text: str) -> Claim:
    return read_claim(tomllib.loads(f"claim = {text}", parse_float=Decimal)["claim"])


def verdict(text: str, link: str = LINK) -> str:
    return check(written(text), _seen(link, None))


@pytest.mark.parametrize(
    "claim",
    [
        '{run = 1, of = "x", at = 1, is = 3.20}',
        '{run = 2, of = "x", at = 2, is = 1}',
        '{run = 2, of = "loss", at = 2, is = 1}',
        '{run = 2, of = "gradient", at = 2, is = 2}',
        '{run = 2, of = "rate", is = 0.250}',
        '{run = 2, of = "distance", at = 2, point = [3], is = 2}',
        '{run = 2, of = "step length", at = 2, is = 1}',
        '{run = 2, of = "longest step", is = 2}',
        '{run = 2, of = "longest step", since = 1, is = 1}',
        '{run = 2, of = "shortest step", is = 0.00390625}',
        '{run = 2, of = "path", is = 3.99609375}',
        '{run = 2, of = "lowest", is = 0.00390625}',
        '{run = 3, of = "highest", since = 1, is = 10.37497}',
        '{run = 3, of = "least loss", since = 1, is = 19.36}',
        '{run = 2, of = "most loss", is = 16}',
        '{run = 3, of = "rises", is = 10}',
        '{run = [1, 2], of = "rises", is = 0}',
        '{run = 3, of = "turns", is = 9}',
        '{run = 3, of = "turns", since = 8, is = 1}',
        '{run = 2, of = "first within", point = [0], within = 1, is = 2}',
        '{run = 2, of = "first within", point = [9], within = 1, is = "never"}',
        '{run = 2, of = "stays within", point = [0], within = 1, is = 2}',
        '{run = 2, of = "stays within", point = [0], within = 5, is = 0}',
        '{run = 3, of = "stays within", point = [0], within = 5, is = "never"}',
        '{run = 2, of = "leaves", point = [2], within = 0.5, is = 2}',
        '{run = 2, of = "leaves", point = [0], within = 1, is = "never"}',
        '{run = 2, of = "first below", level = 1.5, is = 2}',
        '{run = 1, of = "gap", other = 2, is = 1.56}',
        '{run = 1, of = "gap", other = 2, at = 1, is = 1.20}',
        '{run = 1, of = "apart", other = 3, at = 1, is = 7.60}',
        '{run = 2, of = "mean distance", point = [0], since = 10, is = 0.00390625}',
        '{run = 3, of = "last step", is = 10}',
        '{run = 3, of = "verdict", is = "diverging"}',
        '{run = 3, of = "verdict step", is = 10}',
        '{run = 3, of = "period", is = 0}',
        '{of = "distance", point = [0], order = [2, 1, 3]}',
        '{run = 2, of = "x", at = 3, over = {at = 1}, is = 0.250}',
        '{run = 2, of = "x", at = 1, over = {run = 1}, is = 0.625}',
        '{run = 1, of = "x", below = 1}',
        '{run = 1, of = "x", above = 0.4}',
        '{of = "value", point = [3], is = 9}',
        '{of = "slope", point = [-3], is = 6}',
        '{of = "curvature", point = [3], is = 2}',
        '{of = "stability limit", point = [3], is = 1}',
    ],
)
def test_a_claim_that_arithmetic_proves_holds(claim: str) -> None:
    assert verdict(claim) == ""


@pytest.mark.parametrize(
    "claim",
    [
        '{run = 1, of = "y", at = 1, is = 2.40}',
        '{run = 1, of = "internal", state = "v", axis = "y", at = 1, is = 16}',
        '{run = 1, of = "lowest", axis = "y", since = 2, is = 0.640}',
        '{of = "condition", point = [1, 1], is = 4}',
        '{of = "curvature", point = [1, 1], is = 4}',
        '{of = "least curvature", point = [1, 1], is = 1}',
    ],
)
def test_a_claim_in_two_variables_holds(claim: str) -> None:
    assert verdict(claim, FLAT) == ""


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ('{run = 2, of = "x", at = 2, is = 1.01}', "run 2: x at 2 is 1.0, not 1.01."),
        ('{run = 2, of = "x", at = 2, below = 1}', "run 2: x at 2 is 1.0, not below 1."),
        ('{run = 2, of = "x", at = 2, above = 1}', "run 2: x at 2 is 1.0, not above 1."),
        (
            '{run = [1, 3], of = "verdict", is = "diverged"}',
            "run 1: verdict is moving, not diverged.",
        ),
        (
            '{of = "x", at = 2, order = [1, 2]}',
            "run 1, 2: x at 2 is [2.56, 1.0], which does not rise.",
        ),
        (
            '{run = 2, of = "x", at = 11, is = 1}',
            "run 2: x at 11: the run has no step 11, its last is 10.",
        ),
        ('{run = 4, of = "x", is = 1}', "run 4: x: there is no run 4, there are 3."),
        ('{run = 1, of = "y", is = 1}', "run 1: y: the loss has no second variable."),
        ('{run = 1, of = "turns", axis = "z", is = 1}', f"run 1: turns axis z: {AXIS}."),
        (
            '{run = 1, of = "internal", state = "m", is = 1}',
            "run 1: internal state m: gd has no internal m.",
        ),
        (
            '{run = 2, of = "x", at = 2, over = {at = 1}, is = 2}',
            "run 2: x at 2 over at 1 is 0.5, not 2.",
        ),
        (
            '{run = 2, of = "first within", point = [9], within = 1, is = 3}',
            "run 2: first within point (9) within 1 is inf, not 3.",
        ),
        ('{of = "value", point = [3], is = 8}', "value point (3) is 9.0, not 8."),
    ],
)  # fmt: skip
def test_a_false_claim_fails_with_what_was_found(claim: str, sentence: str) -> None:
    assert verdict(claim) == sentence


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            '{run = 1, of = "x"}',
            "A claim has one of is, below, above, order, but this has none of them.",
        ),
        (
            '{run = 1, of = "x", is = 1, below = 2}',
            "A claim has one of is, below, above, order, but this has is, below.",
        ),
        (
            '{run = 1, of = "colour", is = 1}',
            f"There is no quantity 'colour' of a run; there are {', '.join([*OF_RUN, *OF_MAP])}.",
        ),
        (
            '{of = "x", is = 1}',
            f"There is no quantity 'x' of the loss; there are {', '.join(OF_LOSS)}.",
        ),
        ('{run = 1, of = "distance", is = 1}', "A claim on 'distance' needs point."),
        ('{run = 1, of = "x", point = [1], is = 1}', "A claim on 'x' has no point; it takes at."),
        (
            '{run = 1, of = "verdict", at = 1, is = "moving"}',
            "A claim on 'verdict' has no at; it takes nothing.",
        ),
        (
            '{run = 1, of = "x", is = 0.1}',
            "A claimed decimal has at least 3 digits, but this is 0.1.",
        ),
    ],
)  # fmt: skip
def test_a_claim_that_says_nothing_clear_is_refused(claim: str, sentence: str) -> None:
    with pytest.raises(ClaimError) as refused:
        verdict(claim)
    assert str(refused.value) == sentence


def test_a_claim_on_a_variant_is_checked_in_it() -> None:
    one = LESSONS["data-outlier"]
    claim = written('{variant = "Huber", run = 1, of = "x", is = 0.4995}')
    elsewhere = dataclasses.replace(claim, variant="")
    assert dataclasses.replace(one, claims=(claim,)).failures() == ()
    (failure,) = dataclasses.replace(one, claims=(claim, elsewhere)).failures()
    assert failure.startswith("run 1: x is 0.2010175")


def test_a_decimal_claims_the_digits_that_are_written() -> None:
    def holds(value: str) -> bool:  # x is 2.048 there
        claim = read_claim({"run": 1, "of": "x", "at": 3, "is": Decimal(value)})
        return check(claim, _seen(LINK, None)) == ""

    assert holds("2.05")
    assert holds("2.048")
    assert holds("2.0480")
    assert not holds("2.050")
    assert not holds("2.04")
    assert not holds("2.0481")


def mutations(claim: Claim) -> Iterator[Claim]:
    """The claim with its value moved by one unit of the last digit, swapped or turned round."""
    if claim.relation == "order":
        yield dataclasses.replace(claim, runs=claim.runs[::-1])
    elif claim.relation in ("below", "above"):
        yield dataclasses.replace(
            claim, relation={"below": "above", "above": "below"}[claim.relation]
        )
    elif isinstance(claim.value, str):
        yield dataclasses.replace(claim, value="never" if claim.value == "moving" else "moving")
    else:
        unit = (
            1
            if isinstance(claim.value, int)
            else Decimal(1).scaleb(claim.value.as_tuple().exponent)
        )
        yield dataclasses.replace(claim, value=claim.value + unit)
        yield dataclasses.replace(claim, value=claim.value - unit)
        yield dataclasses.replace(claim, value="converged")


@pytest.mark.parametrize("one", LESSONS.values(), ids=list(LESSONS))
def test_every_mutation_of_a_lessons_claims_fails(one: Lesson) -> None:
    passed = [
        mutant
        for claim in one.claims
        for mutant in mutations(claim)
        if not check(mutant, _seen(one.variants.get(claim.variant, one.link), claim.steps))
    ]
    assert passed == []


def _seen(link: str, steps: int | None) -> Seen:
    e = decode(link)[0]
    return Seen(e, load(e), trajectories(link, steps or 0))


def test_every_quantity_is_used_by_a_lesson_or_tested_here() -> None:
    used = {claim.of for one in LESSONS.values() for claim in one.claims}
    assert {"x", "y", "distance", "verdict", "first within", "stays within"} <= used
    assert used <= {*OF_RUN, *OF_LOSS, *OF_MAP}
