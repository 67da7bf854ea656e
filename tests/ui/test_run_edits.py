"""What cards do to an experiment: pure, so no page is needed."""

from dataclasses import replace

import pytest

from experiment import DEFAULT, Experiment, decode
from optimizers import RULES, SCHEDULES
from ui import run_edits

E = DEFAULT
NAMES = tuple(range(len(E.runs)))


def rules(e: Experiment) -> list[str]:
    return [run.rule for run in e.runs]


def test_an_added_run_starts_where_the_first_one_does_and_gets_a_name_of_its_own() -> None:
    moved = run_edits.with_start(0, 0, E, 0.25)
    e, names = run_edits.add("momentum", moved, NAMES)
    assert rules(e) == [*rules(E), "momentum"]
    assert e.runs[-1].start == moved.runs[0].start
    assert names == (0, 1, 2, 3, 4)


def test_a_copy_stands_right_after_its_original() -> None:
    e, names = run_edits.duplicate(1, E, NAMES)
    assert e.runs[1].walk == e.runs[2].walk == E.runs[1]
    assert e.marks == (0, 1, 4, 2, 3)
    assert names == (0, 1, 4, 2, 3)


def test_removing_takes_run_and_name_together() -> None:
    e, names = run_edits.remove(1, E, NAMES)
    assert [run.walk for run in e.runs] == [E.runs[0], *E.runs[2:]]
    assert e.marks == (0, 2, 3)
    assert names == (0, 2, 3)


def test_moving_swaps_neighbours_and_stops_at_the_ends() -> None:
    e, names = run_edits.move(1, 0, E, NAMES)
    assert rules(e)[:2] == rules(E)[1::-1]
    assert names == (1, 0, 2, 3)
    assert run_edits.move(-1, 0, E, NAMES) == (E, NAMES)
    assert run_edits.move(1, 3, E, NAMES) == (E, NAMES)


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
    assert hidden(run_edits.remove(0, e, NAMES)[0]) == ["adagrad", "adam"]
    assert hidden(run_edits.remove(1, e, NAMES)[0]) == ["adam"]
    assert hidden(run_edits.move(1, 1, e, NAMES)[0]) == ["adagrad", "adam"]
    assert hidden(run_edits.reorder((3, 2, 1, 0), e, NAMES)[0]) == ["adam", "adagrad"]
    assert hidden(run_edits.add("gd", e, NAMES)[0]) == ["adagrad", "adam"]
    assert run_edits.duplicate(1, e, NAMES)[0].look.without == (1, 4)  # the copy is shown


def test_runs_are_put_in_an_order_with_their_names() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1&run=adam&run=adagrad")
    sorted_, names = run_edits.reorder([2, 0, 1], e, (5, 6, 7))
    assert [one.rule for one in sorted_.runs] == ["adagrad", "gd", "adam"]
    assert names == (7, 5, 6)


def test_rates_are_made_alike_or_each_the_rules_own() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.3&run=adam+lr+0.2&run=adadelta+lr+5")
    assert {one.rate for one in run_edits.same_rate(e).runs} == {0.3}
    own = [RULES[one.rule].defaults["lr"] for one in e.runs]
    assert [one.rate for one in run_edits.default_rates(e).runs] == own
