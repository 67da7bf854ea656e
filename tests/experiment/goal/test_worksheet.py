"""A worksheet holds what a link has room for."""

import pytest

from experiment.goal.worksheet import tasks
from experiment.limits import ExperimentError


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["goal=do+not+diverge"] * 21, "There are 21 tasks to follow; at most 20 fit."),
        (["goal=" + "x" * 5000],
         "The links of the tasks to follow have 5,005 characters; at most 4,000 fit into a link."),
        (["loss=x"], "“loss=x” is no task; a task is a link with a goal."),
    ],
)  # fmt: skip
def test_it_refuses(texts: list[str], sentence: str) -> None:
    with pytest.raises(ExperimentError) as refusal:
        tasks(texts)
    assert str(refusal.value) == sentence
