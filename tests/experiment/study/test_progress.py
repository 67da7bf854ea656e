"""What is told while a study runs."""

import io

import pytest

from experiment.study.progress import Progress, duration, trial
from experiment.study.tasks import tasks
from tests.experiment.study.small import small


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "less than a second"), (1.2, "about 1 second"), (99, "about 99 seconds"),
        (150, "about 2 minutes"), (7200, "about 2 hours"), (10 * 86_400, "about 10 days"),
    ],
)  # fmt: skip
def test_durations_are_said_roughly(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_terminal_has_a_bar_and_a_file_has_lines() -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        progress = Progress(stream, 4.0, 1.0)
        progress.add(1.0)
        progress.add(2.0)
        progress.end()
    assert terminal.getvalue().count("\r") == 2
    assert f"[{'#' * 30}] 100 %" in terminal.getvalue()
    assert "\r" not in file.getvalue()
    assert file.getvalue().splitlines()[-1] == "100 %"
    assert file.getvalue().startswith("50 %, ")


def test_the_time_left_rests_on_what_was_done_in_this_run_alone() -> None:
    progress = Progress(io.StringIO(), 100.0, 50.0)
    progress.done = 60.0
    assert progress.line(progress.began + 20.0) == "60 %, about 80 seconds left"


def test_a_trial_tells_the_time_of_a_unit_of_cost() -> None:
    study = small()
    count = sum(1 for _ in tasks(study))
    ticks = iter(range(1000))
    assert trial(tasks(study), count, lambda: float(next(ticks))) > 0
    assert trial(iter(()), 0, lambda: 0.0) == 0.0
