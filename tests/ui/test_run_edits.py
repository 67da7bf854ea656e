"""What cards do to an experiment: pure, so no page is needed."""

from dataclasses import replace

import numpy as np
import pytest

import experiment
from experiment import DEFAULT, Experiment, decode
from optimizers import RULES, SCHEDULES
from ui import run_edits

E = DEFAULT


def rules(e: Experiment) -> list[str]:
    return [run.rule for run in e.runs]


def test_an_added_run_starts_where_the_first_one_does_and_gets_a_mark_of_its_own() -> None:
    moved = run_edits.with_start(0, 0, E, 0.25)
    e = run_edits.add("momentum", moved)
    assert rules(e) == [*rules(E), "momentum"]
    assert e.runs[-1].start == moved.runs[0].start
    assert e.marks == (0, 1, 2, 3, 4)


def test_a_copy_stands_right_after_its_original() -> None:
    e = run_edits.duplicate(1, E)
    assert e.runs[1].walk == e.runs[2].walk == E.runs[1]
    assert e.marks == (0, 1, 4, 2, 3)


def test_removing_takes_run_and_mark_together() -> None:
    e = run_edits.remove(1, E)
    assert [run.walk for run in e.runs] == [E.runs[0], *E.runs[2:]]
    assert e.marks == (0, 2, 3)


def test_moving_swaps_neighbours_and_stops_at_the_ends() -> None:
    e = run_edits.move(1, 0, E)
    assert rules(e)[:2] == rules(E)[1::-1]
    assert e.marks == (1, 0, 2, 3)
    assert run_edits.move(-1, 0, E) == (E)
    assert run_edits.move(1, 3, E) == (E)


def test_another_rule_keeps_the_start() -> None:
    moved = run_edits.with_start(0, 0, E, 0.25)
    assert run_edits.with_rule(0, moved, "nesterov").runs[0].start == moved.runs[0].start


def test_another_rule_keeps_name_and_mark() -> None:
    named = replace(E, runs=(replace(E.runs[0], label="mine", mark=5), *E.runs[1:]))
    run = run_edits.with_rule(0, named, "nesterov").runs[0]
    assert (run.label, run.mark) == ("mine", 5)


@pytest.mark.parametrize("rule", RULES)
def test_every_preset_of_every_rule_keeps_the_learning_rate(rule: str) -> None:
    e = run_edits.with_dial(0, "lr", run_edits.with_rule(0, E, rule), 0.0625)
    for label, dials in RULES[rule].presets.items():
        run = run_edits.with_preset(0, e, label).runs[0]
        assert run.dials["lr"] == 0.0625
        assert {name: run.dials[name] for name in dials if name != "lr"} == {
            name: value for name, value in dials.items() if name != "lr"
        }


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_can_be_chosen_and_taken_away(name: str) -> None:
    chosen = run_edits.with_schedule(0, E, name)
    assert chosen.runs[0].schedule is not None
    assert chosen.runs[0].schedule.name == name
    warm = run_edits.with_schedule_dial(0, "warmup_steps", chosen, 5)
    assert warm.runs[0].schedule is not None
    assert warm.runs[0].schedule.dials["warmup_steps"] == 5
    assert run_edits.with_schedule(0, warm, "") == replace(E)


def test_one_start_for_all_is_that_of_the_first_run() -> None:
    e = run_edits.same_start(run_edits.with_start(0, 1, E, -1.5))
    assert {run.start for run in e.runs} == {e.runs[0].start}
    assert e.runs[0].start[1] == -1.5


def hidden(e: Experiment) -> list[str]:
    """Return the rules of the runs that are not drawn."""
    return [e.runs[place].rule for place in e.look.without]


def test_a_hidden_run_stays_hidden_wherever_it_goes_and_no_other_in_its_place() -> None:
    e = replace(E, look=replace(E.look, without=(1, 3)))
    assert hidden(e) == ["adagrad", "adam"]
    assert hidden(run_edits.remove(0, e)) == ["adagrad", "adam"]
    assert hidden(run_edits.remove(1, e)) == ["adam"]
    assert hidden(run_edits.move(1, 1, e)) == ["adagrad", "adam"]
    assert hidden(run_edits.reorder((3, 2, 1, 0), e)) == ["adam", "adagrad"]
    assert hidden(run_edits.add("gd", e)) == ["adagrad", "adam"]
    assert run_edits.duplicate(1, e).look.without == (1, 4)  # the copy is shown


def test_runs_are_put_in_an_order_with_their_marks() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1&run=adam&run=adagrad")
    sorted_ = run_edits.reorder([2, 0, 1], e)
    assert [one.rule for one in sorted_.runs] == ["adagrad", "gd", "adam"]
    assert sorted_.marks == (2, 0, 1)


def test_rates_are_made_alike_or_each_the_rules_own() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.3&run=adam+lr+0.2&run=adadelta+lr+5")
    assert {one.rate for one in run_edits.same_rate(e).runs} == {0.3}
    own = [RULES[one.rule].defaults["lr"] for one in e.runs]
    assert [one.rate for one in run_edits.default_rates(e).runs] == own


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_edited_as_a_text_that_walks_the_same_path(rule: str) -> None:
    run = experiment.default_run(E, rule)
    before = replace(E, runs=(run,), steps=30)
    after = run_edits.as_text(0, before)
    assert after.runs[0].rule == "mine"
    assert after.runs[0].changed == {}
    paths = [experiment.run(e)[0].points for e in (before, after)]
    np.testing.assert_array_equal(*paths)
    assert decode(experiment.encode(after)) == (after, ())


def test_each_new_rule_has_a_name_of_its_own_and_is_gone_with_its_runs() -> None:
    e = run_edits.add(run_edits.OWN, run_edits.add(run_edits.OWN, E))
    assert rules(e)[-2:] == ["mine", "mine2"]
    assert list(run_edits.typed_rules(e)) == ["mine", "mine2"]
    again = run_edits.add("mine", e)
    assert again.runs[-1].typed == e.runs[-2].typed
    fewer = run_edits.remove(len(E.runs), e)
    assert rules(run_edits.with_rule(0, fewer, run_edits.OWN))[0] == "mine"


def test_a_change_of_a_rule_that_is_called_otherwise_by_now_changes_nothing() -> None:
    e = run_edits.add(run_edits.OWN, E)
    assert run_edits.with_text("gone", "x = x - lr*g", e) == e
    assert run_edits.with_name("gone", e, "here") == e
    assert run_edits.with_name("mine", e, "  ") == e
    assert rules(run_edits.with_name("mine", e, " my own "))[-1] == "my_own"


def test_a_rule_that_is_yet_to_be_mended_is_gradient_descent() -> None:
    e = run_edits.add_mended("mine", E)
    typed = e.runs[-1].typed
    assert typed is not None
    assert (typed.name, typed.text) == ("mine", "x = x - lr*g")
