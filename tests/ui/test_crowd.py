"""Scripts that run at once, the order in which they wait, and how many visitors fit."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui import crowd
from ui.crowd import Turns

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
SECONDS = 10  # more than any of these waits


@contextmanager
def started(*work: Callable[[], None]) -> Iterator[None]:
    """Threads, begun one after the other, that have ended at the end."""
    threads = [threading.Thread(target=one, daemon=True) for one in work]
    for number, thread in enumerate(threads):
        thread.start()
        time.sleep(0.02 * (number < len(threads) - 1))  # so that they ask in this order
    yield
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()


def test_no_more_run_at_once_than_may_and_all_get_their_turn() -> None:
    turns, inside, most, done = Turns(2), [0], [0], [0]

    def work() -> None:
        for _ in range(20):
            with turns.turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1
                done[0] += 1

    with started(*[work] * 8):
        pass
    assert (most, done, inside) == ([2], [160], [0])


def test_who_came_first_runs_first() -> None:
    turns, order, free = Turns(1), list[int](), threading.Event()

    def holds() -> None:
        with turns.turn():
            free.wait(SECONDS)

    def waits(number: int) -> Callable[[], None]:
        def work() -> None:
            with turns.turn():
                order.append(number)

        return work

    with started(holds, *map(waits, range(5))):
        free.set()
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_within_a_turn_is_the_same_one() -> None:
    turns = Turns(1)
    with turns.turn(), turns.turn():
        pass
    with turns.turn():  # it was given back once, and is there again
        pass


def test_another_runs_while_one_steps_aside() -> None:
    turns, between = Turns(1), list[str]()

    def other() -> None:
        with turns.turn():
            between.append("other")

    with turns.turn():
        with turns.aside(), started(other):
            pass
        between.append("again")
    assert between == ["other", "again"]


def test_stepping_aside_without_a_turn_does_nothing() -> None:
    turns = Turns(1)
    with turns.aside():
        pass
    with turns.turn():
        pass


def test_who_waits_long_is_told_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.05)
    turns, free, told, ran = Turns(1), threading.Event(), list[str](), list[str]()

    def holds() -> None:
        with turns.turn():
            free.wait(SECONDS)

    def waits() -> None:
        with turns.turn(lambda: told.append("late")):
            ran.append("late one")

    with started(holds, waits):
        time.sleep(0.2)
        assert (told, ran) == (["late"], [])
        free.set()
    assert (told, ran) == (["late"], ["late one"])


def test_who_is_ended_while_waiting_keeps_nobody_from_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.05)
    turns, free, entered = Turns(1), threading.Event(), list[str]()

    def holds() -> None:
        with turns.turn():
            free.wait(SECONDS)

    def ends() -> None:
        def late() -> None:
            raise SystemExit  # as Streamlit ends a script that a newer one replaces

        with suppress(SystemExit), turns.turn(late):
            entered.append("although it was ended")

    with started(holds, ends):
        time.sleep(0.2)
        free.set()
    with turns.turn():  # would wait for ever
        assert not entered


def test_one_visitor_more_than_fit_reads_why_and_can_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "MOST_VISITORS", 0)
    page = AppTest.from_file(str(MAIN), default_timeout=30).run()
    assert [one.value for one in page.markdown] == [
        "Switchback is busy: this server has as many visitors as it can serve. "
        "Your comparison is safe in its link; try again in a minute."
    ]
    assert [one.label for one in page.button] == ["Try again"]
    monkeypatch.setattr(crowd, "MOST_VISITORS", 1_000_000)
    page.button(key="try-again").click().run()
    assert len(page.button) > 5
    assert not page.exception


def test_a_visitor_who_is_in_stays_in(monkeypatch: pytest.MonkeyPatch) -> None:
    page = AppTest.from_file(str(MAIN), default_timeout=30).run()
    monkeypatch.setattr(crowd, "MOST_VISITORS", 0)
    assert len(page.run().button) > 5
