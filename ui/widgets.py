"""Widgets that show a value of the experiment and hand a new one to `to`, nothing else.

`to` takes the experiment and the new value and returns the new experiment; it runs as the
widget's callback, before the page. Labels are the project's own words: never a visitor's text.
"""

import math
import re
from bisect import bisect
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from experiment import Experiment
from ui import fragments, rerun, session

To = Callable[[Experiment, Any], Experiment]

# `float` alone would also take nan, 1_000 and the digits of other scripts.
_DECIMAL = re.compile(r"[+-]?(\d{1,24}(\.\d{0,24})?|\.\d{1,24})([eE][+-]?\d{1,3})?", re.ASCII)
# Three in the space of two: the E24 series of resistor values steps evenly on a logarithmic scale.
_E24: tuple[float, ...] = (1, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3)
_E24 += (3.3, 3.6, 3.9, 4.3, 4.7, 5.1, 5.6, 6.2, 6.8, 7.5, 8.2, 9.1)


def number(label: str, value: float, to: To, *, key: str, **options: Any) -> None:
    """A field for a real number: up to six significant digits shown, all of them kept."""
    session.widget(key, float(value))
    shape: dict[str, Any] = {"format": "%.6g", "step": 0.1, **options}
    st.number_input(label, **_wired(key, to), **shape)


def whole(label: str, value: int, to: To, *, key: str, **options: Any) -> None:
    """A field for a whole number."""
    session.widget(key, int(value))
    st.number_input(label, step=1, **_wired(key, to), **options)


def switch(label: str, value: bool, to: To, *, key: str, **options: Any) -> None:
    """A switch for on and off."""
    session.widget(key, bool(value))
    st.toggle(label, **_wired(key, to), **options)


def choice(
    label: str, value: Any, to: To, *, key: str, options: Sequence[Any], **more: Any
) -> None:
    """A menu."""
    session.widget(key, value)
    st.selectbox(label, options, **_wired(key, to), **more)


def text(label: str, value: str, to: To, *, key: str, **options: Any) -> None:
    """A line of text."""
    session.widget(key, value)
    st.text_input(label, **_wired(key, to), **options)


def numbers(label: str, values: Sequence[float], to: To, *, key: str, **options: Any) -> None:
    """A line of numbers with commas between them."""
    shown = ", ".join(f"{value:.15g}" for value in values)
    text(label, shown, lambda e, typed: to(e, _split(typed)), key=key, **options)


def _split(typed: str) -> tuple[float, ...]:
    words = [word for word in typed.replace(",", " ").split() if word]
    if not all(_DECIMAL.fullmatch(word) for word in words):
        raise ValueError("A list is made of numbers with commas between them, such as 10, 20.")
    return tuple(float(word) for word in words)


def logarithmic(label: str, value: float, to: To, *, key: str, decades: tuple[int, int]) -> None:
    """A slider over powers of ten, standing at the stop nearest to `value`."""
    stops = _stops(*decades)
    session.widget(key, _nearest(stops, value))
    st.select_slider(
        label,
        stops,
        format_func="{:g}".format,
        **_wired(key, to),
        label_visibility="collapsed",
    )


def share(value: float, decades: tuple[int, int]) -> float:
    """Where a value stands on such a slider: from 0 to 1 between its ends."""
    stops = _stops(*decades)
    if not stops[0] <= value <= stops[-1]:
        return -1.0 if value < stops[0] else 2.0
    above = _above(stops, value)
    low, high = stops[above - 1], stops[above]
    part = math.log(value / low) / math.log(high / low)
    return (above - 1 + part) / (len(stops) - 1)


def linear(label: str, value: float, to: To, *, key: str, low: float, high: float) -> None:
    """A slider between two ends, in two hundred steps."""
    session.widget(key, min(max(value, low), high))
    st.slider(
        f"{label}, slider",
        low,
        high,
        step=(high - low) / 200,
        format="%.4g",
        **_wired(key, to),
        label_visibility="collapsed",
    )


def action(label: str, do: Callable[[Experiment], Experiment], *, key: str, **options: Any) -> None:
    """A button that changes the experiment."""
    run = partial(rerun.edit, do, within=fragments.inside())
    st.button(label, key=key, on_click=run, **options)


def _wired(key: str, to: To) -> dict[str, Any]:
    return {"key": key, "on_change": _take, "args": (key, to, fragments.inside())}


def _take(key: str, to: To, part: str) -> None:
    value = st.session_state[key]
    if value is not None:
        rerun.edit(lambda e: to(e, value), within=part)


@cache
def _stops(low: int, high: int) -> tuple[float, ...]:
    stops = [float(f"{digit}e{power}") for power in range(low, high) for digit in _E24]
    return (*stops, float(f"1e{high}"))


def _above(stops: Sequence[float], value: float) -> int:
    """The place of the stop above a value; where none or all are, of the last or the second."""
    return min(max(bisect(stops, value), 1), len(stops) - 1)


def _nearest(stops: Sequence[float], value: float) -> float:
    above = _above(stops, value)
    return min(stops[above - 1 : above + 1], key=lambda stop: abs(math.log(stop) - math.log(value)))
