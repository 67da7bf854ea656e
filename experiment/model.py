"""The values: a schedule chosen, a run, an experiment. Their limits live here, not in widgets.

A value that exists is valid: whatever builds one, a link, a control or a notebook, meets the
same limits and the same sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from experiment import limits
from experiment.frozen import Frozen
from experiment.limits import ExperimentError
from experiment.look import Look
from experiment.views import DEFAULT_VIEW
from landscape import load, look_at, unused
from losses import Loss, LossError
from optimizers import RULES, SCHEDULES

Value = float | int | bool | str | tuple[float, ...]
Point = tuple[float, ...]
Window = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class ScheduleChoice:
    """A schedule of the learning rate by its name in SCHEDULES, and its dials, complete."""

    name: str
    dials: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits.known(self.name, SCHEDULES, "schedule")
        checked = SCHEDULES[self.name].complete(self.dials)
        object.__setattr__(self, "dials", Frozen(checked))


@dataclass(frozen=True)
class Run:
    """A rule, every one of its dials, its schedule and the point where it starts.

    `start` is empty only while the loss cannot be read and nobody named a point.
    """

    rule: str
    dials: Mapping[str, Value] = field(default_factory=dict)
    schedule: ScheduleChoice | None = None
    start: Point = ()

    def __post_init__(self) -> None:
        limits.known(self.rule, RULES, "rule")
        checked = RULES[self.rule].complete(self.dials)
        limits.rate(checked["lr"])
        object.__setattr__(self, "dials", Frozen(checked))
        object.__setattr__(self, "start", limits.start(self.start))

    @property
    def rate(self) -> float:
        """The learning rate, before any schedule."""
        return float(self.dials["lr"])  # type: ignore[arg-type]

    def at_rate(self, rate: float) -> "Run":
        """Return the run with another learning rate."""
        return Run(self.rule, {**self.dials, "lr": rate}, self.schedule, self.start)


@dataclass(frozen=True)
class Experiment:
    """Everything on the screen, and exactly what a link carries.

    A window or a start left empty is filled in from the loss. Where the loss cannot be read its
    text is kept as it stands, and starts and window are whatever they were given as.
    """

    loss: str
    constants: Mapping[str, float] = field(default_factory=dict)
    window: Window = ()
    runs: tuple[Run, ...] = ()
    steps: int = limits.STEPS
    noise: float = 0.0
    seed: int = 0
    view: str = DEFAULT_VIEW
    step: int = 0
    hide: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    lesson: str = ""  # name of the lesson whose words stand beside the picture

    def __post_init__(self) -> None:
        _set(self, "loss", limits.text(self.loss))
        _set(self, "constants", Frozen(limits.constants(self.constants)))
        _set(self, "window", limits.window(self.window))
        _set(self, "runs", limits.count(tuple(self.runs)))
        _set(self, "steps", limits.steps(self.steps))
        _set(self, "noise", limits.noise(self.noise))
        _set(self, "seed", limits.seed(self.seed))
        _set(self, "view", limits.view(self.view))
        _set(self, "step", limits.step(self.step, self.steps))
        _set(self, "hide", limits.hide(self.hide))
        _set(self, "lesson", limits.lesson(self.lesson))
        limits.places(self.look.without, len(self.runs))
        try:
            loss = load(self)
        except LossError:
            return
        _fit(self, loss)


def _fit(e: Experiment, loss: Loss) -> None:
    """Fill in what the loss decides, and refuse what does not fit its variables."""
    for name in unused(e.constants, loss):
        raise ExperimentError(f"The loss has no constant {name}.")
    _set(e, "constants", Frozen(loss.constants))
    if not e.window:
        _set(e, "window", look_at(e).own_window)
    if len(e.window) != len(loss.variables):
        raise ExperimentError(limits.wrong_window(e.window, loss.variables))
    _set(e, "runs", tuple(_started(run, e, loss) for run in e.runs))


def _started(run: Run, e: Experiment, loss: Loss) -> Run:
    if not run.start:
        return Run(run.rule, run.dials, run.schedule, look_at(e).starts[0])
    if len(run.start) != len(loss.variables):
        raise ExperimentError(limits.wrong_start(run.start, loss.variables))
    return run


def _set(e: Experiment, name: str, value: object) -> None:
    object.__setattr__(e, name, value)
