"""What blanks hold: losses of a bowl by its closed form, and how runs ended."""

import pytest

from experiment import Trajectory, decode, run
from publish.blanks import chosen_steps, front_in_words, in_front, loss_at

# On x^2 from 1, each step multiplies x by 1 - 2 lr.
BOWL = "loss=x^2&run=gd+lr+0.25+at+1&run=gd+lr+0.75+at+1&run=gd+lr+0.1+at+1&steps=40"


def ran(link: str) -> tuple[Trajectory, ...]:
    e, problems = decode(link)
    assert problems == ()
    return run(e)


@pytest.mark.parametrize(
    ("steps", "chosen"),
    [(40, (0, 10, 20, 40)), (30, (0, 7, 15, 30)), (3, (0, 1, 3)), (1, (0, 1))],
)
def test_steps_are_the_start_a_quarter_half_and_the_end(steps: int, chosen: tuple[int]) -> None:
    assert chosen_steps(ran(f"loss=x^2&run=gd+lr+0.1+at+1&steps={steps}")) == chosen


def test_where_all_runs_end_early_so_do_the_steps() -> None:
    paths = ran("loss=exp(x^2)&run=gd+lr+9+at+3&steps=100")
    assert paths[0].verdict.kind == "diverged"
    assert len(paths[0].losses) == 1
    assert chosen_steps(paths) == (0,)


def test_losses_are_those_of_the_closed_form() -> None:
    paths = ran(BOWL)
    assert [loss_at(path, 2) for path in paths] == ["0.0625", "0.0625", "0.4096"]
    assert loss_at(paths[2], 5) == f"{0.8**10:.4g}"


def test_runs_that_have_the_same_loss_are_in_front_together() -> None:
    paths = ran(BOWL)
    assert in_front(paths, 2) == (0, 1)
    assert front_in_words(paths, 2) == "1 and 2"
    assert front_in_words(paths, 0) == "1, 2 and 3"


def test_a_run_that_has_ended_says_how_and_is_not_in_front() -> None:
    paths = ran("loss=exp(x^2)&run=gd+lr+9+at+3&run=gd+lr+1e-6+at+3&steps=20")
    assert loss_at(paths[0], 20) == "diverged at step 1"
    assert in_front(paths, 20) == (1,)
    assert front_in_words(paths[:1], 20) == "none"
