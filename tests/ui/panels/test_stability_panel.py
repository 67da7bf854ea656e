"""Table and marks of the stability limit: where the closed form says that a bowl is stable."""

import re

from experiment import decode, run
from tests.visiting import opened
from ui.panels import stability

BOWL = "loss=x^2%2B10y^2&steps=60"  # curvatures 2 and 20


def first(runs: str, step: int = 0) -> dict[str, list[object]]:
    e, problems = decode(f"{BOWL}&{runs}")
    assert not problems
    return stability.table(e, run(e), step)


def test_a_bowl_allows_gradient_descent_two_over_its_steepest_curvature() -> None:
    found = first("run=gd+lr+0.09+at+3+1")
    assert found["Where"] == ["at the start", "at the playhead, step 0", "at the minimum"]
    assert set(found["Stable below"]) == {"0.1"}
    assert set(found["Condition number"]) == {"10"}
    assert set(found["Curvatures"]) == {"2, 20"}
    assert set(found["Learning rate"]) == {"below: 0.9 × the limit"}


def test_momentum_allows_more() -> None:
    found = first("run=momentum+lr+0.2+momentum+0.5+at+3+1")
    assert found["Stable below"][0] == "0.15"  # 2 (1 + 0.5) / 20
    assert found["Learning rate"][0] == "above: 1.333 × the limit"


def test_equal_limits_are_said_together() -> None:
    limits = {"start": 0.1, "playhead": 0.25, "minimum": 0.1}
    assert stability._said(limits) == (
        "stable below 0.1 at the start and the minimum; below 0.25 at the playhead"
    )
    assert stability._said({}) == ""


def test_a_mark_says_its_place_and_stays_on_the_slider() -> None:
    e, _ = decode("loss=1000000x^2&run=gd+lr+0.0001+at+1&steps=3")
    (path,) = run(e)
    mark = stability._mark("start", stability.edges(e, path, 0)["start"], (-5, 1))
    assert 'style="left: 0.00%"' in mark
    assert re.search('title="1e−6 is the largest stable learning rate at the start', mark)


def test_an_open_card_marks_the_stability_limit() -> None:
    app = opened("loss=x^2%2B10y^2&run=gd+lr+0.09+at+3+1&steps=20")
    app.button(key="card-0").click().run()
    assert "stable below 0.1 at the start" in "".join(b.body for b in app.sidebar.get("html"))
