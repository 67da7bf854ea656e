"""What was changed of a task, and whether the task allows it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache

from experiment.goal.choice import CHANGES
from experiment.limits import ExperimentError
from experiment.model import Experiment, Run
from language.errors import LanguageError
from language.wording import listed
from losses import CATALOGUE
from losses.parse_loss import read

# What a task always keeps.
KEPT: Mapping[str, str] = {
    "loss": "the loss",
    "data": "the data",
    "noise": "the noise",
}
NAMES: Mapping[str, str] = {**KEPT, **CHANGES}


def what_changed(task: Experiment, e: Experiment) -> tuple[str, ...]:
    """Return the keys of NAMES in which an experiment differs from a task.

    The order of the runs is no difference; runs that are new are one of the optimizers, and of the
    starts, rates and settings that no run of the task has.
    """
    return tuple(name for name in NAMES if _DIFFERS[name](task, e))


def check(before: Experiment, after: Experiment) -> None:
    """Raise ExperimentError where a change of a task is none that it allows."""
    if before.goal is None or after.goal != before.goal:  # a task may be left, or set anew
        return
    kept = [name for name in what_changed(before, after) if name not in before.goal.change]
    if kept:
        may = listed([CHANGES[name] for name in before.goal.change], "and")
        raise ExperimentError(
            f"This task keeps {listed([NAMES[name] for name in kept], 'and')} as given; "
            f"{may} may be changed."
        )


@lru_cache(maxsize=1024)
def spelled(text: str, constants: tuple[str, ...] = (), columns: tuple[str, ...] = ()) -> Hashable:
    """Return what is the same for two spellings of a loss; a key of the catalogue is its text.

    It is worked out without any derivative, so that a text costs little.
    """
    known = CATALOGUE.get(text.strip())
    try:
        return read(known.text if known else text, constants, columns)
    except LanguageError:
        return " ".join(text.split())


def _loss(e: Experiment) -> Hashable:
    columns = e.table.columns if e.table else ()
    return spelled(e.loss, tuple(e.constants), columns), frozenset(e.constants.items())


def _data(e: Experiment) -> Hashable:
    if not e.data:
        return None
    return e.data.table.fingerprint, e.data.model, e.data.scale, e.data.order


def _runs_differ(
    of: Callable[[Experiment, Run], Hashable],
) -> Callable[[Experiment, Experiment], bool]:
    def differ(task: Experiment, e: Experiment) -> bool:
        before, after = (Counter(of(one, run) for run in one.runs) for one in (task, e))
        if len(task.runs) == len(e.runs):
            return before != after
        return not after.keys() <= before.keys()

    return differ


def _dials(task: Experiment, e: Experiment) -> bool:
    """Compare the settings of the optimizers that both have."""
    common = {run.rule for run in task.runs} & {run.rule for run in e.runs}
    before, after = (_settings(one, common) for one in (task, e))
    if before.total() == after.total():
        return before != after
    return not after.keys() <= before.keys()


def _settings(e: Experiment, rules: Iterable[str]) -> Counter[Hashable]:
    return Counter(
        (run.rule, e.batch(run), frozenset((k, v) for k, v in run.dials.items() if k != "lr"))
        for run in e.runs
        if run.rule in rules
    )


def _rules(task: Experiment, e: Experiment) -> bool:
    before, after = (Counter((run.rule, run.typed) for run in one.runs) for one in (task, e))
    return before != after


_DIFFERS: Mapping[str, Callable[[Experiment, Experiment], bool]] = {
    "loss": lambda task, e: _loss(task) != _loss(e),
    "data": lambda task, e: _data(task) != _data(e),
    "noise": lambda task, e: (task.noise, task.seed) != (e.noise, e.seed),
    "starts": _runs_differ(lambda e, run: run.start),
    "rates": _runs_differ(lambda e, run: (run.rate, run.schedule)),
    "dials": _dials,
    "rules": _rules,
    "steps": lambda task, e: task.steps != e.steps,
}
