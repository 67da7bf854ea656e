"""What cards and buttons do to the runs. Pure: from one experiment to the next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import experiment
from experiment import Experiment, Run, ScheduleChoice, default_run, with_runs
from optimizers import SCHEDULES, Typed
from optimizers.typed import dials_of

OWN = "your own rule"  # in menus, beside the names of rules: no rule can be called so
STARTER = "m = beta*m + (1 - beta)*g\nx = x - lr*m"


def typed_rules(e: Experiment) -> dict[str, Typed]:
    """Return the rules that were typed, by their names."""
    return {typed.name: typed for typed in e.typed}


def add(rule: str, e: Experiment) -> Experiment:
    """Return the experiment with a run of this rule, or of a new one of one's own, at the end."""
    return _with_last(e, _new(rule, e))


def add_mended(name: str, e: Experiment) -> Experiment:
    """Add a run of a rule whose own text cannot be read yet: till then it is gradient descent."""
    return _with_last(e, default_run(e, name, Typed(name, "x = x - lr*g")))


def _with_last(e: Experiment, run: Run) -> Experiment:
    return with_runs(e, (*e.runs, run), (*range(len(e.runs)), None))


def duplicate(place: int, e: Experiment) -> Experiment:
    """Put a copy right after the run."""
    after, every = place + 1, range(len(e.runs))
    runs = (*e.runs[:after], e.runs[place], *e.runs[after:])
    return with_runs(e, runs, (*every[:after], None, *every[after:]))


def remove(place: int, e: Experiment) -> Experiment:
    """Take the run out."""
    return reorder([p for p in range(len(e.runs)) if p != place], e)


def move(by: int, place: int, e: Experiment) -> Experiment:
    """Let the run change places with its neighbour, if there is one."""
    other = place + by
    if not 0 <= other < len(e.runs):
        return e
    order = list(range(len(e.runs)))
    order[place], order[other] = other, place
    return reorder(order, e)


def reorder(order: Sequence[int], e: Experiment) -> Experiment:
    """Put the runs in this order of their places; those that are not named go."""
    return with_runs(e, (e.runs[place] for place in order), order)


def same_rate(e: Experiment) -> Experiment:
    """Give every run the learning rate of the first."""
    return replace(e, runs=tuple(run.at_rate(e.runs[0].rate) for run in e.runs))


def default_rates(e: Experiment) -> Experiment:
    """Give every run the default learning rate of its rule."""
    rates: list[Any] = [run.update.defaults["lr"] for run in e.runs]
    return replace(e, runs=tuple(map(Run.at_rate, e.runs, rates)))


def same_start(e: Experiment) -> Experiment:
    """Give every run the start of the first."""
    return experiment.same_start(e, e.runs[0].start)


def with_rule(place: int, e: Experiment, rule: str) -> Experiment:
    """Give the run another rule at that rule's own learning rate, from the same start."""
    run, new = e.runs[place], _new(rule, e)
    return _with(e, place, replace(new, start=run.start, label=run.label, mark=run.mark))


def as_text(place: int, e: Experiment) -> Experiment:
    """Give the run its own rule as a text, with its dials as they stand: it walks the same path."""
    run = e.runs[place]
    text = run.update.text_of(run.dials)
    dials: dict[str, Any] = {name: run.dials[name] for name in dials_of(text)}
    typed = Typed(_free_name(e), text, dials)
    return _with(e, place, replace(run, typed=typed, dials={**dials, "lr": run.rate}))


def with_text(name: str, text: str, e: Experiment) -> Experiment:
    """Give every run of a typed rule another text; dials that it still has keep their values."""
    old, dials = typed_rules(e).get(name), dials_of(text)
    if old is None:  # it was called so before a change that the page has not shown yet
        return e
    defaults = {dial: old.defaults[dial] for dial in dials if dial in old.defaults}
    return _with_typed(e, old, Typed(name, text, defaults))


def with_name(name: str, e: Experiment, new: str) -> Experiment:
    """Call a typed rule something else."""
    old, called = typed_rules(e).get(name), "_".join(new.split())
    return _with_typed(e, old, replace(old, name=called)) if old and called else e


def _with_typed(e: Experiment, old: Typed, new: Typed) -> Experiment:
    def changed(run: Run) -> Run:
        kept = {name: run.dials[name] for name in ("lr", *new.defaults) if name in run.dials}
        return replace(run, typed=new, dials=kept) if run.typed == old else run

    return replace(e, runs=tuple(map(changed, e.runs)))


def _new(rule: str, e: Experiment) -> Run:
    """Return a run of a rule by its name, or of a new one of one's own."""
    typed = Typed(_free_name(e), STARTER) if rule == OWN else typed_rules(e).get(rule)
    return default_run(e, rule, typed)


def _free_name(e: Experiment) -> str:
    names = (f"mine{number or ''}" for number in (0, *range(2, len(e.runs) + 3)))
    return next(name for name in names if name not in typed_rules(e))


def with_dials(place: int, e: Experiment, dials: dict[str, Any]) -> Experiment:
    """Set some dials of the run."""
    run = e.runs[place]
    return _with(e, place, replace(run, dials={**run.dials, **dials}))


def with_dial(place: int, dial: str, e: Experiment, value: Any) -> Experiment:
    """Set one dial of the run."""
    return with_dials(place, e, {dial: value})


def with_preset(place: int, e: Experiment, label: str) -> Experiment:
    """Set the conventions of a library or a paper, all other dials but the rate at default.

    What is wrapped around the rule stays.
    """
    run, rule = e.runs[place], e.runs[place].update
    own = {dial.name: dial.default for dial in rule.own}
    return with_dials(place, e, {**own, **rule.presets[label], "lr": run.rate})


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


def with_batch(place: int, e: Experiment, batch: int) -> Experiment:
    """Set how many rows an update of the run sees: 0 for all, below 0 for as many as all runs."""
    return _with(e, place, replace(e.runs[place], batch=None if batch < 0 else batch))


def _with(e: Experiment, place: int, run: Run) -> Experiment:
    return replace(e, runs=(*e.runs[:place], run, *e.runs[place + 1 :]))
