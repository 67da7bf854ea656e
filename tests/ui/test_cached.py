"""What is computed once: a run while it is the same, a picture while it looks the same."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st

import experiment
from experiment import Experiment, Trajectory, decode
from ui import cached
from ui.state import Key, State

TWO = decode("loss=x^2+y^2&run=gd+lr+0.2+at+1,1&run=adam+lr+0.3+at+1,1&steps=20")[0]


@pytest.fixture(autouse=True)
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A visit of its own, and nothing left in the caches before or after."""
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: State()})
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The rules of the runs of each computation, as they happen."""
    told, compute = [], experiment.run

    def run(e: Experiment) -> tuple[Trajectory, ...]:
        told.append([one.rule for one in e.runs])
        return compute(e)

    monkeypatch.setattr(experiment, "run", run)
    return told


def test_a_run_that_has_not_changed_is_not_computed_again(ran: list[list[str]]) -> None:
    first = cached.run(TWO)
    changed = replace(TWO, runs=(TWO.runs[0], TWO.runs[1].at_rate(0.4)))
    second = cached.run(changed)
    assert ran == [["gd", "adam"], ["adam"]]
    assert second[0] is first[0]
    assert second[1].run.rate == 0.4


def test_how_runs_are_looked_at_and_their_order_cost_nothing(ran: list[list[str]]) -> None:
    one, other = cached.run(TWO)
    assert cached.run(replace(TWO, view="side", step=7, hide=("text",))) == (one, other)
    swapped = cached.run(replace(TWO, runs=TWO.runs[::-1]))
    assert swapped[0] is other
    assert swapped[1] is one
    assert len([rules for rules in ran if rules]) == 1


def test_more_steps_are_computed_for_every_run(ran: list[list[str]]) -> None:
    cached.run(TWO)
    assert [len(path.points) for path in cached.run(replace(TWO, steps=30))] == [31, 31]
    assert ran == [["gd", "adam"], ["gd", "adam"]]


def test_a_picture_is_built_again_only_for_what_it_shows() -> None:
    built: list[int] = []

    def build(e: Experiment) -> str:
        built.append(e.steps)
        return str(e.steps)

    played = replace(TWO, step=3, hide=("title",), look=replace(TWO.look, speed=2.0, comet=True))
    assert [cached.picture(build, e) for e in (TWO, played)] == ["20", "20"]
    assert cached.picture(build, replace(TWO, steps=30)) == "30"
    assert built == [20, 30]


def test_a_thumbnail_is_drawn_once_from_what_its_link_says() -> None:
    drawn: list[tuple[int, int]] = []

    def draw(e: Experiment, _: object, paths: object, minima: object) -> str:
        drawn.append((len(paths), len(minima)))  # type: ignore[arg-type]
        return "<svg/>"

    link = "loss=rosenbrock&run=gd+lr+0.001&steps=5"
    assert cached.thumbnail(draw, link) == cached.thumbnail(draw, link) == "<svg/>"
    assert drawn == [(1, 1)]


def test_runs_over_a_table_are_those_of_its_rows_scale_and_batches(ran: list[list[str]]) -> None:
    link = "data=cars&run=gd+lr+0.001+at+0+0&run=adam+lr+1+at+0+0&steps=5"
    for more in ("", "&scale=standard", "&batch=4", "&batch=4&order=drawn", "&measure=huber"):
        cached.run(decode(link + more)[0])
        assert ran.pop() == ["gd", "adam"]
    e = decode(link)[0]
    own = (e.runs[0], replace(e.runs[1], batch=4))
    cached.run(e)
    cached.run(replace(e, runs=own))
    assert ran == [["adam"]]
