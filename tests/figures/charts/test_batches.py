"""What charts show of batches, against the loss of a few rows and epochs counted by hand."""

from typing import Any

import numpy as np
import pytest

from experiment import decode, load
from optimizers.engine.batches import batches
from tests.figures.pictures import drawn, traces
from tests.player.node import evaluate

CARS = "data=cars&run=gd+lr+0.001+at+0+0&run=adam+lr+0.5+batch+all+at+0+0&steps=30"


def shapes(link: str) -> list[Any]:
    """Return the lines that mark epochs."""
    return [shape for shape in drawn(link).layout.shapes if shape.line.dash == "1px,4px"]


def test_the_faint_line_is_the_loss_of_the_batch_that_each_update_sees() -> None:
    link = f"{CARS}&batch=8&seed=3&view=overlay+curve+linear"
    figure = drawn(link)
    (faint,) = traces(figure, "batch", "loss")
    curve = traces(figure, "curve", "loss")[0]
    loss, points = load(decode(link)[0]), np.array(curve.customdata)[:, 2:]
    order = batches(50, 8, updates=31, seed=3, order="shuffled")
    seen = [loss.of_rows(rows).value(at) for rows, at in zip(order, points, strict=True)]
    inside = np.isfinite(faint.y) & np.isin(faint.x, np.arange(31))
    np.testing.assert_allclose(
        np.array(faint.y)[inside], np.array(seen)[np.array(faint.x)[inside].astype(int)], rtol=1e-4
    )
    assert inside.sum() > 10
    assert (faint.meta["run"], faint.line.color) == (0, curve.line.color)
    assert faint.opacity < curve.opacity


def test_only_a_chart_of_the_loss_shows_batches_and_only_of_runs_that_have_them() -> None:
    assert traces(drawn(f"{CARS}&batch=8&view=overlay+curve+gradient"), "batch", "loss") == []
    assert traces(drawn(CARS), "batch", "loss") == []


def test_on_a_logarithmic_axis_a_batch_below_its_floor_leaves_a_gap() -> None:
    link = "data=cars&scale=standard&batch=1&run=gd+lr+0.05+at+0+0&steps=200"
    figure = drawn(f"{link}&view=overlay+curve+best")
    (faint,) = traces(figure, "batch", "loss")
    low, high = figure.layout.yaxis2.range
    heights = np.log10(np.array(faint.y)[np.isfinite(faint.y)])
    assert len(heights) > 20
    assert low - 1e-6 < heights.min() < heights.max() < high + 1e-6


def test_epochs_are_marked_where_they_begin_the_word_is_written_once() -> None:
    lines = shapes(f"{CARS}&batch=8")  # seven updates see 50 rows
    assert [line.x0 for line in lines] == [7, 14, 21, 28]
    assert [line.label.text for line in lines] == ["epoch", None, None, None]
    assert {(line.xref, line.yref) for line in lines} == {("x2", "y2 domain")}
    both = shapes(f"{CARS}&batch=8&view=overlay+second+gradient")
    assert [line.xref for line in both] == ["x2"] * 4 + ["x14"] * 4


def test_of_many_epochs_only_some_are_marked_and_the_word_says_so() -> None:
    lines = shapes(f"{CARS.replace('steps=30', 'steps=1000')}&batch=25")
    assert [line.x0 for line in lines] == list(range(100, 1001, 100))
    assert lines[0].label.text == "every 50 epochs"


@pytest.mark.parametrize(
    "more",
    [
        "",
        "&batch=8&order=drawn",
        "&batch=8&run=gd+lr+0.01+batch+4+at+0+0",
        "&batch=8&view=overlay+evaluations",
    ],
)
def test_without_epochs_that_all_share_none_is_marked(more: str) -> None:
    assert shapes(f"{CARS}{more}") == []


@pytest.mark.parametrize(("order", "size"), [("shuffled", 8), ("shuffled", 50), ("drawn", 7)])
def test_the_browser_takes_the_same_rows_from_the_order(order: str, size: int) -> None:
    wanted = batches(50, size, updates=20, seed=0, order=order)
    table = {"count": 50, "shuffled": order == "shuffled"}
    found = evaluate(
        "Array.from({ length: 20 }, (_, k) => row_loop.batchAt(table, size, k))",
        "engine/row_loop",
        table=table,
        size=size,
    )
    whole = np.concatenate(wanted)
    for rows, (first, end) in zip(wanted, found, strict=True):
        np.testing.assert_array_equal(rows, whole[first:end])
