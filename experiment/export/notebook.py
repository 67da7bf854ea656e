"""A notebook that computes an experiment again: its link, NumPy code for each run, and a plot.

One cell for each run, whose code is that of `script.code`; the last one draws with Matplotlib.
"""

import json
from collections.abc import Iterator
from typing import Any

from experiment.export.in_words import in_words
from experiment.export.script import code
from experiment.link import portable
from experiment.model import Experiment
from experiment.naming import run_names
from landscape import load

GRID = 121  # points of the drawn landscape, each way
_LAST = "print(points)\n"  # of a script: a notebook draws them instead


def notebook(e: Experiment, address: str = "") -> str:
    """Return the notebook as JSON (nbformat 4.5).

    address   of the experiment on a server, shown as it is
    Raises LossError where the loss cannot be read.
    """
    cells = [_markdown(_heading(e, address)), _code("paths, losses = {}, {}  # by the runs' names")]
    cells += [_code(text) for text in _runs(e)]
    cells.append(_code(_plot(e)))
    document = {
        "cells": [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells, start=1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _heading(e: Experiment, address: str) -> str:
    """Return what the notebook is about. Words of a link are a stranger's: code, not Markdown."""
    words = "\n".join(in_words(e))
    link = address or f"?{portable(e)}"
    return f"# Switchback\n\n{_verbatim(words)}\n\nThe link that shows it:\n\n{_verbatim(link)}"


def _verbatim(text: str) -> str:
    """Return a text as a block that is indented: nothing in it ends the block."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _runs(e: Experiment) -> Iterator[str]:
    """Yield the code of each run, which then keeps its path and its losses under its name."""
    rows = load(e).rows
    for number, name in enumerate(run_names(e.runs)):
        key, batched = repr(f"{number + 1}. {name}"), rows and e.batch(e.runs[number])
        kept = [
            *(["data = table  # all of it, not the last batch"] if batched else []),
            f"paths[{key}] = points",
            f"losses[{key}] = [float(loss(*point)) for point in points]",
        ]
        yield code(e, number, "numpy").removesuffix(_LAST) + "\n".join(kept)


def _plot(e: Experiment) -> str:
    """Return code that draws the landscape with the paths, and the losses over the steps."""
    ends, names = [[float(low), float(high)] for low, high in e.window], load(e).variables
    flat = len(ends) == 2
    return _PLOT.format(
        ends=ends,
        ground=(_FLAT if flat else _CURVE).format(grid=GRID).strip(),
        path="points[:, 0], points[:, 1]" if flat else "points[:, 0], losses[name]",
        across=repr(names[0]),
        up=repr(names[1] if flat else "loss"),
        limits=", ylim=ends[1]" if flat else "",
    )


def _markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _code(text: str) -> dict[str, Any]:
    head: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    return {**head, "source": _lines(text)}


def _lines(text: str) -> list[str]:
    return text.strip("\n").splitlines(keepends=True)


_FLAT = """
x, y = (np.linspace(*pair, {grid}) for pair in ends)
z = np.ma.masked_invalid([[float(loss(a, b)) for a in x] for b in y])
levels = np.unique(np.quantile(z.compressed(), np.linspace(0, 1, 20))) if z.count() else []
if len(levels) > 1:
    left.contourf(x, y, z, levels, cmap="Blues", alpha=0.6)
"""
_CURVE = """
x = np.linspace(*ends[0], {grid})
left.plot(x, [float(loss(a)) for a in x], color="slategrey")
"""
_PLOT = """import matplotlib.pyplot as plt

plt.rcParams["text.parse_math"] = False  # names are shown to the letter
ends = {ends}  # of each axis
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5), width_ratios=(3, 2))
{ground}
for name, points in paths.items():
    points = np.reshape(points, (-1, len(ends)))
    left.plot({path}, ".-", label=name)
    right.plot(losses[name], label=name)
left.set(xlabel={across}, ylabel={up}, xlim=ends[0]{limits})
right.set(xlabel="step", ylabel="loss")
if min((value for column in losses.values() for value in column), default=0) > 0:
    right.set_yscale("log")
right.legend()
plt.show()
"""
