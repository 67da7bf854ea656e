"""Changes to the data under a loss; each returns a new experiment, most with a sentence on it."""

from dataclasses import replace

from experiment.data import ORDER, Data, opening_loss, opening_of
from experiment.edit import by_hand, moved, used_constants
from experiment.model import Experiment
from losses.models import MODELS, Measure, Model, opening_model
from losses.tables import OPENINGS, Table, is_shipped

Changed = tuple[Experiment, str]


def with_table(e: Experiment, table: Table) -> Changed:
    """Return the runs on a table, with the model and the scale that it opens with.

    How many rows an update sees is kept. Raises LossError where the table gives no loss.
    """
    batch, order = (e.data.batch, e.data.order) if e.data else (0, ORDER)
    model, scale = opening_of(table), "standard"
    if is_shipped(table):
        scale = OPENINGS[table.name].scale
    elif not model:  # the mean of a standardised column is 0: nothing to find
        scale = "raw"
    data = Data(table, model, batch, order, scale)
    return moved(e, Experiment(data.loss or opening_loss(data.table), data=data))


def without_data(e: Experiment, before: Experiment) -> Changed:
    """Return the runs on the loss of another experiment, as it was before data was chosen."""
    return moved(e, Experiment(before.loss, before.constants, data=before.data))


def with_model(e: Experiment, model: Model) -> Changed:
    """Return the experiment with another model; what was set by hand is kept. Raises LossError."""
    if not e.data:
        return e, ""
    return by_hand(e, *_over(e, replace(e.data, model=model)))


def with_scale(e: Experiment, scale: str) -> Changed:
    """Return the experiment over raw or standardised columns, with starts and rates that suit."""
    return _over(e, replace(e.data, scale=scale)) if e.data else (e, "")


def _over(e: Experiment, data: Data) -> Changed:
    text = data.loss or e.loss
    constants = used_constants(e, text, data)
    if constants is None:  # a typed loss that cannot be read yet
        return replace(e, data=data), ""
    return moved(e, Experiment(text, constants, data=data))


def with_rows(e: Experiment, **changed: object) -> Experiment:
    """Return the experiment with another `batch` or `order` of the rows that an update sees."""
    return replace(e, data=replace(e.data, **changed)) if e.data else e  # type: ignore[arg-type]


def kind_of(model: Model, table: Table) -> tuple[str, str]:
    """Return which of MODELS a model is, and its column; two empty texts for any other.

    Its parameters may have any names.
    """
    parameters, inputs = model.parameters(table), model.inputs(table)
    if len(inputs) != 1:
        return "", ""
    text, (column,) = model.plain(table).text, inputs
    first, last = parameters[0], parameters[-1]
    for kind, (_, formula) in MODELS.items():
        if ("{b}" in formula) != (len(parameters) > 1):
            continue
        for w, b in ((first, last), (last, first)):
            known = formula.format(u=column, w=w, b=b)
            if replace(model, text=known).plain(table).text == text:
                return kind, column
    return "", ""


def opened(kind: str, column: str, model: Model, table: Table) -> Model:
    """Return one of MODELS from a column, with the target and the measure of another model.

    A logistic curve of classes is measured as such.
    """
    target = model.target
    if target == column:
        target = next(name for name in reversed(table.columns) if name != column)
    measure = model.measure
    if kind == "logistic" and set(table.column(target)) <= {0.0, 1.0}:
        measure = replace(measure, name="logistic")
    return Model(opening_model(kind, column, table.columns), target, measure)


def aimed(target: str, model: Model, table: Table) -> Model:
    """Return the model with another target; one of MODELS lets target and column change places."""
    kind, column = kind_of(model, table)
    if target == column:
        return opened(kind, model.target, replace(model, target=target), table)
    return replace(model, target=target)


def measured(model: Model, **changed: object) -> Model:
    """Return the model with another `name` of its measure, `ridge` or `lasso`."""
    measure: Measure = replace(model.measure, **changed)  # type: ignore[arg-type]
    return replace(model, measure=measure)
