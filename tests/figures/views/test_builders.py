"""The builders: one for each view that a link can name, and figures that Plotly accepts."""

import json

import plotly.graph_objects as go
import pytest

import figures
from experiment import DEFAULT_VIEW, VIEWS, decode, load, minima, run
from experiment.views import View
from figures.views.builders import BUILDERS
from player import pack
from tests.figures.pictures import BOWL, FOUR, LOST, drawn


@pytest.mark.parametrize("view", ["overlay", "side", "surface"])
@pytest.mark.parametrize("link", [FOUR, LOST])
def test_a_drawing_is_the_figure_as_plain_data(link: str, view: str) -> None:
    e, _ = decode(f"{link}&view={view}+arrows+values+model")
    parts = (e, load(e), run(e), minima(e))
    plain, figure = figures.drawing(*parts), figures.compare(*parts)
    assert json.loads(pack(plain)) == json.loads(pack(figure))


@pytest.mark.parametrize("link", [FOUR, LOST, "loss=log(x)^2%2By^2&window=-1+3+-1+1"])
def test_plotly_accepts_every_property(link: str) -> None:
    plain = drawn(link).to_plotly_json()
    checked = go.Figure(plain)  # raises on a property that Plotly does not know
    assert [t.type for t in checked.data] == [t["type"] for t in plain["data"]]


def test_no_run_still_gives_a_landscape() -> None:
    experiment, _ = decode(BOWL)
    figure = figures.compare(experiment, load(experiment), ())
    assert [t.meta["role"] for t in figure.data] == ["landscape"]


@pytest.mark.parametrize(("steps", "bound"), [(200, 250_000), (1_000, 560_000)])
def test_four_runs_stay_small_on_the_wire(steps: int, bound: int) -> None:
    figure = drawn(FOUR.replace("steps=50", f"steps={steps}"))
    assert len(figure.to_json()) < bound


def test_every_view_of_a_link_has_a_builder() -> None:
    assert set(BUILDERS) == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_a_loss_of_one_variable_is_drawn_by_the_views_that_have_it(view: View) -> None:
    plain = drawn(LOST)
    figure = drawn(f"{LOST}&view={view.name}")
    assert figure.layout.meta["panels"][0]["x"] == "xaxis"
    assert (figure == plain) == (view.name == DEFAULT_VIEW or not view.one_variable)
