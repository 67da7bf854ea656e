"""The scripts: each runs as it stands and leaves the very path that the page shows."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from experiment import Experiment, Run, decode, run
from experiment.export import LIBRARIES, code
from experiment.export.program_lines import WIDTH
from experiment.export.script import broken, exact_gradient, returned
from losses import CATALOGUE, parse_loss
from losses.printing.python import python_source
from tests.experiment.export import cases

BENIGN = json.loads((Path(__file__).parents[2] / "data" / "benign.json").read_text("utf-8"))
CASES = list(cases.cases())
STEADY = list(cases.steady_cases())
EVERY = pytest.mark.parametrize("library", LIBRARIES)
RUNNABLE = pytest.mark.parametrize("library", cases.RUNNABLE)


def named(pairs):
    return pytest.mark.parametrize("e", [e for _, e in pairs], ids=[name for name, _ in pairs])


@named(CASES)
def test_the_numpy_script_leaves_the_path_of_every_rule_dial_and_schedule(e):
    assert cases.gap(cases.left_by(code(e, 0, "numpy")), run(e)[0].points) <= 1e-12


def test_it_does_so_when_dials_are_moved_together():
    for e in cases.mixed_cases(200):
        gap = cases.gap(cases.left_by(code(e, 0, "numpy")), run(e)[0].points)
        # Where a path amplifies the last bit of its start, it amplifies that of an update too.
        assert gap <= 1e-12 or gap <= 10 * cases.amplified(e), e.runs[0]


@RUNNABLE
def test_a_rate_that_falls_on_a_plateau_begins_each_update_as_it_was_given(library):
    dials = "plateau_factor+0.5+plateau_patience+2"
    e, _ = decode(f"loss=(x^2%2B25y^2)/2&run=gd+lr+0.1+{dials}+at+8+1.5&steps=25")
    found = run(e)[0]
    assert set(found.rates[:, 0]) == {0.1, 0.05}
    np.testing.assert_allclose(cases.left_by(code(e, 0, library)), found.points, rtol=1e-12)


def test_a_script_runs_by_itself_and_prints_its_points():
    e, _ = decode("loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code(e, 0, "numpy")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    printed = [float(word) for word in re.findall(r"[-\d.e+]+", done.stdout)]
    np.testing.assert_allclose(printed, run(e)[0].points[:, 0], rtol=1e-7)
    assert done.stderr == ""


@EVERY
def test_every_script_is_python_and_ends_with_its_points(library):
    for _, e in CASES + STEADY:
        last = ast.parse(code(e, 0, library)).body[-2]
        assert ast.unparse(last) == "points = np.array(points)"


@RUNNABLE
@named(CASES)
def test_a_script_of_an_installed_library_leaves_the_path(e, library):
    assert cases.gap(cases.left_by(code(e, 0, library)), run(e)[0].points) <= 1e-12


@RUNNABLE
@named(STEADY)
def test_it_does_so_at_a_steady_rate_without_noise_too(e, library):
    assert cases.gap(cases.left_by(code(e, 0, library)), run(e)[0].points) <= 1e-12


@RUNNABLE
@pytest.mark.parametrize(
    "link",
    [
        "loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8",  # overflows at step 7
        "loss=log(x)&run=gd+lr+0.5+at+0.4&steps=20",  # leaves the domain
        "loss=x-sqrt(x)%2Bcbrt(x)&run=gd+lr+0.1+at+4&steps=10",
        "loss=ackley&run=adam+lr+0.1+at+1.5+-1&steps=30",
        "loss=beale&run=momentum+lr+0.001+at+1+1&steps=30&noise=0.1&seed=5",
        "loss=max(x,y)%2Bhypot(x,y)%2Bfloor(x)&run=adam+lr+0.01+at+1.5+-1&steps=30",
        "loss=logcosh(x)%2Bsoftplus(y)%2Berf(x)%2Berfc(y)%2Bsinc(x)&run=adam+lr+0.1+at+1+1&steps=9",
        "loss=huber(x,2)%2Belu(y)%2Bgelu(x)%2Bsilu(y)%2Brelu6(x)&run=adam+lr+0.1+at+1+-1&steps=9",
        "loss=lambda*k^2%2Batan2(k,2)%2Bmod(k,3)&where=lambda+3&run=gd+lr+0.01+at+1&steps=9",
    ],
)
def test_a_script_follows_any_loss_and_stops_where_the_run_stops(link, library):
    e, problems = decode(link)
    assert problems == ()
    assert cases.gap(cases.left_by(code(e, 0, library)), run(e)[0].points) <= 1e-12


@EVERY
def test_a_script_names_its_run_its_convention_and_its_link(library):
    e, _ = decode("loss=rosenbrock&run=gd+lr+0.001+at+0+0&run=adam+lr+0.1+at+-1.5+2&steps=20")
    assert ast.get_docstring(ast.parse(code(e, 1, library))) == (
        f"Adam on (1 - x)^2 + 100*(y - x^2)^2, 20 steps, in {LIBRARIES[library].title}.\n\n"
        "As in PyTorch, Optax and the paper.\n\n"
        "Switchback: ?loss=rosenbrock&run=adam+lr+0.1+at+-1.5+2&steps=20"
    )


@EVERY
def test_no_text_of_a_stranger_gets_into_a_script(library):
    usual = imports(code(decode("loss=quartic&run=gd+lr+0.1+at+1")[0], 0, library))
    for row in BENIGN:
        if row["must"] and row["checks"]:
            e = Experiment(row["text"], row.get("parameters", {}), runs=(Run("adam"),), seed=1)
            assert imports(code(e, 0, library)) == usual


def imports(text):
    """All imports of a script that begins with its docstring."""
    tree = ast.parse(text)
    assert ast.get_docstring(tree).startswith(("Adam on ", "Gradient descent on "))
    kinds = ast.Import | ast.ImportFrom
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, kinds)]


def test_a_short_expression_stays_in_its_line():
    assert returned("x + 1") == "    return x + 1"


def test_a_long_sum_breaks_before_its_signs():
    terms = [f"{k}.5 * x**{k}" for k in range(3, 20)]
    text = returned(" + ".join(terms))
    lines = text.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line.strip()[0] in "+(r)3" for line in lines)
    tree = ast.parse("def f(x):\n" + text)
    assert ast.dump(tree) == ast.dump(ast.parse("def f(x):\n    return " + " + ".join(terms)))


def test_a_product_is_never_torn_apart():
    text = returned(" * ".join(["part"] * 40))
    assert "part * part" in text
    assert len(text.splitlines()) == 3


def test_a_long_call_has_its_arguments_in_lines_of_their_own():
    short = "optimizer = f(1)"
    assert list(broken(short)) == [short]
    arguments = ", ".join(f"argument{k}={k}" for k in range(12))
    lines = list(broken(f"optimizer = f({arguments})"))
    assert (lines[0], lines[-1]) == ("optimizer = f(", ")")
    assert ast.dump(ast.parse("\n".join(lines))) == ast.dump(
        ast.parse(f"optimizer = f({arguments})")
    )


def test_a_gradient_is_a_function_whatever_its_length():
    for key in ("sphere", "beale", "himmelblau"):
        text = exact_gradient("x, y", python_source(parse_loss(CATALOGUE[key].text), "np"))
        (function,) = ast.parse(text).body
        assert function.name == "gradient"
        assert isinstance(function.body[-1], ast.Return)
