"""What the inspector prints: the arrays of the run, and with all digits where it says so."""

import json

import numpy as np
import pytest

from experiment import (
    decode,
    explain,
    run,
)
from optimizers import RULES
from tests.visiting import checked, markdown, opened
from ui import wording
from ui.panels import inspector

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30&step=12"


def told(rule: str, step: int) -> tuple[dict[str, list[float]], dict[str, np.ndarray]]:
    """Return the exact values that the page offers, and the arrays they are of."""
    e, problems = decode(f"loss=rosenbrock&run={rule}&steps=40")
    assert not problems
    (path,) = run(e)
    row = min(step, len(path.points) - 1)
    (read,) = json.loads(inspector.exact_values([path], {0: explain(e, path, step)}))
    arrays = {"point": path.points[row], "gradient": path.gradients[row], "rate": path.rates[row]}
    if row + 1 < len(path.points):
        arrays["following"] = path.points[row + 1]
        arrays |= {name: part[row + 1] for name, part in path.internals.items()}
    return read, arrays


@pytest.mark.parametrize("step", [0, 7, 40])
@pytest.mark.parametrize("rule", RULES)
def test_exact_values_read_back_as_the_arrays_of_the_run(rule: str, step: int) -> None:
    read, arrays = told(rule, step)
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array, err_msg=name)


def test_runs_that_have_no_step_are_named_as_such() -> None:
    assert inspector._when([], 5) == "No step was taken: the loss is not finite at the start."


def test_a_run_says_which_update_is_shown_and_whether_it_was_taken() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1+at+1&steps=4")
    (path,) = run(e)
    assert inspector._when([explain(e, path, 2)], 2) == "**Update 3**, from step 2 to step 3"
    assert inspector._when([explain(e, path, 4)], 4) == (
        "Step 4 is the last of the run: this update **would come next**"
    )


def test_the_word_for_what_a_quantity_is_stands_one_hover_away() -> None:
    e, _ = decode("loss=x^2&run=adam+lr+0.1+at+1&steps=4")
    (path,) = run(e)
    shown = [inspector._row(quantity) for quantity in explain(e, path, 2).quantities]
    assert all('<abbr title="' in row for row in shown)
    assert shown[0].startswith('| <abbr title="the point before the update">point $x$</abbr> |')


def test_letters_that_mean_two_things_get_two_rows() -> None:
    e, _ = decode("loss=x^2&run=adam+at+1&run=momentum+at+1&steps=4")
    found = [explain(e, path, 2) for path in run(e)]
    terms = inspector._ordered(found)
    assert [term[0] for term in terms].count("v") == 2
    assert [term[0] for term in terms][-3:] == ["rate", "step", "following"]


def test_the_update_at_the_playhead_is_written_out() -> None:
    app = opened(LINK)
    e, _ = decode(LINK)
    found = explain(e, run(e)[0], 12)
    assert "**Update 13**, from step 12 to step 13" in markdown(app)
    for formula in (found.equation, *found.numbers):
        assert f"$$\n{formula}\n$$" in markdown(app)
    following = next(q for q in found.quantities if q.name == "following")
    for value in following.values:
        assert f'title="{float(value)!r}"' in markdown(app)


def test_another_run_or_all_of_them_can_be_chosen() -> None:
    app = opened(LINK)
    checked(app.selectbox(key="inspected").set_value(1).run())
    assert "m_hat" not in markdown(app)
    checked(app.selectbox(key="inspected").set_value(-1).run())
    assert "Adam 0.1" in markdown(app)
    assert "Gradient descent 0.001" in markdown(app)


def test_the_exact_values_open_on_demand() -> None:
    app = opened(LINK)
    app.session_state["exact"] = True
    checked(app.run())
    assert '"following"' in app.main.code[0].value


@pytest.mark.parametrize("loss", ["log(x)", "sqrt(x)"])
def test_a_run_that_never_started_has_no_step_to_explain(loss: str) -> None:
    app = opened(f"loss={loss}&run=gd+lr+0.1+at+-1&steps=5")
    assert "No step was taken: the loss is not finite at the start." in markdown(app)
    app.session_state["exact"] = True
    checked(app.run())
    assert json.loads(app.main.code[0].value) == []


@pytest.mark.parametrize("rule", ["gd", "momentum", "adagrad", "rmsprop", "adam", "nadam", "lion"])
def test_a_run_that_overflows_can_be_explained_to_its_last_row(rule: str) -> None:
    link = f"loss=x^4&run={rule}+lr+1000+at+100&steps=30"
    checked(opened(link))
    checked(opened(f"{link}&step=30"))


def test_the_points_that_an_update_tries_are_named() -> None:
    link = "loss=x^2%2By^2&run=gd+lr+0.1+sam_radius+1+at+3+4&run=armijo+lr+9+at+3+4&steps=4&step=0"
    app = opened(link)
    assert "The update tries the gradient at (3.6, 4.8)." in markdown(app)
    checked(app.selectbox(key="inspected").set_value(-1).run())
    searched = ", ".join(f"({wanted(3, k)}, {wanted(4, k)})" for k in range(4))
    text = f"Backtracking descent (Armijo) 9 tries the loss along a line at {searched} and 1 more."
    assert text in markdown(app)
    assert "Gradient descent 0.1 tries the gradient at (3.6, 4.8)." in markdown(app)
    e, _ = decode(link)
    searching = run(e)[1]
    (read,) = json.loads(inspector.exact_values([searching], {0: explain(e, searching, 0)}))
    assert read["tried"][0] == [3 - 54.0, 4 - 72.0]


def wanted(start: float, halvings: int) -> str:
    return wording.number(start * (1 - 18 / 2**halvings))
