"""Data: a table that comes with Switchback, or one that the visitor pastes or drops."""

from functools import partial

import streamlit as st

from experiment import Experiment
from experiment.edit_data import with_table
from losses.tables import OPENINGS, Table, TableError, is_shipped
from losses.tables.table import BYTES
from ui import fragments, presentation, rerun, session, tables, widgets
from ui.sidebar.loss import said
from ui.state import state

NAME = "Data"
PREVIEW = 50  # rows
MEGABYTES = 1  # of a file: the server refuses more while it arrives
HELP = (
    "Columns with commas, semicolons, tabs or spaces between them; a first row of names if there "
    "is one; decimal points or commas. At most 1,000 rows, 40 columns and 1 MB. Text and rows with "
    "gaps are left out, and what was left out is said."
)


def _closed() -> None:
    """Forget the dialog, and what was wrong with a file; a pasted text stays with its sentence."""
    presentation.closed()
    if not state().pasted:
        state().table_fault = ""


@st.dialog(NAME, width="large", on_dismiss=_closed)
def dialog() -> None:
    """Show the tables to choose from, what the chosen one holds, and how another one is given."""
    e = session.current()
    if state().wanted:
        st.text("This link needs a table that stays with whoever made it. Give its file here.")
        _own()
    choose(e, "table-in-dialog")
    if e.data:
        _about(e.data.table)
    if not state().wanted:
        _own()


def choose(e: Experiment, key: str) -> None:
    """Show the menu of tables."""
    known = tables.choices(e)
    widgets.show(
        st.selectbox,
        "Table",
        tables.key_of(e.data.table) if e.data else None,
        choose_table,
        key=key,
        options=list(known),
        index=0 if e.data else None,
        format_func=lambda chosen: tables.called(known[chosen]) if chosen in known else chosen,
        placeholder="Choose a table",
        label_visibility="collapsed",
    )


def choose_table(e: Experiment, key: str) -> Experiment:
    """Return the runs on another table, as it opens."""
    table = tables.choices(e).get(key)
    if table is None:  # it has gone since the page was drawn
        return e
    here = state()
    here.table_fault, here.model_draft = "", None
    return said(*with_table(e, table))


def _about(table: Table) -> None:
    """Show where a table is from, how it was read, how it travels, and its first rows."""
    with st.container(key="table-about", gap="xsmall"):
        if is_shipped(table):
            st.text(f"{OPENINGS[table.name].note} {table.source}")
        elif reading := state().tables.get(tables.key_of(table)):
            for note in reading.notes:  # they repeat words of the file: never Markdown
                st.text(note)
        st.text(tables.journey(table))
    preview(table)


def preview(table: Table) -> None:
    """Show the first rows. Names of columns are letters, digits and underscores."""
    rows = dict(zip(table.columns, table.values[:PREVIEW].T, strict=True))
    st.dataframe(rows, key="table-preview", height=220, hide_index=True, alt="The first rows")
    if len(table.values) > PREVIEW:
        st.caption(f"The first {PREVIEW} of {len(table.values):,} rows.")


def _own() -> None:
    """Show the two ways of giving a table, and what is wrong with the one given last."""
    with st.container(key="own-table"):
        key = "table-file"
        st.file_uploader(
            "Your own table: drop a CSV file",
            key=key,
            help=HELP,
            max_upload_size=MEGABYTES,
            on_change=partial(_dropped, key),
        )
        _paste("table-pasted")
        if fault := state().table_fault:
            with st.container(key="table-fault"):
                st.text(fault)


def _paste(key: str) -> None:
    if key not in st.session_state:
        st.session_state[key] = state().pasted
    st.text_area(
        "or paste it; Ctrl+Enter reads it",
        key=key,
        height=110,
        max_chars=BYTES + 1,  # so that too long a text is refused and not silently cut
        placeholder="u, v\n1, 2.1\n2, 3.9",
        on_change=partial(_pasted, key),
    )


def _dropped(key: str) -> None:
    if file := st.session_state[key]:
        give(file.getvalue(), file.name)


def _pasted(key: str) -> None:
    text = st.session_state[key]
    if text.strip():
        read = give(text, "pasted table")
        state().pasted = "" if read else text


def give(content: bytes | str, name: str) -> bool:
    """Put the runs on a table that was given; say what is wrong with it. Return whether it is read.

    The one that a link waits for brings the comparison of the link.
    """
    here = state()
    here.heard, here.table_fault = True, ""
    try:
        key = tables.take(content, name)
    except TableError as error:
        here.table_fault = str(error)
        return False
    if here.wanted and here.wanted[0] == key:
        session.follow(here.wanted[1])
        here.at_end = True
        fragments.run()
    elif here.wanted:
        here.table_fault = (
            f"This is another table than the one of the link: its fingerprint is {key}, that of "
            f"the link {here.wanted[0]}. You find it in the menu below."
        )
    else:
        rerun.edit(partial(_shown, key))
    return True


def _shown(key: str, e: Experiment) -> Experiment:
    """Return the runs on a table that was given; a refusal is said at its field, not behind."""
    try:
        return choose_table(e, key)
    except session.REFUSALS as refusal:
        state().table_fault = str(refusal)
        return e
