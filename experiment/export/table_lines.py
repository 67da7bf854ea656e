"""Lines of a script for the table that a loss goes over, and for the batches that its updates see.

The loss reads its columns from `data`: `table` with all rows, or those of the update's batch.
"""

import textwrap
from collections.abc import Iterator

from experiment.export.libraries import Library
from experiment.export.program_lines import WIDTH
from experiment.model import Experiment, Run
from losses import Loss
from optimizers.engine.batches import epoch_of, rows_seen

_LOADER = "torch.utils.data.DataLoader"


def table_lines(loss: Loss, library: Library) -> Iterator[str]:
    """Yield the lines that define `table` and `data`."""
    yield "table = {  # the columns, row after row"
    for name, column in loss.columns.items():
        yield f'    "{name}": {library.array}(['
        numbers = ", ".join(map(repr, column.tolist()))
        inside = textwrap.wrap(numbers, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
        yield from (f"        {line}" for line in inside)
        yield "    ]),"
    yield from ("}", "data = table")


def order_lines(e: Experiment, run: Run, library: Library) -> Iterator[str]:
    """Yield the lines that define `order`, the rows of each update; none where it sees all."""
    size = e.batch(run)
    if not size or not e.data:
        return
    rows, updates = e.data.count, e.steps + 1
    generator = f"np.random.default_rng({e.seed})"
    if e.data.order == "drawn":
        yield f"order = {generator}.integers({rows}, size=({updates}, {size}))"
    else:
        epochs = -(-rows_seen(rows, size, updates, e.data.order) // rows)
        yield f"generator = {generator}"
        yield f"epochs = [generator.permutation({rows}) for _ in range({epochs})]"
        yield f"# {epoch_of(rows, size)} batches an epoch"
        yield f"firsts = range(0, {rows}, {size})"
        yield f"order = [epoch[first : first + {size}] for epoch in epochs for first in firsts]"
    if library.name == "pytorch":
        yield "columns = torch.utils.data.TensorDataset(*table.values())"
        yield f"loader = iter({_LOADER}(columns, batch_sampler=[list(rows) for rows in order]))"


def batch_line(library: Library) -> str:
    """Return the line that puts the rows of the next batch into `data`."""
    if library.name == "pytorch":
        return "data = dict(zip(table, next(loader)))"
    return "data = {name: column[order[k]] for name, column in table.items()}"
