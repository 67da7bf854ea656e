"""Where the learning rates of a map stop being stable."""

import pytest

from experiment import decode
from experiment.maps.limit import stable_rate

# Curvatures 2 and 20: gd is stable below 2 / 20, momentum below 2 (1 + mu) / 20 (Polyak 1964).
QUADRATIC = "loss=x^2%2B10y^2"


@pytest.mark.parametrize(
    ("link", "limit"),
    [
        (f"{QUADRATIC}&run=gd", 0.1),
        (f"{QUADRATIC}&run=momentum", 0.19),
        (f"{QUADRATIC}&run=adam", None),
        ("loss=x^3&run=gd+lr+0.1+at+1", None),
        ("data=penguins&run=gd&batch=8", None),
    ],
)
def test_it_is_that_of_the_lowest_minimum(link: str, limit: float | None) -> None:
    e = decode(link)[0]
    found = stable_rate(e, e.runs[0])
    assert found == limit if limit is None else found == pytest.approx(limit, rel=1e-9)


def test_dials_can_be_others() -> None:
    e = decode(f"{QUADRATIC}&run=momentum")[0]
    dials = {**e.runs[0].dials, "momentum": 0.5}
    assert stable_rate(e, e.runs[0], dials) == pytest.approx(0.15, rel=1e-9)
