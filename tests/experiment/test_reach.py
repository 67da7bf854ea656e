"""How far the browser goes, against what it has to draw and the limits of steps."""

from dataclasses import replace

from experiment import Experiment, decode, live
from experiment.limits import MAX_STEPS, SEARCHED
from experiment.reach import MAX_ORDER, in_reach, steps_in_reach
from landscape import load


def read(link: str) -> Experiment:
    e, problems = decode(link)
    assert not problems
    return e


def test_noise_and_schedules_leave_room_for_more_steps() -> None:
    e = read("loss=x^2&run=gd+lr+0.1+schedule+cosine+decay_steps+20&noise=1&steps=9")
    assert steps_in_reach(e, load(e)) == MAX_STEPS
    e = read("loss=x^2&run=gd+lr+0.1&run=bfgs+lr+1&steps=9")
    assert steps_in_reach(e, load(e)) == SEARCHED.high


def test_there_are_no_more_steps_than_the_browser_draws_batches_for() -> None:
    e, _ = decode("data=cars&batch=8&run=gd+lr+0.1&run=gd+lr+0.2+batch+20&steps=60")
    for order in ("shuffled", "drawn"):
        other = replace(e, data=replace(e.data, order=order))
        most = steps_in_reach(other, load(other))
        assert live(replace(other, steps=most))
        assert (live(replace(other, steps=most + 1)) is None) == (order == "drawn")


def test_whether_batches_are_in_reach_depends_on_the_largest() -> None:
    e = read("data=cars&run=gd+lr+0.1&steps=9999")
    drawn = replace(e, data=replace(e.data, order="drawn"))  # type: ignore[type-var]
    assert in_reach(drawn, [0, MAX_ORDER // 10_000])
    assert not in_reach(drawn, [0, MAX_ORDER // 10_000 + 1])
    assert in_reach(read("loss=x^2&run=gd+lr+0.1"), [5])  # no rows to draw from
