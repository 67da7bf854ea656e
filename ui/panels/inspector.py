"""The update at the playhead: its equation, the same with its numbers, every quantity."""

import json
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import Experiment, Trajectory, explain, load, run_names
from optimizers import Explanation, Quantity
from ui import fragments, run_marks, wording
from ui.state import Key, state

Term = tuple[str, str, str]  # name, symbol, meaning of a quantity

_LAST = ("rate", "step", "following")  # names of the quantities that every rule ends with
ALL_RUNS = -1  # in the menu beside the marks of the runs, which count from 0


def menu(e: Experiment) -> None:
    """Show the menu of the runs: which one's update is shown, or all in columns."""
    runs = enumerate(zip(e.marks, e.runs, strict=True), start=1)
    titles = {mark: f"{number}  {run.label or run.update.title}" for number, (mark, run) in runs}
    titles |= {ALL_RUNS: "All runs, in columns"} if len(e.runs) > 1 else {}
    # A browser that comes back to a new session knows what it shows.
    if not state().new and st.session_state.get(Key.INSPECTED) not in titles:
        st.session_state[Key.INSPECTED] = e.marks[0]
    with st.container(key="inspected-run"):
        st.selectbox(
            "Run",
            list(titles),
            key=Key.INSPECTED,
            format_func=lambda mark: titles.get(mark, ""),
            on_change=fragments.run,
            args=(fragments.PLAYHEAD,),
            label_visibility="collapsed",
            persist_state="page",  # while another tab is open
        )


def draw(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show the update that starts from row `step`, of the run chosen in the menu or of all."""
    found = _explained(e, trajectories, step)
    when = _when(list(found.values()), step)
    axes = wording.axis_names(load(e))
    if not found:
        lines = []
    elif st.session_state[Key.INSPECTED] == ALL_RUNS:
        names = run_names(e.runs)
        lines = [_columns(e, found, axes)]
        lines += [_tried(names[place], one) for place, one in found.items()]
    else:
        lines = _one(next(iter(found.values())), axes)
    # One element: it follows the playhead, and each costs server and browser a message.
    # HTML only for the hovers: numbers, and words and symbols of the rules.
    st.markdown("\n\n".join(filter(None, (when, *lines))), unsafe_allow_html=True)


def exact_frame() -> DeltaGenerator | None:
    """Show the line that opens the exact values; return their place while it is open."""
    exact = st.expander("Exact values", key="exact", on_change="rerun", type="compact")
    return exact if exact.open else None


def draw_exact(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show the numbers of the same update to be copied."""
    found = _explained(e, trajectories, step)
    # Without a step, too: a part cannot fill later what it left empty in the run of all the page.
    st.code(exact_values(trajectories, found), language="json", height=320)


def _explained(
    e: Experiment, trajectories: Sequence[Trajectory], step: int
) -> dict[int, Explanation]:
    """Return the update of the chosen run, or of all, by place; a run that never began has none."""
    chosen = st.session_state[Key.INSPECTED]
    places = range(len(e.runs)) if chosen == ALL_RUNS else (e.marks.index(chosen),)
    moving = [place for place in places if len(trajectories[place].points)]
    return {place: explain(e, trajectories[place], step) for place in moving}


def _one(found: Explanation, axes: Sequence[str]) -> list[str]:
    """Return the table, the update and the update with its numbers, as Markdown."""
    head = "| |" + "".join(f" {axis} |" for axis in axes)
    table = _table(head, len(axes), map(_row, found.quantities))
    captions = (f"with its numbers for {axis}, rounded to four digits" for axis in axes)
    update = [_said("the update", found.equation), *map(_said, captions, found.numbers)]
    return [table, _tried("The update", found), *update]


def _tried(who: str, found: Explanation) -> str:
    """Return where an update asks the loss beside its point, "" where it does not."""
    parts = []
    for one in found.tried:
        points = ["(" + ", ".join(map(wording.number, point)) + ")" for point in one.points[:SHOWN]]
        more = len(one.points) - len(points)
        last = f" and {more} more" if more else ""
        parts.append(f"{ASKS[one.function]} {', '.join(points)}{last}")
    return f"{who} tries {wording.listed(parts, 'and')}." if parts else ""


def _said(caption: str, latex: str) -> str:
    return f":small[:gray[{caption}]]\n\n$$\n{latex}\n$$"


def _when(found: Sequence[Explanation], step: int) -> str:
    if not found:
        return "No step was taken: the loss is not finite at the start."
    last = max(one.row for one in found)
    if any(one.taken for one in found):
        return f"**Update {step + 1}**, from step {step} to step {step + 1}"
    return f"Step {last} is the last of the run: this update **would come next**"


def _row(quantity: Quantity) -> str:
    cells = "".join(f" {_number(value)} |" for value in quantity.values)
    return f"| {_term(*_term_of(quantity))} |{cells}"


def _term(name: str, symbol: str, meaning: str) -> str:
    """Return a quantity's own word and symbol; what it is, one hover away."""
    shown = symbol.replace("x", "x_{k+1}") if name == "following" else symbol
    return f'<abbr title="{escape(meaning)}">{SAID.get(name, "")} ${shown}$</abbr>'


SHOWN = 4  # points of a line search
ASKS = {
    "grad": "the gradient at",
    "loss": "the loss at",
    "exact": "the slope along a line at",
    "armijo": "the loss along a line at",
}
# Where the symbol alone would leave a reader guessing; the others are the letters of the paper.
SAID = {
    "point": "point",
    "gradient": "gradient",
    "exact_gradient": "exact gradient",
    "lr": "learning rate",
    "rate": "effective rate",
    "step": "step",
    "following": "new point",
}


def _number(value: float) -> str:
    """Return six digits to read, all of them one hover away."""
    return f'<span title="{float(value)!r}">{wording.number(value, 6)}</span>'


def _table(head: str, columns: int, rows: Iterable[str]) -> str:
    return "\n".join((head, "|---|" + "---:|" * columns, *rows))


def _columns(e: Experiment, found: dict[int, Explanation], axes: Sequence[str]) -> str:
    """Return every quantity of every run as Markdown: a row each, empty where its rule has none."""
    names = run_names(e.runs)
    tops = [_top(e.marks[place], names[place], one) for place, one in found.items()]
    rows = [
        f"| {_term(*term)} |" + "".join(_cell(one, term) for one in found.values())
        for term in _ordered(found.values())
    ]
    return _table(f"| {' / '.join(axes)} |" + "".join(tops), len(found), rows)


def _top(mark: int, name: str, one: Explanation) -> str:
    ended = "" if one.taken else f"<br>last step {one.row}"
    look = f'<span class="{run_marks.css_class(mark)}"><i class="sb-mark"></i></span>'
    return f" {look} {name}{ended} |"


def _cell(one: Explanation, term: Term) -> str:
    values = next((q.values for q in one.quantities if _term_of(q) == term), ())
    return f" {'<br>'.join(_number(value) for value in values)} |"


def _ordered(found: Iterable[Explanation]) -> list[Term]:
    """Return all quantities, those of _LAST at the end."""
    terms = dict.fromkeys(_term_of(quantity) for one in found for quantity in one.quantities)
    return sorted(terms, key=lambda term: _LAST.index(term[0]) if term[0] in _LAST else -1)


def _term_of(quantity: Quantity) -> Term:
    """Return what tells quantities apart: v is a velocity in one rule, a mean square in another."""
    return quantity.name, quantity.symbol, quantity.meaning


def exact_values(trajectories: Sequence[Trajectory], found: dict[int, Explanation]) -> str:
    """Return JSON of every quantity: reading it gives the same numbers to the last digit."""
    names = wording.names_of(trajectories)
    runs = [
        {"run": names[place], "row": one.row, "update": one.update}
        | {quantity.name: quantity.values.tolist() for quantity in one.quantities}
        | ({"tried": [p for part in one.tried for p in part.points.tolist()]} if one.tried else {})
        for place, one in found.items()
    ]
    blocks = (",\n ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in run.items())
              for run in runs)  # fmt: skip
    return "[\n" + ",\n".join("{" + block + "}" for block in blocks) + "\n]"
