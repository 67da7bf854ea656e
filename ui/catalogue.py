"""The cards of the catalogue, and the search among them."""

import re
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from experiment import load
from experiment.study.worked import least_tuning
from language.printers.latex import latex_name
from losses import CATALOGUE, Entry
from losses.catalogue import groups
from ui import session
from ui.lesson import image
from ui.sidebar.loss import change

__all__ = ["card", "groups", "search"]

_MAX_SEARCH = 200  # characters
_MAX_LATEX = 110  # characters that a card holds, as its lines break outside of brackets
# A long sum over a number.
_WIDE_FRACTION = re.compile(r"\\frac\{((?:[^{}]|\{[^{}]*\}){60,})\}\{(\d+)\}")


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
    facts = f":small[:gray[{entry.where_smallest}  \n{entry.source}]]"
    return f"{formula}\n\n{entry.note}{tuning}\n\n{facts}"


def _breaking(latex: str) -> str:
    """Return a formula that can break on a narrow card: in its brackets, in no wide fraction."""
    if len(latex) <= _MAX_LATEX:
        return latex
    whole = _WIDE_FRACTION.sub(r"\\tfrac{1}{\2} (\1)", latex)
    return whole.replace(r"\left(", "(").replace(r"\right)", ")")
