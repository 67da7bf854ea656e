"""The values: a schedule chosen, a run, an experiment. Their limits live here, not in widgets.

A value that exists is valid: whatever builds one, a link, a control or a notebook, meets the
same limits and the same sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, product
from typing import Any

from experiment import limits
from experiment.data import BATCH, ORDER, SEARCH, Data, check_steps
from experiment.goal.choice import Goal
from experiment.goal.worksheet import tasks
from experiment.limits import MAX_RUNS, ExperimentError
from experiment.look import Look
from experiment.maps.choice import Map
from experiment.synonyms import built_in
from experiment.views import DEFAULT_VIEW, VIEWS
from landscape import load, look_at, unused
from language.dialect import SEARCHES
from language.wording import exact, shown
from losses import Loss, LossError
from losses.catalogue import Point, Window
from losses.models import Model
from losses.tables import Table
from optimizers import RULES, SCHEDULES, Lane, Rule, Typed
from optimizers.dial import Frozen

Value = float | int | bool | str | tuple[float, ...]


@dataclass(frozen=True)
class ScheduleChoice:
    """A schedule of the learning rate by its name in SCHEDULES, and its dials, complete."""

    name: str
    dials: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits.known(self.name, SCHEDULES, "schedule")
        _set(self, "dials", Frozen(SCHEDULES[self.name].complete(self.dials)))

    @property
    def changed(self) -> dict[str, Value]:
        """The dials that are not at their defaults; a required one has no default."""
        rows = SCHEDULES[self.name].dials
        defaults = {row.name: None if row.required else row.default for row in rows}
        return {name: value for name, value in self.dials.items() if value != defaults[name]}


@dataclass(frozen=True)
class Run:
    """A rule, every one of its dials, its schedule and the point where it starts.

    start  empty only while the loss cannot be read and nobody named a point
    label  the name that somebody gave to the run
    batch  rows that an update sees, 0 for all; None for as many as the experiment says
    mark   place among the colours, dashes and symbols, from 0; None for the run's own place, see
           `Experiment.marks`
    typed  the rule where somebody typed it: `rule` is its name then, else a key of RULES
    """

    rule: str
    dials: Mapping[str, Value] = field(default_factory=dict)
    schedule: ScheduleChoice | None = None
    start: Point = ()
    label: str = ""
    mark: int | None = None
    typed: Typed | None = None
    batch: int | None = None

    def __post_init__(self) -> None:
        if self.batch is not None:
            BATCH.check(self.batch)
        if self.typed is None:
            limits.known(self.rule, RULES, "optimizer")
        else:
            _set(self, "rule", free_name(self.typed.name))
        checked = self.update.complete(self.dials)
        _set(self, "dials", Frozen(checked))
        limits.rate(self.rate)
        _set(self, "start", limits.start(self.start))
        _set(self, "label", limits.label(self.label))
        if self.mark is not None:
            limits.MARK.check(self.mark + 1)

    @property
    def update(self) -> Rule:
        """The rule itself."""
        return self.typed.rule if self.typed else RULES[self.rule]

    @cached_property
    def asked(self) -> frozenset[str]:
        """What an update asks the loss beside the point."""
        return self.update.graph(self.dials).asked

    @property
    def searches(self) -> bool:
        """Whether an update searches along a line, which takes many evaluations."""
        return not SEARCHES.isdisjoint(self.asked)

    @property
    def work(self) -> int:
        """What it takes, in runs that search no lines."""
        return SEARCH if self.searches else 1

    @property
    def rate(self) -> float:
        """The learning rate, before any schedule."""
        return float(self.dials["lr"])  # type: ignore[arg-type]

    @property
    def changed(self) -> dict[str, Value]:
        """The dials besides the learning rate that are not at the rule's defaults."""
        defaults = self.update.defaults | {"lr": self.rate}
        return {name: value for name, value in self.dials.items() if value != defaults[name]}

    @property
    def lane(self) -> Lane:
        """The run as the engine takes it."""
        schedule = (self.schedule.name, self.schedule.dials) if self.schedule else None
        return Lane(self.update, self.start, self.dials, schedule)

    def at_rate(self, rate: float) -> "Run":
        """Return the run with another learning rate."""
        return replace(self, dials={**self.dials, "lr": rate})

    @property
    def walk(self) -> "Run":
        """The run without name and mark: two that are equal walk the same path."""
        return replace(self, label="", mark=None)


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
    steps: int = limits.DEFAULT_STEPS
    noise: float = 0.0
    seed: int = 0
    view: str = DEFAULT_VIEW
    step: int = 0
    hide: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    lesson: str = ""  # name of the lesson whose words stand beside the picture
    data: Data | None = None  # what the loss goes over; with a model it also says the loss
    map: Map | None = None  # what the page Maps shows; None where nobody asked for any
    goal: Goal | None = None  # what is to be reached; None where it is no task
    following: tuple[str, ...] = ()  # the query strings of the next tasks of a worksheet

    def __post_init__(self) -> None:
        if self.data and self.model:
            _set(self, "loss", self.data.loss)
        for name, check in _CHECKS.items():
            _set(self, name, check(getattr(self, name)))
        _set(self, "step", limits.PLAYHEAD._replace(high=self.steps).check(self.step))
        if not limits.SEARCHED.holds(self.steps) and any(run.searches for run in self.runs):
            limits.SEARCHED.check(self.steps)
        if self.map and (self.map.of or 0) >= max(1, len(self.runs)):
            _set(self, "map", replace(self.map, of=None))
        for place in self.look.without:
            if place >= len(self.runs):
                raise ExperimentError(f"There is no run {place + 1} that could be left out.")
        try:
            loss = load(self)
        except LossError:
            return
        _fit(self, loss)

    @property
    def table(self) -> Table | None:
        """What the loss goes over."""
        return self.data.scaled if self.data else None

    @property
    def what(self) -> tuple[str, Mapping[str, float], Table | None]:
        """The loss itself, however it is looked at."""
        return self.loss, self.constants, self.table

    def batch(self, run: Run) -> int:
        """Return how many rows an update of a run sees; 0 for all."""
        if not self.data:
            return 0
        return self.data.batch if run.batch is None else self.data.fitting(run.batch)

    @property
    def work(self) -> int:
        """What its runs take, in runs that search no lines."""
        return sum(run.work for run in self.runs)

    @property
    def order(self) -> str:
        """How the rows of batches are chosen."""
        return self.data.order if self.data else ORDER

    @property
    def model(self) -> Model | None:
        """What predicts a column, where that gives the loss."""
        return self.data.model if self.data else None

    def lane(self, run: Run) -> Lane:
        """Return a run as the engine takes it."""
        return replace(run.lane, batch=self.batch(run))

    @property
    def typed(self) -> tuple[Typed, ...]:
        """The typed rules in the order of the runs, each once."""
        return tuple(dict.fromkeys(run.typed for run in self.runs if run.typed))

    @property
    def marks(self) -> tuple[int, ...]:
        """The place of every run among colours, dashes and symbols: no two runs share one.

        A run has the mark it was given, else the one of its own place, else the first that is free.
        """
        places = range(len(self.runs))
        given = ((k, run.mark) for k, run in enumerate(self.runs) if run.mark is not None)
        marks: dict[int, int] = {}
        own = ((place, place) for place in places)
        for place, mark in chain(given, own, product(places, range(MAX_RUNS))):
            if place not in marks and mark not in marks.values():
                marks[place] = mark
        return tuple(marks[place] for place in places)


# Each returns the value of its field as an experiment keeps it. Raises ExperimentError.
_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "loss": limits.text,
    "constants": lambda given: Frozen(limits.constants(given)),
    "window": limits.window,
    "runs": lambda given: _agreeing(limits.runs(given)),
    "steps": limits.STEPS.check,
    "noise": limits.NOISE.check,
    "seed": limits.SEED.check,
    "view": lambda name: limits.known(name, VIEWS, "view"),
    "hide": limits.hide,
    "lesson": limits.lesson,
    "following": tasks,
}


def free_name(name: str) -> str:
    """Return the name of a typed rule. Raises ExperimentError where a built-in one has it."""
    if known := built_in(name):
        raise ExperimentError(
            f"{shown(name)} is a name of the optimizer {RULES[known].title}; "
            "a rule of your own needs another one."
        )
    return name


def _agreeing(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs. Raises ExperimentError where two rules share a name, or all are long."""
    named: dict[str, Typed] = {}
    for typed in (run.typed for run in runs if run.typed):
        if named.setdefault(typed.name, typed) != typed:
            raise ExperimentError(
                f"Two different rules are called {shown(typed.name)}; each needs its own name."
            )
    length = sum(len(typed.short) for typed in named.values())
    if length > limits.MAX_RULES_TEXT:
        most = f"at most {limits.MAX_RULES_TEXT} fit into a link"
        raise ExperimentError(f"The rules of your own have {length} characters; {most}.")
    return runs


def _fit(e: Experiment, loss: Loss) -> None:
    """Fill in what the loss decides, and refuse what does not fit its variables."""
    for name in unused(e.constants, loss):
        raise ExperimentError(f"The loss has no constant {name}.")
    check_steps(e.steps, loss, e.work)
    _set(e, "constants", Frozen(loss.constants))
    if not e.window:
        _set(e, "window", look_at(e).window)
    edges = 2 * len(e.window)
    limits.fits(f"The window has {edges} numbers", 2, loss.variables, count=edges)
    _set(e, "runs", tuple(_started(run, e, loss) for run in e.runs))
    for point in e.goal.points if e.goal else ():
        found = f"A point of the goal is {' '.join(map(exact, point))}"
        limits.fits(found, 1, loss.variables, count=len(point))


def _started(run: Run, e: Experiment, loss: Loss) -> Run:
    if not run.start:
        return replace(run, start=look_at(e).starts[0])
    found = f"A start is {' '.join(map(exact, run.start))}"
    limits.fits(found, 1, loss.variables, count=len(run.start))
    return run


def _set(value: object, name: str, part: object) -> None:
    object.__setattr__(value, name, part)  # a frozen value, while it is being made
