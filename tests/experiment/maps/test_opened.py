"""What a click on a pixel opens."""

import pytest

from experiment import decode, encode
from experiment.maps.opened import opened


@pytest.mark.parametrize(
    ("link", "place", "values", "found"),
    [
        ("loss=x^2&run=gd+lr+0.1+at+1&run=adam+lr+0.2+at+2&map=starts", 1, [3],
         "run=gd+lr+0.1+at+3&run=adam+lr+0.2+at+3&map=starts"),
        ("loss=x^2&run=gd+lr+0.1+at+1&run=adam+lr+0.2+at+2&map=rates", 1, [0.5],
         "run=gd+lr+0.1+at+1&run=adam+lr+0.5+at+2&map=rates"),
        ("loss=x^2&run=gd+lr+0.1+at+1&run=adam+lr+0.2+at+2&map=dials+of+2+beta1+lr", 1, [0.5, 3],
         "run=gd+lr+0.1+at+1&run=adam+lr+3+beta1+0.5+at+2&map=dials+of+2+beta1+lr"),
        ("loss=a*x^2&where=a+2&run=gd+lr+0.1+at+1&map=dials+a+noise", 0, [3, 0.5],
         "run=gd+lr+0.1+at+1&noise=0.5&map=dials+a+noise"),
        ("data=penguins&run=gd+lr+0.1+at+1+1&map=dials+batch+lr", 0, [16, 0.3],
         "run=gd+lr+0.3+batch+16+at+1+1&map=dials+batch+lr"),
    ],
)  # fmt: skip
def test_a_pixel_is_an_experiment_with_the_map_still_in_it(link, place, values, found) -> None:
    there = encode(opened(decode(link)[0], place, values))
    assert there.endswith(found)
    assert "where=a+3" in there or "a*x" not in there
