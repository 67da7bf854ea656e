"""Losses of data as one writes them in statistics: a prediction, what it predicts, a measure.

prediction  w*u + b, from columns and one or two parameters
target      the column that it predicts
measure     the loss of a row, and what is added for large parameters
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from language.errors import LanguageError, LossError
from language.printers.text import to_text
from language.tree import Binary, Call, Name, Node, names_in
from language.wording import exact, listed, shown
from losses.parse_loss import read
from losses.symbolic.derivatives import Derived, derive
from losses.tables.table import Table

PENALTY = 1e6  # the largest factor of a ridge or lasso term


class Form(NamedTuple):
    """The loss of a row: its formula with {p} for the prediction, {t} for the target.

    shown    the function of the prediction that can be drawn beside the target, none for itself
    naming   what that is, {t} for the target
    """

    title: str
    formula: str
    meaning: str
    shown: str = ""
    naming: str = "predicted {t}"


MEASURES: Mapping[str, Form] = {
    "squared": Form("squared error", "({p} - {t})^2", "the square of what is missed"),
    "absolute": Form("absolute error", "abs({p} - {t})", "what is missed, without its sign"),
    "huber": Form("Huber", "huber({p} - {t})", "squared up to 1, straight beyond"),
    "logcosh": Form("log-cosh", "logcosh({p} - {t})", "as Huber, without a corner anywhere"),
    "logistic": Form(
        "logistic", "softplus({p}) - {t}*{p}",
        "minus the logarithm of the probability of what was seen; the prediction is the log-odds",
        "sigmoid", "probability that {t} is 1",
    ),
    "hinge": Form(
        "hinge", "relu(1 - (2*{t} - 1)*{p})",
        "how far a row lies on the wrong side of its margin; the prediction's sign is the class",
        "heaviside", "predicted class, {t}",
    ),
    "poisson": Form(
        "Poisson", "exp({p}) - {t}*{p}",
        "for counts; the prediction is the logarithm of their mean",
        "exp", "predicted mean of {t}",
    ),
}  # fmt: skip
CLASSES = ("logistic", "hinge")  # whose target is 0 or 1


@dataclass(frozen=True)
class Measure:
    """The loss of a row, and factors of the squares (ridge) and sizes (lasso) of parameters.

    An intercept, a parameter that the prediction adds as it is, is not held small.
    """

    name: str = "squared"
    ridge: float = 0.0
    lasso: float = 0.0

    def __post_init__(self) -> None:
        if self.name not in MEASURES:
            names = listed(MEASURES)
            raise LossError(f"There is no measure {shown(self.name)}; there are {names}.")
        for name, factor in (("ridge", self.ridge), ("lasso", self.lasso)):
            if not 0 <= factor <= PENALTY:
                raise LossError(
                    f"The factor of {name} is {exact(factor)}; between 0 and 1e6 is allowed."
                )


@dataclass(frozen=True)
class Model:
    """A prediction of a table's column, and how its errors are measured. Raises LossError."""

    text: str
    target: str
    measure: Measure = Measure()

    def loss(self, table: Table) -> str:
        """Return the text of the loss over the rows of a table. Raises LossError."""
        prediction = self.prediction(table)
        self._check_target(table)
        form = MEASURES[self.measure.name].formula
        row = form.format(p=f"({to_text(prediction)})", t=self.target)
        text = f"mean({row})"
        weights = [name for name in self.parameters(table) if not _is_intercept(prediction, name)]
        for factor, term in ((self.measure.ridge, "{}^2"), (self.measure.lasso, "abs({})")):
            text += "".join(f" + {exact(factor)}*{term.format(name)}" for name in weights if factor)
        tree, _ = read(text, (), table.columns)
        return f"f({', '.join(self.parameters(table))}) = {to_text(tree)}"

    def plain(self, table: Table) -> "Model":
        """Return the model in plain signs without spaces, as a link writes it. Raises LossError."""
        return replace(self, text=to_text(self._tree(table)).replace(" ", ""))

    def _tree(self, table: Table) -> Node:
        try:
            return read(self.text, (), table.columns)[0]
        except LanguageError as error:
            raise LossError(f"The model cannot be read: {error.message}", error.position) from None

    def prediction(self, table: Table) -> Node:
        """Return the tree of the prediction; the measure of classes takes log-odds."""
        tree = self._tree(table)
        if isinstance(tree, Call) and tree.function == "sigmoid" and self.of_classes:
            return tree.arguments[0]
        return tree

    @property
    def of_classes(self) -> bool:
        return self.measure.name in CLASSES

    def fit(self, table: Table) -> Derived:
        """Return what can be drawn beside the target, compiled: its inputs are constants."""
        tree, shown = self.prediction(table), MEASURES[self.measure.name].shown
        whole = Call(shown, (tree,)) if shown else tree
        return derive(whole, self.parameters(table), self.inputs(table))

    def parameters(self, table: Table) -> tuple[str, ...]:
        """Return the one or two parameters, in the order in which the model names them."""
        named = names_in(self.prediction(table))
        found = tuple(name for name in named if name not in table.columns)
        if not 1 <= len(found) <= 2:
            names = f", {listed(found, 'and')}" if found else ""
            raise LossError(
                f"The model has {len(found)} parameters{names}; it needs one or two "
                "besides columns of the table."
            )
        return found

    def inputs(self, table: Table) -> tuple[str, ...]:
        """Return the columns from which it predicts. Raises LossError where it has none."""
        named = names_in(self.prediction(table))
        found = tuple(name for name in named if name in table.columns)
        if not found:
            columns = listed(table.columns, "and")
            raise LossError(f"The model names no column of the table; there are {columns}.")
        if self.target in found:
            raise LossError(f"The model predicts {self.target} from itself; choose another column.")
        return found

    def _check_target(self, table: Table) -> None:
        self.inputs(table)
        if self.target not in table.columns:
            columns = listed(table.columns, "and")
            raise LossError(
                f"There is no column {shown(self.target)} to predict; there are {columns}."
            )
        values = table.column(self.target)
        if self.of_classes and not np.isin(values, (0.0, 1.0)).all():
            raise LossError(
                f"The {MEASURES[self.measure.name].title} loss needs a target of 0 and 1; "
                f"{self.target} has values from {exact(values.min())} to {exact(values.max())}."
            )
        if self.measure.name == "poisson" and values.min() < 0:
            raise LossError(
                f"The Poisson loss needs a target from 0; {self.target} goes down to "
                f"{exact(values.min())}."
            )


def standardised(table: Table, keep: Iterable[str]) -> Table:
    """Return the table with mean 0 and standard deviation 1 in its columns.

    keep    columns that stay as they are; so does a column that is the same in all rows
    """
    values = table.values.copy()
    for place, name in enumerate(table.columns):
        spread = values[:, place].std()
        if name not in keep and spread > 0:
            values[:, place] = (values[:, place] - values[:, place].mean()) / spread
    return Table(table.name, table.columns, table.titles, values, table.source, table.made)


# What a model may begin with: a title, its formula with {u} for a column, w and b parameters.
MODELS: Mapping[str, tuple[str, str]] = {
    "line": ("line", "{w}*{u} + {b}"),
    "origin": ("line through 0", "{w}*{u}"),
    "logistic": ("logistic curve", "sigmoid({w}*{u} + {b})"),
    "decay": ("exponential decay", "{b}*exp(-{w}*{u})"),
    "power": ("power law", "{b}*{u}^{w}"),
    "sine": ("sine", "{b}*sin({w}*{u})"),
}


def opening_model(kind: str, column: str, columns: Iterable[str]) -> str:
    """Return the formula of one of MODELS, with letters that are no columns."""
    taken = set(columns)
    w = next(letter for letter in "wmpqrsk" if letter not in taken)
    b = next(letter for letter in "bcahdyz" if letter not in taken)
    return MODELS[kind][1].format(u=column, w=w, b=b)


def _is_intercept(prediction: Node, name: str) -> bool:
    """Say whether a parameter is a term of its own: b in w*u + b."""
    while isinstance(prediction, Binary) and prediction.sign in "+-":
        if prediction.right == Name(name):
            return True
        prediction = prediction.left
    return prediction == Name(name)
