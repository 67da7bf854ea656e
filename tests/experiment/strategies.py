"""Experiments by chance: any rule, any dial within its range, any schedule, any start."""

import math
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from experiment import (
    CURVES,
    HIDEABLE,
    SECOND_CURVES,
    SPEEDS,
    VIEWS,
    Experiment,
    Look,
    Run,
    ScheduleChoice,
)
from experiment.goal.choice import CHANGES, KINDS, Goal
from experiment.maps.choice import BY, Map, Span
from optimizers import RULES, SCHEDULES, Dial, DialError, Typed

TEXTS = {
    "quartic": ("x",),
    "beale": ("x", "y"),
    "x^4 - 2x^2 + x": ("x",),
    "a x^2 + b y^2": ("x", "y"),
    "|u| + v^2/3": ("u", "v"),
}

OWN = {  # rules that somebody typed
    "mine": Typed("mine", "m = beta*m + (1 - beta)*g\nx = x - lr*m", {"beta": 0.8}),
    "At_-": Typed("At_-", "start v = eps\nv = max(v, abs(g))\nx = x - lr*g/v^kappa*sqrt(f^2)"),
}
LABELS = st.just("") | st.text("aZ9äβ₁ -.,=+_", max_size=24).map(str.strip).filter(
    lambda text: text[:1].isalnum()
)
MARKS = st.none() | st.integers(0, 11)


def numbers(low: float, high: float, *, low_open: bool, high_open: bool) -> st.SearchStrategy[Any]:
    return st.floats(max(low, -1e9), min(high, 1e9), exclude_min=low_open, exclude_max=high_open)


def values(dial: Dial) -> st.SearchStrategy[Any]:
    """Return a strategy for every value that the dial accepts."""
    if dial.kind == "switch":
        return st.booleans()
    if dial.kind == "choice":
        return st.sampled_from(dial.choices)
    if dial.whole:
        low, high = max(dial.low, -1e9), min(dial.high, 1e9)
        return st.integers(math.ceil(low), math.floor(high)).filter(dial.holds).map(float)
    number = numbers(dial.low, dial.high, low_open=dial.low_open, high_open=dial.high_open)
    if dial.kind == "list":
        return st.lists(number, min_size=1, max_size=4).map(tuple)
    return number


def panels(dials: tuple[Dial, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for some of the dials; those that must be given always are."""
    needed = {dial.name: values(dial) for dial in dials if dial.required}
    others = {dial.name: values(dial) for dial in dials if not dial.required}
    return st.fixed_dictionaries(needed, optional=others)


@st.composite
def schedules(draw: st.DrawFn) -> ScheduleChoice:
    name = draw(st.sampled_from(sorted(SCHEDULES)))
    dials = draw(panels(SCHEDULES[name].dials))
    if name == "piecewise":
        dials["boundaries"] = tuple(sorted(set(dials["boundaries"])))
        dials["factors"] = (1.0, 0.5, 0.25, 0.125, 0.0625)[: len(dials["boundaries"]) + 1]
    try:
        return ScheduleChoice(name, dials)
    except DialError:
        assume(False)
        raise


@st.composite
def runs(draw: st.DrawFn, dimension: int) -> Run:
    rule = draw(st.sampled_from([*sorted(RULES), *OWN]))
    typed = OWN.get(rule)
    dials = draw(panels(typed.rule.dials if typed else RULES[rule].dials))
    dials["lr"] = draw(st.floats(1e-30, 1e3))
    start = draw(st.tuples(*[st.floats(-1e6, 1e6)] * dimension))
    try:
        chosen = draw(st.none() | schedules())
        return Run(rule, dials, chosen, start, draw(LABELS), draw(MARKS), typed)
    except DialError:
        assume(False)
        raise


@st.composite
def windows(draw: st.DrawFn, dimension: int) -> tuple[tuple[float, float], ...]:
    edges = st.floats(-1e300, 1e300, allow_nan=False)
    pairs = st.tuples(edges, edges).map(sorted).map(tuple).filter(lambda pair: pair[0] < pair[1])
    return draw(st.just(()) | st.tuples(*[pairs] * dimension))


def looks(count: int) -> st.SearchStrategy[Look]:
    """Return a strategy for the looks of so many runs, any of them hidden."""
    names = ("comet", "race", "arrows", "values", "logsteps", "evaluations", "loop")
    return st.builds(
        Look,
        **{name: st.booleans() for name in names},
        curve=st.sampled_from(list(CURVES)),
        second=st.sampled_from(list(SECOND_CURVES)),
        marks=st.integers(0, 1000),
        speed=st.sampled_from(SPEEDS),
        without=st.lists(st.sampled_from(range(count)), unique=True).map(tuple)
        if count
        else st.just(()),
    )


def maps(variables: tuple[str, ...], count: int) -> st.SearchStrategy[Map | None]:
    """Return a strategy for the maps of so many runs."""
    of = st.none() | st.sampled_from(range(count)) if count else st.none()
    ends = st.none() | st.just((-1.5, 0.25))
    spans = st.lists(st.sampled_from(variables), unique=True).flatmap(
        lambda names: st.tuples(*(st.builds(Span, st.just(name), ends) for name in names))
    )
    rest = {"of": of, "by": st.sampled_from(list(BY)), "to": st.floats(1e-15, 1e6),
            "seeds": st.integers(1, 8)}  # fmt: skip
    others = st.builds(Map, st.sampled_from(["rates", "dials"]), **rest)
    return st.none() | others | st.builds(Map, st.just("starts"), axes=spans, **rest)


def goals(dimension: int) -> st.SearchStrategy[Goal | None]:
    """Return a strategy for goals on a loss of so many variables."""
    point = st.tuples(*[st.floats(-1e6, 1e6)] * dimension)
    return st.none() | st.builds(
        Goal,
        st.sampled_from(list(KINDS)),
        below=st.floats(-1e300, 1e300),
        point=point,
        within=st.none() | st.floats(1e-12, 1e6),
        steps=st.none() | st.integers(1, 10_000),
        rule=st.sampled_from(["", "gd", "adam", "radam"]),
        start=st.just(()) | point,
        change=st.sets(st.sampled_from(list(CHANGES)), min_size=1).map(tuple),
    )


TASKS = ("loss=x%2By&goal=do+not+diverge", "loss=x+y&goal=loss+%3C+1&v=2")


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    text = draw(st.sampled_from(sorted(TEXTS)))
    dimension = len(TEXTS[text])
    constants = {"a": draw(st.floats(1e-3, 1e3)), "b": 2.0} if "b y" in text else {}
    walks = tuple(draw(st.lists(runs(dimension), max_size=5)))
    steps = draw(st.integers(1, 2_000 if any(run.searches for run in walks) else 10_000))
    return Experiment(
        text,
        constants,
        draw(windows(dimension)),
        walks,
        steps=steps,
        noise=draw(st.just(0.0) | st.floats(1e-30, 1e6)),
        seed=draw(st.integers(0, 2**32 - 1)),
        view=draw(st.sampled_from(list(VIEWS))),
        step=draw(st.integers(0, steps)),
        hide=tuple(draw(st.lists(st.sampled_from(list(HIDEABLE)), unique=True))),
        look=draw(looks(len(walks))),
        map=draw(maps(TEXTS[text], len(walks))),
        goal=draw(goals(dimension)),
        following=tuple(draw(st.lists(st.sampled_from(TASKS), max_size=3))),
        lesson=draw(st.just("") | st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)),
    )
