"""A link as an address, a query string or a mapping, and one that is too long."""

import pytest

from experiment import Experiment, Run, decode

QUARTIC = "loss=x^4-2x^2%2Bx"


@pytest.mark.parametrize(
    "link",
    [
        f"{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"https://a.example/compare?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8#top",
        "loss=x%5E4-2x%5E2%2Bx&run=adam%20lr%200.1%20at%200.1&steps=8&v=1",
        f"localhost:8501/?embed=true&embed_options=dark_theme&{QUARTIC}"
        "&run=adam+lr+0.1+at+0.1&steps=8",
    ],
)
def test_a_link_reads_the_same_in_every_dress(link: str) -> None:
    run = Run("adam", {"lr": 0.1}, None, (0.1,))
    assert decode(link) == (Experiment("x^4-2x^2+x", runs=(run,), steps=8), ())


def test_of_a_link_that_is_too_long_the_parts_that_fit_are_read() -> None:
    e, problems = decode("loss=beale&steps=7&hide=" + "x" * 5000)
    assert (e.loss, e.steps) == ("beale", 7)
    assert [str(problem) for problem in problems] == [
        "The link has 5,024 characters, of which at most 4,096 are read, "
        "so its last parts are left out."
    ]
    mapping = {"loss": ["beale"], "steps": ["7"], "hide": ["x" * 5000]}
    assert decode(mapping)[0] == e
