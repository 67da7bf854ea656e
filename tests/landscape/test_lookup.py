"""From a text to its landscape: typed as the catalogue has it, it is the catalogue's loss."""

import pytest

from experiment import Experiment, decode, encode, run
from landscape import entry, load, look_at, minima, unused
from losses import CATALOGUE, LossError

every_key = pytest.mark.parametrize("key", CATALOGUE)


@every_key
def test_a_loss_looks_the_same_typed_as_picked(key: str) -> None:
    picked = look_at((key, {}))
    for typed in (CATALOGUE[key].text, CATALOGUE[key].text.replace("^", " ** "), f" {key} "):
        seen = look_at((typed, {}))
        assert seen.entry is picked.entry is CATALOGUE[key]
        assert seen.window == picked.window == CATALOGUE[key].window
        assert (seen.starts, seen.minima, seen.lowest) == (
            picked.starts,
            picked.minima,
            picked.lowest,
        )
        assert (seen.log_colour, seen.slope) == (picked.log_colour, picked.slope)


def test_another_spelling_is_a_loss_of_its_own() -> None:
    assert entry(("x^2+y^2", {})) is CATALOGUE["sphere"]
    assert entry(("x*x+y^2", {})) is None
    assert entry(("x^2 + 2y^2", {})) is None


def test_with_a_constant_it_is_no_longer_the_catalogues_loss() -> None:
    """x^2 + y^2 with y = 3 has one variable, so window and starts of the bowl do not fit."""
    assert entry(("x^2 + y^2", {"y": 3.0})) is None
    e, problems = decode("loss=x^2%2By^2&where=y+3")
    assert problems == ()
    assert len(e.window) == len(e.runs[0].start) == 1
    assert {m.value for m in minima(e)} == {9.0}
    assert all(t.verdict.kind != "diverged" for t in run(e))
    assert decode(encode(e)) == (e, ())


def test_an_experiments_own_window_is_looked_through() -> None:
    e = Experiment("x^2 - y^2", window=((-1.0, 1.0), (-7.0, 7.0)))
    assert look_at(e).window == e.window
    assert look_at(("x^2 - y^2", {})).window == CATALOGUE["saddle"].window
    assert look_at(e).starts == CATALOGUE["saddle"].starts
    assert look_at(e) is look_at(e)


def test_what_cannot_be_read_raises_a_fresh_error_each_time() -> None:
    caught = []
    for _ in range(2):
        with pytest.raises(LossError) as error:
            load(("x +", {}))
        caught.append(error.value)
    assert caught[0] is not caught[1]
    assert caught[0].message == caught[1].message
    with pytest.raises(LossError):
        look_at(("x +", {}))
    assert entry(("x +", {})) is None


def test_constants_that_a_loss_does_not_use_are_named() -> None:
    assert unused({"a": 1.0, "q": 2.0}, load(("a x^2", {"a": 1.0, "q": 2.0}))) == ("q",)
    assert unused({"a_1": 1.0}, load(("a_1 x^2", {"a_1": 1.0}))) == ()
