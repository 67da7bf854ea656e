"""Data under the loss: the table, its model, the scale, the rows an update sees."""

from functools import partial

import streamlit as st

from experiment import DEFAULT, Experiment
from experiment.data import Data
from experiment.edit_data import with_rows, with_scale, with_table, without_data
from losses.tables import TABLES
from optimizers.engine.batches import ORDERS
from ui import session, widgets, wording
from ui.dialogs import data as dialog
from ui.sidebar import prediction
from ui.sidebar.loss import said
from ui.state import state

KINDS = {"formula": "Formula", "data": "Data"}
FIRST = "cars"  # of the tables: the one that is shown where none was chosen
AS_ALL = -1  # of a run's batch size
SCALE_HELP = (
    "Give the columns that the model predicts from mean 0 and standard deviation 1. "
    "The parameters then belong to these columns."
)
BATCH_HELP = (
    "How many rows each update takes the gradient from. Every run sees the same rows in the same "
    "seeded order, so that differences are the optimizer's."
)


def draw() -> None:
    """Show whether the loss is a formula or goes over data, then the table and the model."""
    e = session.current()
    kind = "data" if e.data else "formula"
    widgets.show(
        st.segmented_control,
        "Kind of loss",
        kind,
        _switch,
        key="kind",
        options=list(KINDS),
        format_func=KINDS.__getitem__,
        label_visibility="collapsed",
        width="stretch",
    )
    if not e.data:
        return
    with st.container(key="table", horizontal=True, gap="xsmall", wrap=False):
        dialog.choose(e, "table-chosen")
        show = partial(session.open_dialog, dialog.NAME)
        widgets.button("Own", show, key="own-data", icon=":material/upload_file:")
    prediction.draw(e.data)
    _scale(e.data)
    _batches(e, e.data)


def _switch(e: Experiment, kind: str) -> Experiment:
    """Return the runs on data, or on a formula again: the one that was left last."""
    here = state()
    if (kind == "data") == bool(e.data):
        return e
    left, before = session.drawable() or e, here.aside
    here.aside, here.model_draft = left, None
    if before and bool(before.data) != bool(e.data):
        return said(*without_data(left, before))
    return said(*(without_data(left, DEFAULT) if e.data else with_table(left, TABLES[FIRST])))


def _scale(data: Data) -> None:
    widgets.show(
        st.toggle,
        "Standardise the columns",
        data.scale == "standard",
        lambda e, on: said(*with_scale(e, "standard" if on else "raw")),
        key="standardise",
        help=SCALE_HELP,
    )


def _batches(e: Experiment, data: Data) -> None:
    """Show how many rows an update sees and how they are chosen."""
    widgets.show(
        st.select_slider,
        "Batch size",
        data.batch,
        lambda e, batch: with_rows(e, batch=batch),
        key="batch",
        options=sizes(data, data.batch),
        format_func=named,
        help=BATCH_HELP,
    )
    if any(e.batch(run) for run in e.runs):
        widgets.show(
            st.toggle,
            "Draw the rows with replacement",
            data.order == "drawn",
            lambda e, on: with_rows(e, order="drawn" if on else "shuffled"),
            key="order",
            help="\n".join(f"- {wording.capitalised(k)} {text}." for k, text in ORDERS.items()),
        )


def sizes(data: Data, *chosen: int) -> list[int]:
    """Return the batch sizes to choose from: powers of two, what is chosen, 0 for all rows."""
    powers = (2**power for power in range(10))
    some = {size for size in (*powers, *chosen) if 0 < size < data.count}
    return [*sorted(some), 0]


def named(batch: int) -> str:
    """Return a batch size with its name, by which Streamlit knows it: the same for any table."""
    if batch == 0:
        return "full batch"
    return "SGD (one row)" if batch == 1 else f"mini-batch of {batch}"
