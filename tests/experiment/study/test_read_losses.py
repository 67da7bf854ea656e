"""The losses of a study are those that a link with the same parts has."""

from pathlib import Path

import numpy as np
import pytest

from experiment import decode, load
from experiment.study.fields import StudyError
from experiment.study.read_losses import read_losses
from experiment.study.read_starts import Beginning
from landscape import look_at
from losses import CATALOGUE

OWN = Beginning()


def names(*values: object) -> list[str]:
    return [one.name for one in read_losses(list(values), OWN, Path())]


def refused(*values: object) -> str:
    with pytest.raises(StudyError) as error:
        read_losses(list(values), OWN, Path())
    return str(error.value)


def test_the_catalogue_is_named_whole_by_group_or_by_key() -> None:
    assert names({"catalogue": "all"}) == list(CATALOGUE)
    assert names({"catalogue": "all", "without": ["saddle"]}) == [
        key for key in CATALOGUE if key != "saddle"
    ]
    assert names({"catalogue": "Saddles"}) == [
        key for key, entry in CATALOGUE.items() if entry.group == "Saddles"
    ]
    assert names({"catalogue": ["beale", "booth"]}, "sphere") == ["beale", "booth", "sphere"]


def test_a_loss_of_the_catalogue_has_its_window_starts_and_minimum() -> None:
    (one,) = read_losses(["rosenbrock"], OWN, Path())
    entry = CATALOGUE["rosenbrock"]
    assert (one.window, one.starts, one.lowest) == (entry.window, entry.starts, 0.0)
    (saddle,) = read_losses(["saddle"], OWN, Path())
    assert not saddle.known


@pytest.mark.parametrize(
    ("parts", "link"),
    [
        ({"loss": "x^2 y + 3"}, "loss=x%5E2+y%2B3&v=2"),
        ({"loss": "a x^2 + y^2", "where": {"a": 3}}, "loss=a+x%5E2%2By%5E2&where=a+3&v=2"),
        ({"loss": "a x^2 + y^2", "where": "a 3"}, "loss=a+x%5E2%2By%5E2&where=a+3&v=2"),
        (
            {"data": "cars", "scale": "standard", "batch": 8, "order": "drawn",
             "measure": "huber ridge 0.1"},
            "data=cars&scale=standard&batch=8&order=drawn&measure=huber+ridge+0.1",
        ),
        (
            {"data": "u v;1 2;2 3.9;4 8", "loss": "mean((w*u - v)^2) + 0.1w^2"},
            "data=u+v;1+2;2+3.9;4+8&loss=mean((w*u+-+v)^2)+%2B+0.1w^2",
        ),
        ({"loss": "x^2 + y^2", "window": [[-1, 2], [-3, 4]]}, "loss=x^2%2By^2&window=-1+2+-3+4"),
    ],
)  # fmt: skip
def test_parts_are_read_as_a_link_reads_them(parts: dict[str, object], link: str) -> None:
    e, problems = decode(f"{link}&run=gd+lr+1")
    assert problems == ()
    for value in (parts, {"link": link, "name": "linked"}):
        (one,) = read_losses([value], OWN, Path())
        assert load(one.what).plain == load(e.what).plain
        assert one.window == e.window
        assert (one.batch, one.order) == ((e.data.batch, e.data.order) if e.data else (0, e.order))
        assert one.lowest == look_at(e).lowest


def test_a_table_may_be_a_file(tmp_path: Path) -> None:
    rows = [f"{k},{3 * k % 7}" for k in range(70)]
    (tmp_path / "long.csv").write_text("\n".join(["u,v", *rows]))
    (one,) = read_losses([{"file": "long.csv", "model": "w*u", "target": "v"}], OWN, tmp_path)
    assert (one.name, one.rows) == ("long.csv: w*u", 70)


def test_starts_are_own_or_points_or_the_middles_of_a_grid() -> None:
    (grid,) = read_losses(
        [{"loss": "x^2 + y^2 + x", "window": "-2 2 0 4"}], Beginning(grid=2), Path()
    )
    assert grid.starts == ((-1.0, 1.0), (-1.0, 3.0), (1.0, 1.0), (1.0, 3.0))
    (points,) = read_losses([{"loss": "x^2", "starts": [1, [2]]}], OWN, Path())
    assert points.starts == ((1.0,), (2.0,))


def test_a_grid_leaves_out_minima_and_places_without_a_value() -> None:
    (bowl,) = read_losses([{"loss": "x^2", "window": "-3 3"}], Beginning(grid=3), Path())
    assert bowl.starts == ((-2.0,), (2.0,))
    (half,) = read_losses([{"loss": "x - log(x)", "window": "-3 3"}], Beginning(grid=4), Path())
    assert np.min(half.starts) > 0


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (3, "`losses[1]` is 3, but it must be a text, a key of the catalogue or a table."),
        (
            {"where": "a 3"},
            "`losses[1]`: it names no loss; give it `loss`, `data`, `file` or `catalogue`.",
        ),
        (
            {"catalogue": ["beale", "bealer"]},
            "`losses[1].catalogue` is a list of 2 values, but it must be “all”, a list of keys of "
            "the catalogue, or a group: Convex bowls and ravines, Plateaus and cliffs, Many "
            "minima, Non-smooth, Machine-learning shapes, No minimum, Valleys or Saddles.",
        ),
        (
            {"catalogue": "all", "loss": "x^2"},
            "`losses[1].loss`: beside `catalogue` stand only `without` and `starts`.",
        ),
        (
            {"link": "loss=x^2", "loss": "x^2"},
            "`losses[1].loss`: beside `link` stand only `name` and `starts`.",
        ),
        (
            {"data": "carz"},
            "`losses[1].data`: there is no table “carz” (did you mean cars?); there are "
            "penguins, cars, galton, orings, collinear and outlier.",
        ),
        (
            {"data": "cars", "scale": "big"},
            "`losses[1].scale`: “big” is not raw or standard.",
        ),
        (
            {"loss": "x^2", "where": {"a": 3}},
            "`losses[1].where`: the loss has no constant “a”.",
        ),
        ({"loss": ["x", True]}, "`losses[1].loss` is a list of 2 values, but it must be a text as "
                                "in a link."),
        (
            {"loss": "x^2", "starts": [[1, 2]]},
            "`losses[1]`: a start of “x^2” needs 1 number, one a variable.",
        ),
        (
            {"loss": "x^2", "starts": "mine"},
            "`losses[1].starts` is “mine”, but it must be “own”, a list of 1 to 10,000 different "
            "points, or a table with `grid`, a whole number from 1 to 100.",
        ),
        (
            {"loss": "x^2", "starts": [0]},
            "`losses[1]`: “x^2” has a start without a value above its lowest one.",
        ),
        (
            {"file": "none.csv"},
            "`losses[1].file`: “none.csv” cannot be read (No such file or directory).",
        ),
    ],
)  # fmt: skip
def test_a_bad_loss_is_refused_with_its_key(value: object, sentence: str) -> None:
    assert refused(value) == sentence


def test_a_loss_that_cannot_be_read_is_refused_by_the_language() -> None:
    assert refused("x^2 +").startswith("`losses[1].loss`: ")
    assert refused("beale", "beale") == (
        "`losses[2]`: “beale” is already in the study; give it another `name`."
    )


def test_losses_are_a_list() -> None:
    with pytest.raises(StudyError) as error:
        read_losses("beale", OWN, Path())
    assert str(error.value) == (
        "`losses` is “beale”, but it must be a list of losses: texts, keys of the catalogue or "
        "tables."
    )
