"""The notebook: valid, harmless whatever is in the link, and its cells compute the very paths."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from experiment import Experiment, decode, run
from experiment.export import code, notebook

HOSTILE = "loss=x^2%2By^2&run=gd+lr+0.1+at+1+1+name+%60%60%60%22%27%24%0A%3Cscript%3E&steps=2"
LINKS = {
    "two variables": "loss=rosenbrock&run=gd+lr+0.001+at+-1.5+2&run=adam+lr+0.1+at+-1.5+2&steps=9",
    "one variable": "loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8",  # overflows at step 7
    "batches": "data=cars&scale=standard&batch=8&run=gd+lr+0.1+at+0+0&run=adam+lr+1+batch+all"
    "+at+0+0&steps=12&noise=0.1",
    "flat": "loss=floor(x)%2Bfloor(y)&window=0.1+0.4+0.1+0.4&run=gd+lr+0.1+at+0.2+0.3&steps=2",
    "no start": "loss=ln(x)%2By^2&window=-1+1+-1+1&run=gd+lr+0.1+at+-0.5+0.5&steps=2",
    "hostile": HOSTILE,
}


EXECUTE = """
import sys, nbformat, nbclient
document = nbformat.read(sys.argv[1], 4)
nbclient.NotebookClient(document, timeout=120, kernel_name="python3").execute()
nbformat.write(document, sys.argv[1])
"""


def cells(e: Experiment, kind: str, address: str = "") -> list[str]:
    """Return the texts of all cells of a kind."""
    document = nbformat.reads(notebook(e, address), as_version=4)
    nbformat.validate(document)
    return [cell.source for cell in document.cells if cell.cell_type == kind]


def left_by(e: Experiment) -> dict[str, Any]:
    """Run the cells in this process, but for the last, which draws."""
    names: dict[str, Any] = {}
    with np.errstate(all="ignore"):
        for text in cells(e, "code")[:-1]:
            exec(compile(text, "cell", "exec"), names)
    return names


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_the_cells_leave_the_paths_and_losses_of_every_run(link: str) -> None:
    e, _ = decode(link)
    found = left_by(e)
    assert len(found["paths"]) == len(e.runs)
    for path, points, losses in zip(
        run(e), found["paths"].values(), found["losses"].values(), strict=True
    ):
        assert len(points) == len(path.points)
        if len(points):
            np.testing.assert_allclose(points, path.points, rtol=1e-12, atol=1e-12)
            np.testing.assert_allclose(losses, path.losses, rtol=1e-12, atol=1e-12)


def test_a_cell_of_code_is_the_script_of_its_run() -> None:
    e, _ = decode(LINKS["two variables"])
    _, first, second, _ = cells(e, "code")
    for number, cell in enumerate((first, second)):
        script = code(e, number, "numpy").removesuffix("print(points)\n")
        assert cell.startswith(script.rstrip())


def test_it_says_what_it_is_and_where_it_comes_from_without_markup() -> None:
    e, _ = decode(LINKS["two variables"])
    (words,) = cells(e, "markdown", "https://a.example/?loss=rosenbrock")
    assert words.endswith("    https://a.example/?loss=rosenbrock")
    assert "    Run 2: Adam with learning rate 0.1, from (-1.5, 2)." in words.replace("−", "-")
    (plain,) = cells(e, "markdown")
    assert "    ?loss=rosenbrock&run=gd+lr+0.001+at+-1.5+2" in plain


def test_no_word_of_a_link_becomes_code_or_markup() -> None:
    e, _ = decode(HOSTILE)
    (words,) = cells(e, "markdown")
    text = words.replace("# Switchback", "").replace("The link that shows it:", "")
    assert all(line.startswith("    ") for line in text.splitlines() if line)
    for cell in cells(e, "code"):
        tree = ast.parse(cell)
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call)
                  and isinstance(node.func, ast.Name)}  # fmt: skip
        assert not called & {"exec", "eval", "open", "__import__"}


def test_a_kernel_runs_them_to_their_plots(tmp_path: Path) -> None:
    whole = nbformat.v4.new_notebook()
    for link in LINKS.values():  # one kernel for all: it takes seconds to start
        whole.cells += nbformat.reads(notebook(decode(link)[0]), as_version=4).cells
    for number, cell in enumerate(whole.cells):
        cell["id"] = f"cell-{number}"
    file = tmp_path / "all.ipynb"
    nbformat.write(whole, file)
    # Streamlit, which other tests import, tells Matplotlib to draw nowhere.
    own = {name: text for name, text in os.environ.items() if name != "MPLBACKEND"}
    command = [sys.executable, "-c", EXECUTE, str(file)]
    subprocess.run(command, env=own, check=True, capture_output=True)
    outputs = [out for cell in nbformat.read(file, 4).cells for out in cell.get("outputs", [])]
    assert [out["output_type"] for out in outputs] == ["display_data"] * len(LINKS)
    assert min(len(out["data"]["image/png"]) for out in outputs) > 10_000


def test_it_is_json_that_a_person_can_compare() -> None:
    text = notebook(decode(LINKS["one variable"])[0])
    assert json.loads(text)["nbformat_minor"] == 5
    assert text == notebook(decode(LINKS["one variable"])[0])
    assert max(map(len, text.splitlines())) < 200
