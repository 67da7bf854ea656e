"""What all views share: where zoom is kept, names of axes, and the minima that are seen."""

from experiment import decode, load, minima, run
from figures.views.parts import Scene
from tests.figures.pictures import BOWL, drawn


def test_zoom_is_kept_until_the_loss_or_the_window_changes() -> None:
    one = "run=gd+lr+0.1+at+1+1&steps=5"
    same = drawn(f"{BOWL}&{one}"), drawn(f"{BOWL}&run=adam+lr+0.3+at+2+1&steps=9")
    assert same[0].layout.uirevision == same[1].layout.uirevision
    other = drawn(f"loss=x^2%2B3y^2&window=-5+4+-2+2&{one}")
    assert other.layout.uirevision != same[0].layout.uirevision


def test_axis_titles_are_the_names_of_the_variables_made_safe() -> None:
    figure = drawn("loss=w1^2%2Bθ^2&run=gd+lr+0.1+at+1+1&window=-2+2+-2+2&steps=3")
    titles = figure.layout.xaxis.title.text, figure.layout.yaxis.title.text
    assert titles == ("w<sub>1</sub>", "θ")


def scene(link: str) -> Scene:
    e, _ = decode(link)
    return Scene(e, load(e), run(e), minima(e))


def test_minima_outside_the_window_are_not_seen() -> None:
    whole = scene("loss=himmelblau&run=gd+lr+0.01&steps=2").seen_minima()
    right = scene("loss=himmelblau&window=0+5+-5+5&run=gd+lr+0.01&steps=2").seen_minima()
    assert len(whole) == 4
    assert sorted(right) == sorted(place for place in whole if place[0] > 0)


def test_the_axes_of_a_curve_show_the_window_and_its_losses() -> None:
    across, up = scene("loss=x^2&window=-2+2&run=gd+lr+0.1&steps=2").ranges
    assert across == (-2, 2)
    assert up[0] < 0
    assert up[1] > 4


def test_a_second_chart_is_there_when_the_look_asks_for_it() -> None:
    link = "loss=x^2&run=gd+lr+0.1&steps=2"
    assert [chart.name for chart in scene(link).charts] == ["loss"]
    both = scene(f"{link}&view=overlay+second+rate").charts
    assert [chart.scale.title for chart in both] == ["loss", "effective learning rate, x"]
