"""What pictures and pages call the runs of an experiment: by what tells them apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from experiment.model import Run, Value
from language.wording import readable
from optimizers import SCHEDULES, Dial

Settings = Mapping[str, Value]


def run_names(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return a name for every run: the one it was given, or its optimizer and learning rate.

    To these come the settings in which runs of one optimizer differ, where they are not the usual
    ones ("Adam 0.1, β₁ 0.5"), and the start where nothing else tells two runs apart.
    """
    plain = [run.label or ", ".join(_told(run, runs)) for run in runs]
    often = Counter(plain)
    return tuple(
        f"{name} from {_point(run)}" if often[name] > 1 and _starts(name, plain, runs) > 1 else name
        for name, run in zip(plain, runs, strict=True)
    )


def _told(run: Run, runs: Sequence[Run]) -> Iterator[str]:
    """Yield the optimizer with its rate, then what is unusual in the run and not in all others."""
    rule = run.update
    others = [other for other in runs if other.rule == run.rule]
    yield f"{rule.title} {readable(run.rate)}"
    yield from _differing(run.changed, [other.dials for other in others], rule.dials)
    if run.batch is not None and any(other.batch != run.batch for other in others):
        yield f"batch {run.batch}" if run.batch else "all rows"
    if run.schedule and any(other.schedule != run.schedule for other in others):
        schedule = SCHEDULES[run.schedule.name]
        chosen = [other.schedule for other in others if other.schedule]
        alike = [one.dials for one in chosen if one.name == schedule.name]
        yield schedule.title.lower()
        yield from _differing(run.schedule.changed, alike, schedule.dials)


def _differing(mine: Settings, others: Sequence[Settings], dials: Sequence[Dial]) -> Iterator[str]:
    """Yield my settings that not all the others have."""
    labelled = {dial.name: dial for dial in dials}
    for name, value in mine.items():
        if any(other[name] != value for other in others):
            yield _setting(labelled[name].label, value)


def _setting(label: str, value: Value) -> str:
    """Return a dial with its value: "β₁ 0.5", "centered", "no bias correction"."""
    if isinstance(value, bool):
        return label if value else f"no {label}"
    if isinstance(value, int | float):
        return f"{label} {readable(value)}"
    return f"{label} {value}" if isinstance(value, str) else label


def _starts(name: str, names: Sequence[str], runs: Sequence[Run]) -> int:
    """Return at how many places the runs of one name start."""
    return len({run.start for other, run in zip(names, runs, strict=True) if other == name})


def _point(run: Run) -> str:
    return f"({', '.join(map(readable, run.start))})"
