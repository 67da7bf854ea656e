"""The list of the minima: what the Hessian says of each, and how it is known."""

from experiment import decode, minima
from ui.panels import minima as known


def test_minima_are_classed_by_the_curvatures_there() -> None:
    e, _ = decode("loss=x^2%2B10y^2&run=gd")
    table = known.table(e, minima(e))
    assert table["By the Hessian"] == ["strict minimum, curvatures 2 and 20"]
    assert table["Known from"] == ["search"]
    flat, _ = decode("loss=x^4%2By^2&run=gd")
    assert known.table(flat, minima(flat))["By the Hessian"][0].startswith("undecided")


def test_where_minima_are_known_from_is_said() -> None:
    for link, begins in (
        ("loss=rosenbrock", "From the catalogue"),
        ("loss=3x^2%2Bx", "Found by a search"),
        ("loss=x^3", "No minimum of this loss is known"),
    ):
        e, _ = decode(link)
        assert known.sentence(minima(e)).startswith(begins)
