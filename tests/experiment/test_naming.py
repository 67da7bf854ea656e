"""A run is called by what tells it apart from the others."""

import pytest
from hypothesis import given

from experiment import Experiment, Run, ScheduleChoice, decode, run_names
from tests.experiment.strategies import experiments


def called(*words: str) -> tuple[str, ...]:
    """Return the names of runs that a link writes."""
    e, problems = decode("loss=booth&steps=5&" + "&".join(f"run={one}" for one in words))
    assert problems == ()
    return run_names(e.runs)


def test_a_run_is_called_by_its_optimizer_and_its_learning_rate() -> None:
    assert run_names([Run("rmsprop", {"lr": 0.005})]) == ("RMSProp 0.005",)
    assert called("adam+lr+0.1+beta1+0.5") == ("Adam 0.1",)  # no other Adam: nothing to tell apart


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("adam+lr+0.1+beta1+0.5", "Adam 0.1, β₁ 0.5"),
        ("adam+lr+0.3+eps+1e-3", "Adam 0.3, ε 0.001"),
        ("adam+lr+0.1+amsgrad+on", "Adam 0.1, AMSGrad"),
        ("adam+lr+0.1+bias_correction+off", "Adam 0.1, no bias correction"),
        ("adam+lr+0.1+weight_decay+0.01", "Adam 0.1, weight decay 0.01"),
        ("adam+lr+0.1+name+the_second_one", "the second one"),
        ("adam+lr+0.3+at+2+2", "Adam 0.3"),  # its rate tells it apart
        ("adam+lr+0.1+at+2+2", "Adam 0.1 from (2, 2)"),
    ],
)
def test_beside_another_run_of_its_optimizer_a_run_says_what_differs(words: str, name: str) -> None:
    first, second = called("adam+lr+0.1+at+1+1", words)
    assert second == name
    assert first == ("Adam 0.1 from (1, 1)" if "from" in name else "Adam 0.1")


def test_two_schedules_are_told_apart_by_their_dials() -> None:
    slow, fast = (f"adam+lr+1+schedule+cosine+decay_steps+{steps}" for steps in (90, 9))
    assert called(slow, "adam+lr+1") == ("Adam 1, cosine", "Adam 1")
    assert called(slow, fast) == (
        "Adam 1, cosine, decay steps 90", "Adam 1, cosine, decay steps 9"
    )  # fmt: skip
    assert called(slow, slow) == ("Adam 1",) * 2
    warm = ScheduleChoice("constant", {"warmup_steps": 3})
    first, _ = run_names([Run("gd", {}, warm), Run("gd")])
    assert first.endswith(", constant")


@given(experiments())
def test_runs_of_one_name_are_of_one_optimizer_and_rate(e: Experiment) -> None:
    seen: dict[str, Run] = {}
    for name, run in zip(run_names(e.runs), e.runs, strict=True):
        if not run.label:
            twin = seen.setdefault(name, run)
            assert twin.rule == run.rule
