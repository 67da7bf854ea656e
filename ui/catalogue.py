"""The cards of the catalogue, and the search among them."""

import re
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from experiment import load
from experiment.study.worked import least_tuning
from language.printers.latex import latex_name
from losses import CATALOGUE, Entry
from ui import session, wording
from ui.lesson import image
from ui.sidebar.loss import change

_FIRST = ("Convex bowls and ravines", "Valleys", "Many minima", "Saddles", "Plateaus and cliffs")
_MAX_SEARCH = 200  # characters
_MAX_MINIMA = 4  # written out before the rest is only counted
_MAX_LATEX = 110  # characters that a card holds, as its lines break outside of brackets
# A long sum over a number.
_WIDE_FRACTION = re.compile(r"\\frac\{((?:[^{}]|\{[^{}]*\}){60,})\}\{(\d+)\}")


def groups() -> tuple[str, ...]:
    """Return the groups, the common ones first."""
    return tuple(dict.fromkeys([*_FIRST, *(entry.group for entry in CATALOGUE.values())]))


def search(text: str, group: str | None = None) -> Mapping[str, Sequence[Entry]]:
    """Return the losses that have every word of the text somewhere, by group.

    A word is looked for in title, group, note, source and formula, however those are spaced.
    """
    wanted = text[:_MAX_SEARCH].casefold().split()
    found: dict[str, list[Entry]] = {name: [] for name in groups() if group in (None, name)}
    for entry in CATALOGUE.values():
        if entry.group in found and all(word in _haystack(entry) for word in wanted):
            found[entry.group].append(entry)
    return {name: entries for name, entries in found.items() if entries}


def card(entry: Entry, picture: str) -> None:
    """Show a loss: its picture, its facts, and the button that puts the runs on it."""
    with st.container(key=f"tile-loss-{entry.key}", border=True, gap="small"):
        st.html(f'{image(picture)}<h3 class="sb-title">{escape(entry.title)}</h3>')
        st.markdown(_facts(entry))
        if st.button("Compare on this loss", key=f"choose-{entry.key}", width="stretch"):
            session.edit(change, entry.key)
            session.go_to("compare.py")


def _haystack(entry: Entry) -> str:
    text = " ".join((entry.key, entry.title, entry.group, entry.note, entry.source, entry.text))
    return f"{text} {entry.text.replace(' ', '')}".casefold()


def _facts(entry: Entry) -> str:
    """Return the rest of a card as Markdown; all of it is the catalogue's own text."""
    loss = load((entry.key, {}))
    names = ", ".join(latex_name(name) for name in loss.variables)
    formula = f"$f({names}) = {_breaking(loss.latex)}$"
    tuning = f"\n\n:small[{told}]" if (told := least_tuning(entry.key)) else ""
    facts = f":small[:gray[{_minima(entry)}  \n{entry.source}]]"
    return f"{formula}\n\n{entry.note}{tuning}\n\n{facts}"


def _breaking(latex: str) -> str:
    """Return a formula that can break on a narrow card: in its brackets, in no wide fraction."""
    if len(latex) <= _MAX_LATEX:
        return latex
    whole = _WIDE_FRACTION.sub(r"\\tfrac{1}{\2} (\1)", latex)
    return whole.replace(r"\left(", "(").replace(r"\right)", ")")


def _minima(entry: Entry) -> str:
    """Return in a few words where the loss is smallest, and how small."""
    if not entry.minima:
        return "No minimum."
    more = len(entry.minima) - _MAX_MINIMA
    places = ", ".join(_point(minimum.point) for minimum in entry.minima[:_MAX_MINIMA])
    places += f" and {more} more" if more > 0 else ""
    value = wording.number(entry.minima[0].value)
    return f"{'Minima' if len(entry.minima) > 1 else 'Minimum'} {value} at {places}."


def _point(point: Sequence[float]) -> str:
    numbers = ", ".join(wording.number(x) for x in point)
    return f"({numbers})" if len(point) > 1 else f"x = {numbers}"
