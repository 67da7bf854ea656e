"""The data of an experiment: a table, what is predicted from it, how many rows an update sees."""

from dataclasses import dataclass
from functools import cached_property

from experiment.limits import MAX_STEPS, ExperimentError, Limit, known
from losses import Loss
from losses.models import Measure, Model, opening_model, standardised
from losses.tables import LINK_ROWS, OPENINGS, Table, is_shipped, parse_rows, rows_text
from optimizers.engine.batches import ORDERS

SCALES = {"raw": "as in the table", "standard": "mean 0 and standard deviation 1"}
BATCH = Limit("The batch size", 0, 1000, "it is 0 for all rows, or {}", whole=True)
MAX_WORK = 400_000_000  # sums and products of all runs: some three seconds
SEARCH = 20  # times an update's work that a line search takes
ORDER = next(iter(ORDERS))  # where nobody says
LINK_TEXT = 1500  # characters of a table that travels in a link


@dataclass(frozen=True)
class Data:
    """A table under a loss.

    model   a prediction and its measure, from which the loss is written; None where the loss was
            typed outright
    batch   rows that an update sees, where its run does not say; 0 for all
    order   how the rows of batches are chosen, a key of ORDERS
    scale   a key of SCALES: `standard` for the columns that the model predicts from
    """

    table: Table
    model: Model | None = None
    batch: int = 0
    order: str = ORDER
    scale: str = "raw"

    def __post_init__(self) -> None:
        """Raise ExperimentError, or LossError for a model that does not fit the table."""
        object.__setattr__(self, "table", as_in_link(self.table))
        object.__setattr__(self, "batch", self.fitting(self.batch))
        known(self.order, ORDERS, "order of rows")
        known(self.scale, SCALES, "scale")
        if self.model:
            object.__setattr__(self, "model", self.model.plain(self.table))
        _ = self.loss  # refused here where the model does not fit

    @cached_property
    def scaled(self) -> Table:
        """The table as the loss sees it. A typed loss keeps columns of two values as they are."""
        if self.scale == "raw":
            return self.table
        if self.model:
            return standardised(self.table, keep=(self.model.target,))
        few = [name for name in self.table.columns if len(set(self.table.column(name))) <= 2]
        return standardised(self.table, keep=few)

    @cached_property
    def loss(self) -> str:
        """The text of the loss that the model gives; empty without one. Raises LossError."""
        return self.model.loss(self.scaled) if self.model else ""

    @property
    def count(self) -> int:
        return len(self.table.values)

    def fitting(self, batch: int) -> int:
        """Return a batch size, 0 where it means all rows. Raises ExperimentError."""
        BATCH.check(batch)
        return 0 if batch >= self.count and self.order == "shuffled" else min(batch, self.count)


def most_steps(loss: Loss, runs: float) -> int:
    """Return how many steps so many runs may take on a loss over the rows of a table.

    runs   one that searches lines counts as SEARCH
    """
    return max(1, int(MAX_WORK / (loss.work * max(1.0, runs)))) if loss.rows else MAX_STEPS


def check_steps(steps: int, loss: Loss, runs: float) -> None:
    """Raise ExperimentError where so many steps over the rows of a loss take too long."""
    if steps > (most := most_steps(loss, runs)):
        raise ExperimentError(
            f"{steps:,} steps over {loss.rows:,} rows are too many; "
            f"with this loss and these runs at most {most:,} are possible."
        )


def travels(table: Table) -> bool:
    """Say whether a link carries the whole table: one of ours by its name, or a short one."""
    return is_shipped(table) or (
        len(table.values) <= LINK_ROWS and len(rows_text(table)) <= LINK_TEXT
    )


def as_in_link(table: Table) -> Table:
    """Return the table as its link gives it: a short one with four significant digits."""
    if is_shipped(table) or not travels(table):
        return table
    return parse_rows(rows_text(table))


def opening_of(table: Table) -> Model | None:
    """Return what is shown first of a table: its own, else a line from its first column.

    A column alone has nothing to be predicted from; see `opening_loss`.
    """
    if is_shipped(table):
        own = OPENINGS[table.name]
        return Model(own.model, own.target, Measure(own.measure))
    first, last = table.columns[0], table.columns[-1]
    if first == last:
        return None
    return Model(opening_model("line", first, table.columns), last)


def opening_loss(table: Table) -> str:
    """Return the loss that is shown first of a table of one column: the nearest number."""
    (column,) = table.columns
    return f"mean(({'c' if column == 'm' else 'm'} - {column})^2)"
