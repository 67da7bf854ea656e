"""The options of a view: what each may be, how a link has it, and what the figure shows of it."""

import pytest

from experiment import CURVES, SECOND_CURVES, ExperimentError, Look
from experiment.look import OPTIONS
from language.wording import listed

CHOSEN = Look(
    comet=True, curve="log", second="step", marks=5, speed=0.25, loop=True, without=(2, 0, 2)
)


def test_a_link_has_the_words_of_what_is_not_at_its_default() -> None:
    assert list(Look().words) == []
    assert list(CHOSEN.words) == [
        "comet", "curve log", "second step", "marks 5", "speed 0.25", "loop", "without 1,3",
    ]  # fmt: skip


@pytest.mark.parametrize("name", OPTIONS)
def test_a_word_gives_back_the_value_that_wrote_it(name: str) -> None:
    option, value = OPTIONS[name], getattr(CHOSEN, name)
    if option.allowed:
        assert option.read(option.write(value)) == value
        assert option.read("nothing") is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"curve": "x"}, f"There is no curve “x”; there are {listed(CURVES, 'and')}."),
        ({"marks": 1001}, "The distance of marks is 1001; it is a whole number from 0 to 1,000."),
        ({"speed": 3.0}, "There is no speed “3”; there are 0.25, 0.5, 1, 2, 4 and 8."),
        ({"without": (12,)}, "The number of a run that is not drawn is 13; it is a whole number "
         "from 1 to 12."),
    ],
)  # fmt: skip
def test_an_option_outside_its_limits_is_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ExperimentError) as refused:
        Look(**change)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_a_second_chart_shows_anything_but_the_loss() -> None:
    with pytest.raises(ExperimentError) as refused:
        Look(second="best")
    assert list(SECOND_CURVES)[:2] == ["none", "gradient"]
    known = listed(SECOND_CURVES, "and")
    assert str(refused.value) == f"There is no curve “best”; there are {known}."


def test_what_the_player_alone_knows_does_not_change_the_figure() -> None:
    assert CHOSEN.still == Look(curve="log", second="step")


def test_a_run_that_is_not_drawn_stays_so_wherever_it_moves() -> None:
    assert Look(without=(1,)).at([None, 2, 1]).without == (2,)
    assert Look(without=(1,)).at([0, 2]).without == ()
