"""What predicts a column, and how its errors are measured."""

from functools import partial

import streamlit as st

from experiment import Experiment, load
from experiment.data import Data
from experiment.edit_data import aimed, kind_of, measured, opened, with_model
from language.limits import CHARACTERS
from losses import LossError
from losses.models import MEASURES, MODELS, PENALTY, Model
from losses.tables import Table
from ui import widgets, wording
from ui.sidebar.loss import said, wrong
from ui.state import state

TYPED = "typed"


def draw(data: Data) -> None:
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
