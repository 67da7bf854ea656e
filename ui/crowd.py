"""Many visitors at once: whose script runs, in the order in which they asked, and how many fit.

Scripts share one interpreter: two dozen of them that run together hand it to and fro and take
twice as long for the same work, all of them.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from weakref import WeakSet

import streamlit as st

from ui.state import State, state

AT_ONCE = 2  # the second goes on while the first has much to compute, or waits for the browser
PATIENCE = 3.0  # seconds until a visitor is told why nothing happens
MOST_VISITORS = 1_500  # each holds about 0.2 MB
BUSY = "Many visitors are here at the moment; the page follows when it is its turn."
FULL = (
    "Switchback is busy: this server has as many visitors as it can serve. "
    "Your comparison is safe in its link; try again in a minute."
)


class Turns:
    """Lets so many threads run at once; the others wait in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def turn(self, late: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Run what is within this when it is its turn; a turn within a turn is the same one.

        late  is called once if that takes longer than `PATIENCE`
        """
        if self._held:
            yield
            return
        self._take(late)
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self._give()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let another one run meanwhile: within this, nothing is computed."""
        if not self._held:
            yield
            return
        self._held = False
        self._give()
        try:
            yield
        finally:
            self._take()
            self._held = True

    @property
    def _held(self) -> bool:
        return getattr(self._mine, "held", False)

    @_held.setter
    def _held(self, held: bool) -> None:
        self._mine.held = held

    def _take(self, late: Callable[[], object] = lambda: None) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            called = threading.Event()
            self._waiting.append(called)
        try:
            if not called.wait(PATIENCE):
                late()
                called.wait()
        except BaseException:  # Streamlit ends a script wherever it shows something
            self._leave(called)
            raise

    def _leave(self, called: threading.Event) -> None:
        """Give up waiting."""
        with self._lock:
            if called in self._waiting:
                self._waiting.remove(called)
                return
        self._give()

    def _give(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


_turns = Turns(AT_ONCE)
_visitors: WeakSet[State] = WeakSet()
aside = _turns.aside


def turn() -> AbstractContextManager[None]:
    """Return the context in which a visitor's script computes and draws."""
    return _turns.turn(lambda: st.toast(BUSY, icon=":material/hourglass_top:"))


def give_way() -> None:
    """Let others run whose turn it is: what computes for seconds calls this now and then."""
    with aside():
        pass


def admit() -> None:
    """Take a visitor in. One more than fit sees a sentence instead of the page."""
    here = state()
    if here in _visitors:
        return
    if len(_visitors) >= MOST_VISITORS:
        gc.collect()  # those who have gone are forgotten only now
    if len(_visitors) >= MOST_VISITORS:
        st.markdown(FULL)
        st.button("Try again", key="try-again")
        st.stop()
    _visitors.add(here)
