"""Widgets that show a value of the experiment and hand a new one to `to`, nothing else.

`to` takes the experiment and the new value and returns the new experiment; it runs as the
widget's callback, before the page. Labels are the project's own words: never a visitor's text.
"""

import math
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from experiment import Experiment
from language.wording import read_list, read_number
from optimizers import DialError
from ui import fragments, rerun, wording
from ui.state import state

To = Callable[[Experiment, Any], Experiment]
ROWS_IN_VIEW = 10  # Streamlit lets a longer table scroll
_NOTHING = object()

# Three in the space of two: the E24 series of resistor values steps evenly on a logarithmic scale.
_E24: tuple[float, ...] = (1, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3)
_E24 += (3.3, 3.6, 3.9, 4.3, 4.7, 5.1, 5.6, 6.2, 6.8, 7.5, 8.2, 9.1)


def show(
    widget: Callable[..., Any], label: str, value: Any, to: To, *, key: str, **options: Any
) -> None:
    """Show one of Streamlit's widgets, such as `st.toggle`. Choosing nothing changes nothing."""
    part = fragments.inside()
    options |= {"on_change": _take, "args": (key, to, part), **_standing_at(widget, value, options)}
    if not _unheard() or key in st.session_state:
        widget(label, key=shown(key, value), **options)
    else:
        told = widget(label, key=key, **options)
        # Without its table the page is not the one whose widgets the browser tells.
        if told != value and not state().wanted:
            _take(key, to, part)


def number(label: str, value: float, to: To, *, key: str, **options: Any) -> None:
    """Show a field for a real number: it writes six significant digits and keeps all of them."""
    shape = {"format": "%.6g", "step": 0.1, **options}
    show(st.number_input, label, float(value), to, key=key, **shape)


def whole(label: str, value: int, to: To, *, key: str, **options: Any) -> None:
    """Show a field for a whole number."""
    show(st.number_input, label, int(value), to, key=key, step=1, **options)


def numbers(label: str, values: Sequence[float], to: To, *, key: str, **options: Any) -> None:
    """Show a line of numbers with commas between them."""
    written = ", ".join(f"{value:.15g}" for value in values)
    show(st.text_input, label, written, lambda e, typed: to(e, _split(typed)), key=key, **options)


def logarithmic(label: str, value: float, to: To, *, key: str, decades: tuple[int, int]) -> None:
    """Show a slider over powers of ten, with `value` in the place of the stop nearest to it."""
    stops = _stops(*decades)
    near = stops.index(_nearest(stops, value))
    options = {"options": [*stops[:near], value, *stops[near + 1 :]], "format_func": _six_digits}
    show(st.select_slider, label, value, to, key=key, label_visibility="collapsed", **options)


def linear(label: str, value: float, to: To, *, key: str, low: float, high: float) -> None:
    """Show a slider between two ends, in two hundred steps or one less for a round number."""
    step = min(((high - low) / count for count in (200, 199)), key=lambda step: len(f"{step:.6g}"))
    scale = {"min_value": low, "max_value": high, "step": step, "format": "%.6g"}
    options = {**scale, "label_visibility": "collapsed"}
    show(st.slider, f"{label}, slider", min(max(value, low), high), to, key=key, **options)


def reach(name: str, value: float) -> tuple[float, float]:
    """Return the ends of a slider: they grow, to a power of ten, when its number is at one."""
    low, high = state().reaches.get(name, (0.0, 10.0))
    size = 10.0 ** min(math.floor(math.log10(max(abs(value), 1.0))) + 1, 300)
    if value < 0 and value <= low:
        low = -size
    if value >= high:
        high = size
    state().reaches[name] = low, high
    return low, high


def _six_digits(number: float) -> str:
    """Return a number as the field beside a slider shows it."""
    return wording.number(number, 6)


def action(label: str, do: Callable[[Experiment], Experiment], *, key: str, **options: Any) -> None:
    """Show a button that changes the experiment."""
    button(label, partial(rerun.edit, do, within=fragments.inside()), key=key, **options)


def button(label: str, do: Callable[[], object], *, key: str, **options: Any) -> None:
    """Show a button that does something."""
    if st.button(label, key=key, on_click=_do, args=(do,), **options) and _unheard():
        _do(do)
        st.rerun()


def menu(
    label: str, options: Sequence[str], do: Callable[[str], None], *, key: str, **more: Any
) -> None:
    """Show a button that opens a menu; what is chosen there goes to `do`."""

    def choose() -> None:
        if option := st.session_state[key]:
            do(option)

    if st.menu_button(label, options, key=key, on_click=_do, args=(choose,), **more) and _unheard():
        _do(choose)
        st.rerun()


def table(columns: Mapping[str, Sequence[Any]], *, key: str, alt: str, **more: Any) -> None:
    """Show a table: numbers read as everywhere on the page, and sort as numbers.

    One that scrolls has all its rows on paper, but not its columns of links.
    """
    frame = pd.DataFrame(columns)
    numbers = list(frame.select_dtypes("number").columns)
    styled = frame.style.format(_cell, subset=numbers, na_rep="–")
    st.dataframe(styled, key=key, alt=alt, hide_index=True, placeholder="–", **more)
    if len(frame) > ROWS_IN_VIEW:
        asked = more.get("column_config", {}).items()
        links = [
            name for name, how in asked if (how.get("type_config") or {}).get("type") == "link"
        ]
        st.html(on_paper(frame.drop(columns=links)))


def on_paper(frame: pd.DataFrame) -> str:
    """Return a table as HTML that only paper shows. Cells may hold a stranger's words."""
    lines = [f"<th>{escape(str(name))}</th>" for name in frame.columns]
    rows = [[f"<td>{escape(_said(cell))}</td>" for cell in row] for row in frame.to_numpy(object)]
    head, *body = (f"<tr>{''.join(cells)}</tr>" for cells in (lines, *rows))
    return f'<table class="sb-paper"><thead>{head}</thead><tbody>{"".join(body)}</tbody></table>'


def _said(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return "–" if pd.isna(cell) else _cell(cell)


def _cell(number: float) -> str:
    return wording.number(number, 6 if number == round(number) else 4)


def field(name: str) -> To:
    """Return the change that gives a field of the experiment another value."""
    return lambda e, value: replace(e, **{name: value})


def look_field(name: str) -> To:
    """Return the change that gives a field of the experiment's look another value."""
    return lambda e, value: replace(e, look=replace(e.look, **{name: value}))


def shown(key: str, value: Any) -> str:
    """Make the widget of this key show `value`, and return the key."""
    # A page that a new session began to draw may have lost what it was told: it is told again.
    if state().new or st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value
    return key


def share(value: float, decades: tuple[int, int]) -> float:
    """Return where a value stands on a logarithmic slider: from 0 to 1 between its ends."""
    stops = _stops(*decades)
    if not stops[0] <= value <= stops[-1]:
        return -1.0 if value < stops[0] else 2.0
    above = _above(stops, value)
    low, high = stops[above - 1], stops[above]
    part = math.log(value / low) / math.log(high / low)
    return (above - 1 + part) / (len(stops) - 1)


def _take(key: str, to: To, part: str) -> None:
    value = st.session_state[key]
    if value is not None:
        _do(partial(rerun.edit, lambda e: to(e, value), within=part))


def _do(change: Callable[[], object]) -> None:
    state().heard = True
    change()


def _unheard() -> bool:
    """Return whether the browser may be telling a change to a session that knows no widget yet.

    After a restart of the server the browser comes back, says what all widgets show, and no
    callback runs. What differs from the address then is the change; of two it keeps the first.
    """
    return state().new and not state().heard


def _standing_at(
    widget: Callable[..., Any], value: Any, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the value at which a widget stands until it is told one, as its option.

    The session's value is told once: a browser that gets two answers at a time may miss it.
    """
    if widget == st.selectbox:
        return {"index": None if value is None else list(options["options"]).index(value)}
    return {"default" if widget == st.segmented_control else "value": value}


def _split(typed: str) -> tuple[float, ...]:
    numbers = read_list(",".join(typed.replace(",", " ").split()), read_number)
    if numbers is None:
        raise DialError("A list is made of numbers with commas between them, such as 10, 20.")
    return numbers


@cache
def _stops(low: int, high: int) -> tuple[float, ...]:
    stops = [float(f"{digit}e{power}") for power in range(low, high) for digit in _E24]
    return (*stops, float(f"1e{high}"))


def _above(stops: Sequence[float], value: float) -> int:
    """Return the place of the stop above a value: the last at most, the second at least."""
    return min(max(bisect(stops, value), 1), len(stops) - 1)


def _nearest(stops: Sequence[float], value: float) -> float:
    above = _above(stops, value)
    return min(stops[above - 1 : above + 1], key=lambda stop: abs(math.log(stop) - math.log(value)))
