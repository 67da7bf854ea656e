"""A run kept back at its start says nothing of what comes."""

import pytest

from experiment import VIEWS, decode, load, minima, run
from figures import compare

LINKS = (
    "loss=x^2&run=adam+lr+0.1+at+1&run=gd+lr+3+at+1&steps=20",
    "loss=rosenbrock&run=momentum+lr+0.001&steps=50",
    "loss=ln(x)&run=gd+lr+0.1+at+-1",  # no row at all
)


@pytest.mark.parametrize("link", LINKS)
def test_only_the_first_row_is_kept(link: str) -> None:
    for whole in run(decode(link)[0]):
        first = whole.at_start()
        assert first.points.tolist() == whole.points[:1].tolist()
        parts = (first.losses, first.gradients, first.rates, *first.internals.values())
        assert {len(part) for part in parts} == {len(whole.points[:1])}
        assert first.internals.keys() == whole.internals.keys()
        assert (first.verdict.kind, first.verdict.sentence, first.run) == ("moving", "", whole.run)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("link", LINKS)
def test_its_picture_shows_no_path(link: str, view: str) -> None:
    e = decode(f"{link}&view={view}")[0]
    figure = compare(e, load(e), tuple(t.at_start() for t in run(e)), minima(e))
    trails = [t for t in figure.data if t.meta["role"] in ("trail", "curve")]
    assert len(trails) == 2 * len(e.runs)
    assert all(len(trail.x) <= 1 for trail in trails)
