"""What was changed of a task, and what a task refuses."""

from dataclasses import replace

import pytest

from experiment import Experiment, decode
from experiment.goal.task import check, spelled, what_changed
from experiment.limits import ExperimentError

TASK = "loss=beale&run=gd+lr+0.01+at+1+1&run=adam+lr+0.1+at+1+1&steps=50&goal=loss+%3C+1"
TASK += "+change+rates"


def changed(old: str, new: str) -> Experiment:
    assert old in TASK
    e, problems = decode(TASK.replace(old, new))
    assert problems == ()
    return e


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("beale", "beale", ()),
        ("run=gd+lr+0.01+at+1+1&run=adam+lr+0.1+at+1+1",
         "run=adam+lr+0.1+at+1+1&run=gd+lr+0.01+at+1+1", ()),
        ("beale", "himmelblau", ("loss",)),
        ("beale", "(1.5-x%2Bx*y)^2%2B(2.25-x%2Bx*y^2)^2%2B(2.625-x%2Bx*y^3)^2", ()),
        ("gd+lr+0.01", "gd+lr+0.02", ("rates",)),
        ("gd+lr+0.01", "gd+lr+0.01+schedule+cosine+decay_steps+9", ("rates",)),
        ("gd+lr+0.01+at+1+1", "gd+lr+0.01+at+1+2", ("starts",)),
        ("adam+lr+0.1", "adam+lr+0.1+beta1+0.5", ("dials",)),
        ("gd+lr+0.01", "momentum+lr+0.01", ("rules",)),
        ("gd+lr+0.01+at+1+1", "gd+lr+0.01+at+1+1&run=lion+lr+0.01+at+1+1", ("rules",)),
        ("gd+lr+0.01+at+1+1", "gd+lr+0.01+at+1+1&run=lion+lr+0.5+at+1+2",
         ("starts", "rates", "rules")),
        ("steps=50", "steps=60", ("steps",)),
        ("steps=50", "steps=50&noise=1&seed=3", ("noise",)),
        ("steps=50", "steps=50&window=-1+1+-1+1&view=side&step=3&hide=text", ()),
    ],
)  # fmt: skip
def test_what_differs_is_named_however_it_is_looked_at(
    old: str, new: str, keys: tuple[str, ...]
) -> None:
    task, _ = decode(TASK)
    assert what_changed(task, changed(old, new)) == keys


def test_other_rows_of_a_table_are_other_data() -> None:
    task, _ = decode("data=u v;1 2;2 4&loss=mean((w*u-v)^2)&run=gd lr 0.1 at 0")
    other, _ = decode("data=u v;1 2;2 5&loss=mean((w*u-v)^2)&run=gd lr 0.1 at 0")
    assert what_changed(task, other) == ("data",)


def test_a_loss_is_compared_without_being_derived() -> None:
    assert spelled("x^2 + y^2") == spelled("x**2+y^2")
    assert spelled("x^2+y^2") != spelled("f(y,x)=x^2+y^2")
    assert spelled("sin(") == "sin("


def test_a_task_refuses_what_it_keeps_in_one_sentence() -> None:
    task, _ = decode(TASK)
    check(task, changed("gd+lr+0.01", "gd+lr+0.02"))
    with pytest.raises(ExperimentError) as refusal:
        check(task, changed("gd+lr+0.01+at+1+1", "gd+lr+0.01+at+1+2&noise=1"))
    assert str(refusal.value) == (
        "This task keeps the noise and the starts as given; the learning rates may be changed."
    )


def test_a_task_may_be_left_and_without_one_nothing_is_refused() -> None:
    task, _ = decode(TASK)
    other = replace(changed("beale", "himmelblau"), goal=None)
    check(task, other)
    check(other, task)
