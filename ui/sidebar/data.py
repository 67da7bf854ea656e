"""Data under the loss: the table, the model and its measure, the scale, the rows an update sees."""

from collections.abc import Iterator, Mapping
from functools import partial

import streamlit as st

from experiment import DEFAULT, Experiment, load
from experiment.answers import Answers, answers, parted, standardised_columns
from experiment.data import Data
from experiment.edit_data import (
    aimed,
    kind_of,
    measured,
    opened,
    with_model,
    with_rows,
    with_scale,
    with_table,
    without_data,
)
from language.limits import CHARACTERS
from losses import LossError
from losses.models import MEASURES, MODELS, PENALTY, Model
from losses.tables import TABLES, Table
from optimizers.engine.batches import ORDERS
from ui import session, widgets, wording
from ui.dialogs import data as dialog
from ui.sidebar.loss import said, wrong
from ui.state import state

KINDS = {"formula": "Formula", "data": "Data"}
FIRST = "cars"  # of the tables: the one that is shown where none was chosen
TYPED = "typed"
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
    _model(e.data)
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


def _model(data: Data) -> None:
    """Show the prediction, what it predicts and how its errors are measured."""
    table, model = data.table, data.model
    if len(table.columns) < 2:
        return
    kind, column = kind_of(model, table) if model else ("", "")
    typing = bool(model) and (not kind or state().model_draft is not None)
    base = model or Model("", table.columns[-1])
    left, right = st.columns(2, wrap=False)
    with left:
        _kind(TYPED if typing else kind, column, base, table)
    with right:
        _target(base, table)
    if not model:
        return
    left, right = st.columns(2, wrap=False)
    if not typing:
        with left:
            _column(kind, column, model, table)
    with right if not typing else left:
        _measure(model)
    if typing:
        _typed(model, table)
    _penalties(model)


def _changed(change: partial[Model], e: Experiment) -> Experiment:
    state().model_draft = None
    return said(*with_model(e, change()))


def _kind(kind: str, column: str, model: Model, table: Table) -> None:
    def choose(e: Experiment, chosen: str) -> Experiment:
        if chosen == TYPED:
            state().model_draft = model.text
            return e
        first = next(name for name in table.columns if name != model.target)
        return _changed(partial(opened, chosen, column or first, model, table), e)

    names = {name: title for name, (title, _) in MODELS.items()} | {TYPED: "typed by you"}
    options = list(names) if model.text else list(MODELS)
    widgets.show(
        st.selectbox,
        "Model",
        kind or None,
        choose,
        key="model-kind",
        options=options,
        index=0 if kind else None,
        format_func=lambda name: wording.capitalised(names[name]),
        placeholder="Typed loss",
    )


def _column(kind: str, column: str, model: Model, table: Table) -> None:
    widgets.show(
        st.selectbox,
        "Predict from",
        column,
        lambda e, name: _changed(partial(opened, kind, name, model, table), e),
        key="model-column",
        options=list(table.columns),
    )


def _target(model: Model, table: Table) -> None:
    widgets.show(
        st.selectbox,
        "Predict",
        model.target,
        lambda e, name: _changed(partial(aimed, name, model, table), e) if model.text else e,
        key="model-target",
        options=list(table.columns),
        disabled=not model.text,
    )


def _measure(model: Model) -> None:
    meanings = "\n".join(
        f"- **{wording.capitalised(form.title)}:** {form.meaning}." for form in MEASURES.values()
    )
    widgets.show(
        st.selectbox,
        "Measure",
        model.measure.name,
        lambda e, name: said(*with_model(e, measured(model, name=name))),
        key="measure",
        options=list(MEASURES),
        format_func=lambda name: wording.capitalised(MEASURES[name].title),
        help=meanings,
    )


def _typed(model: Model, table: Table) -> None:
    """Show the field of a typed prediction, and what is wrong with what stands there."""
    draft = state().model_draft
    names = wording.listed((f"`{name}`" for name in table.columns), "and")
    widgets.show(
        st.text_input,
        "Prediction",
        model.text if draft is None else draft,
        partial(_take, model),
        key="model-text",
        max_chars=CHARACTERS + 1,
        help=f"A formula of columns and one or two parameters. The columns are {names}.",
    )
    if draft is not None and (error := _error(replace_text(model, draft), table)):
        with st.container(key="model-fault"):
            wrong(error, draft)


def replace_text(model: Model, text: str) -> Model:
    """Return the model with another prediction."""
    return Model(text, model.target, model.measure)


def _take(model: Model, e: Experiment, text: str) -> Experiment:
    """Return the runs with a typed prediction; one that cannot be read stays in its field."""
    state().model_draft = text
    new = replace_text(model, text)
    if not e.data or _error(new, e.data.table):
        return e
    return said(*with_model(e, new))


def _error(model: Model, table: Table) -> LossError | None:
    try:
        load((model.loss(table), {}, table))
    except LossError as error:
        return error
    return None


def _penalties(model: Model) -> None:
    with st.expander("Ridge and lasso", key="penalties", on_change="rerun", type="compact") as more:
        if not more.open:
            return
        for column, name, what in zip(
            st.columns(2, wrap=False), ("ridge", "lasso"), ("squares", "sizes"), strict=True
        ):
            with column:
                widgets.number(
                    name.capitalize(),
                    getattr(model.measure, name),
                    partial(_penalty, model, name),
                    key=name,
                    min_value=0.0,
                    max_value=PENALTY,
                    help=f"Factor of the {what} of all parameters but an intercept.",
                )


def _penalty(model: Model, name: str, e: Experiment, value: float) -> Experiment:
    return said(*with_model(e, measured(model, **{name: value})))


def facts() -> None:
    """Show what is known of the loss without a run, below its formulas."""
    e = session.current()
    if e.data and session.loss():
        with st.container(key="facts", gap="xsmall"):
            for sentence in sentences(e):
                st.text(sentence)  # names of columns and parameters are somebody's: never Markdown


def sentences(e: Experiment) -> Iterator[str]:
    """Yield what can be said of the loss of data: its scale, its condition, its answer."""
    assert e.data
    known = answers(e)
    if names := standardised_columns(e):
        yield f"Standardised: {wording.listed(names, 'and')}."
    if found := ", ".join(_conditions(known)):
        yield f"Condition number {found}."
    if parted(e):
        yield "No minimum: the classes can be parted by a line, so the loss falls for ever."
    elif (own := known[e.data.scale]) and own.closed:
        yield f"{_answered(e.data)}: {_point(own.closed)}{_in_raw(e.data, known['raw'])}."


def _conditions(known: Mapping[str, Answers | None]) -> Iterator[str]:
    for scale, name in (("raw", "raw"), ("standard", "standardised")):
        found = known[scale]
        if found and found.condition:
            rounded = float(f"{found.condition:.2g}")
            yield f"{wording.number(rounded, 6)} {name}"


def _answered(data: Data) -> str:
    plain = data.model and not data.model.measure.ridge
    return "Least squares" if plain else "Minimum by a linear system"


def _point(closed: dict[str, float]) -> str:
    return ", ".join(f"{name} = {wording.number(value)}" for name, value in closed.items())


def _in_raw(data: Data, raw: Answers | None) -> str:
    """Return the same line in the columns' own units; with a penalty it is another line."""
    if data.scale == "raw" or not raw or not raw.closed or _answered(data) != "Least squares":
        return ""
    return f"; over the raw columns {_point(raw.closed)}"


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
