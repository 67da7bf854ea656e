"""What a card does to the list of runs. Pure: from one experiment to the next.

Runs are told apart by names that the session keeps beside them, in the same order; a link knows
nothing of those. Every change here returns both, so that they cannot come apart.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import experiment
from experiment import Experiment, Run, ScheduleChoice, default_run, with_runs
from optimizers import RULES, SCHEDULES

Names = tuple[int, ...]


def add(rule: str, e: Experiment, names: Names) -> tuple[Experiment, Names]:
    """Return the experiment with a run of this rule at the end."""
    places = (*range(len(e.runs)), None)
    return with_runs(e, (*e.runs, default_run(e, rule)), places), (*names, fresh(names))


def duplicate(place: int, e: Experiment, names: Names) -> tuple[Experiment, Names]:
    """Put a copy right after the run."""
    after, every = place + 1, range(len(e.runs))
    runs = (*e.runs[:after], e.runs[place], *e.runs[after:])
    changed = with_runs(e, runs, (*every[:after], None, *every[after:]))
    return changed, (*names[:after], fresh(names), *names[after:])


def remove(place: int, e: Experiment, names: Names) -> tuple[Experiment, Names]:
    """Take the run out."""
    return reorder([p for p in range(len(e.runs)) if p != place], e, names)


def move(by: int, place: int, e: Experiment, names: Names) -> tuple[Experiment, Names]:
    """Let the run change places with its neighbour, if there is one."""
    other = place + by
    if not 0 <= other < len(e.runs):
        return e, names
    order = list(range(len(e.runs)))
    order[place], order[other] = other, place
    return reorder(order, e, names)


def reorder(order: Sequence[int], e: Experiment, names: Names) -> tuple[Experiment, Names]:
    """Put the runs in this order of their places; those that are not named go."""
    runs = (e.runs[place] for place in order)
    return with_runs(e, runs, order), tuple(names[place] for place in order)


def same_rate(e: Experiment) -> Experiment:
    """Give every run the learning rate of the first."""
    return replace(e, runs=tuple(run.at_rate(e.runs[0].rate) for run in e.runs))


def default_rates(e: Experiment) -> Experiment:
    """Give every run the default learning rate of its rule."""
    rates: list[Any] = [RULES[run.rule].defaults["lr"] for run in e.runs]
    return replace(e, runs=tuple(map(Run.at_rate, e.runs, rates)))


def same_start(e: Experiment) -> Experiment:
    """Give every run the start of the first."""
    return experiment.same_start(e, e.runs[0].start)


def with_rule(place: int, e: Experiment, rule: str) -> Experiment:
    """Give the run another rule at that rule's own learning rate, from the same start."""
    run, new = e.runs[place], default_run(e, rule)
    return _with(e, place, replace(new, start=run.start, label=run.label, mark=run.mark))


def with_dials(place: int, e: Experiment, dials: dict[str, Any]) -> Experiment:
    """Set some dials of the run."""
    run = e.runs[place]
    return _with(e, place, replace(run, dials={**run.dials, **dials}))


def with_dial(place: int, dial: str, e: Experiment, value: Any) -> Experiment:
    """Set one dial of the run."""
    return with_dials(place, e, {dial: value})


def with_preset(place: int, e: Experiment, label: str) -> Experiment:
    """Set the conventions of a library or a paper, all other dials but the rate at default."""
    run, rule = e.runs[place], RULES[e.runs[place].rule]
    return with_dials(place, e, {**rule.defaults, **rule.presets[label], "lr": run.rate})


def with_label(place: int, e: Experiment, label: str) -> Experiment:
    """Give the run a name; an empty one takes it away."""
    return _with(e, place, replace(e.runs[place], label=label))


def with_start(place: int, axis: int, e: Experiment, value: float) -> Experiment:
    """Move the start of the run along one axis."""
    old = e.runs[place].start
    start = (*old[:axis], value, *old[axis + 1 :])
    return _with(e, place, replace(e.runs[place], start=start))


def with_schedule(place: int, e: Experiment, name: str) -> Experiment:
    """Give the run a schedule at its defaults; an empty name takes it away."""
    dials = {dial.name: dial.default for dial in SCHEDULES[name].dials} if name else {}
    choice = ScheduleChoice(name, dials) if name else None
    return _with(e, place, replace(e.runs[place], schedule=choice))


def with_schedule_dial(place: int, dial: str, e: Experiment, value: Any) -> Experiment:
    """Set one dial of the run's schedule."""
    run = e.runs[place]
    if run.schedule is None:
        return e
    choice = replace(run.schedule, dials={**run.schedule.dials, dial: value})
    return _with(e, place, replace(run, schedule=choice))


def fresh(names: Names) -> int:
    """Return a name that none of these runs has or had before."""
    return max(names, default=-1) + 1


def _with(e: Experiment, place: int, run: Run) -> Experiment:
    return replace(e, runs=(*e.runs[:place], run, *e.runs[place + 1 :]))
