"""The key moments of every run in words: a table of HTML, for screen readers and for paper."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from experiment import Experiment, Moments, Trajectory, moments, run_names
from language.wording import counted
from ui import copying, run_marks, wording

COLUMNS = ("Run", "Largest step", "Overshoots", "Arrived", "Ended")
EXPLAINED = (
    "A step has the number at which the playhead shows its end. It overshoots where the loss rises "
    "again at that end, in the direction of the step: it went past the lowest point on its line. A "
    "run arrives at the first step from which on it stays within a ten-thousandth of the window’s "
    "diagonal of a known minimum. With data, loss and slope are those of all rows."
)


def draw(e: Experiment, trajectories: Sequence[Trajectory]) -> None:
    """Show the table, what its words mean, and a button that copies it for a spreadsheet."""
    lines = [words(name, one) for name, one in _named(e, trajectories)]
    st.html(table(lines, e.marks))
    st.caption(EXPLAINED)
    copying.button("Copy the table", as_text(lines), key="copy-moments")


def words(name: str, found: Moments) -> tuple[str, ...]:
    """Return what stands in the columns for a run of this name."""
    return (
        name,
        _largest(found),
        _overshoots(found),
        "no" if found.arrival is None else f"step {found.arrival}",
        found.verdict.sentence,
    )


def table(lines: Sequence[Sequence[str]], marks: Sequence[int]) -> str:
    """Return the table as HTML. Names may hold a stranger's words: nothing of them is markup.

    The roles are those that the elements have: where there is no room for columns the style lays
    each row out as a list, and browsers would then take them for plain boxes.
    """
    head = "".join(f'<th scope="col" role="columnheader">{title}</th>' for title in COLUMNS)
    rows = "".join(map(_row, lines, marks))
    return (
        '<table class="sb-moments" role="table"><caption>Key moments of each run</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def as_text(lines: Sequence[Sequence[str]]) -> str:
    """Return the table as a spreadsheet takes it from the clipboard: a tab between two cells."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (COLUMNS, *lines))


def _named(e: Experiment, trajectories: Sequence[Trajectory]) -> Iterator[tuple[str, Moments]]:
    names = run_names(e.runs)
    for one in moments(e, trajectories):
        yield f"{one.run + 1}  {names[one.run]}", one


def _row(line: Sequence[str], mark: int) -> str:
    name, *cells = map(escape, line)
    look = f'class="{run_marks.css_class(mark)}"'
    sign = '<i class="sb-mark" aria-hidden="true"></i>'
    first = f'<th scope="row" role="rowheader" {look}>{sign}{name}</th>'
    rest = zip(COLUMNS[1:], cells, strict=True)
    told = (f'<td role="cell" data-column="{title}">{cell}</td>' for title, cell in rest)
    return f'<tr role="row">{first}{"".join(told)}</tr>'


def _largest(found: Moments) -> str:
    if found.largest is None:
        return "none: it did not move"
    return f"step {found.largest}, length {wording.number(found.length)}"


def _overshoots(found: Moments) -> str:
    if not found.overshoots:
        return "none"
    first, many = found.overshoots[0], len(found.overshoots)
    if many == found.steps:
        return "at every step" if many > 1 else "at its only step"
    begins = "at" if many == 1 else "first at"
    return f"{many} of {counted(found.steps, 'step')}, {begins} step {first}"
