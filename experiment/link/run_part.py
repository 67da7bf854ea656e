"""One `run=` part: `adam lr 0.1 schedule cosine decay_steps 100 at -1.5 2`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiment.limits import FARTHEST, LEAST
from experiment.link.words import Panel, Part, Words, read_dials
from experiment.model import Run, ScheduleChoice
from experiment.numerals import read_number, write_number
from experiment.problems import did_you_mean, listed, shown
from optimizers import RULES, SCHEDULES, Dial, DialError, Rule
from optimizers.dial import show
from optimizers.schedules.schedule import WARMUP

WARMUP_NAMES = tuple(dial.name for dial in WARMUP)
AT, SCHEDULE = ENDS = ("at", "schedule")


@dataclass(frozen=True)
class Ground:
    """What a run must know of the loss; no variables while the loss cannot be read."""

    variables: tuple[str, ...]
    rates: Mapping[str, float]  # learning rate of each rule where a run names none


def read_run(text: str, part: Part, ground: Ground) -> Run | None:
    """Return the run that the text spells, None where it names no rule that exists."""
    words = Words(text)
    name = words.take()
    if name in RULES:
        return _Reader(RULES[name], words, part, ground).read()
    listed_rules = listed([n for n, rule in RULES.items() if rule.listed], "and")
    part.note(
        f"there is no rule {shown(name)}{did_you_mean(name, RULES)}, so the run is left out; "
        f"there are {listed_rules}."
    )
    return None


def write_run(run: Run) -> str:
    """Return the words of a run: learning rate and start always, other dials where changed."""
    return " ".join(_words(run))


class _Reader:
    """Reads the words after the rule's name."""

    def __init__(self, rule: Rule, words: Words, part: Part, ground: Ground) -> None:
        self.rule, self.words, self.part, self.ground = rule, words, part, ground
        self.defaults = {**rule.defaults, "lr": ground.rates[rule.name]}
        dials = {dial.name: dial for dial in rule.dials}
        self.panel = Panel(dials, self.defaults, ENDS)

    def read(self) -> Run:
        dials: dict[str, Any] = {}
        schedule: ScheduleChoice | None = None
        start: tuple[float, ...] = ()
        while self.words:
            dials = read_dials(self.words, self.part, self.panel) | dials
            if self.words.peek() == SCHEDULE:
                schedule = self.schedule() or schedule
            elif self.words.peek() == AT:
                start = self.start() or start
        return Run(self.rule.name, self.agreeing(dials), schedule, start)

    def agreeing(self, dials: dict[str, Any]) -> dict[str, Any]:
        """Return the dials completed, without one that contradicts the others."""
        if dials.get("lr", 1.0) < LEAST:
            tiny = dials.pop("lr")
            used = show(self.defaults["lr"])
            self.part.note(
                f"`lr` is {write_number(tiny)}, but it must be at least 1e-30, so {used} is used."
            )
        complaint = self.complaint(dials)
        for name in reversed(list(dials)) if complaint else ():
            rest = {other: value for other, value in dials.items() if other != name}
            if not self.complaint(rest):
                used = show(self.defaults[name])
                self.part.note(f"{complaint.removesuffix('.')}, so `{name}` is set to {used}.")
                return self.defaults | rest
        return self.defaults | dials

    def complaint(self, dials: Mapping[str, Any]) -> str:
        try:
            self.rule.check({**self.defaults, **dials})
        except DialError as error:
            return str(error)
        return ""

    def schedule(self) -> ScheduleChoice | None:
        """Read `schedule cosine decay_steps 100`; a warm-up may stand before the name."""
        self.words.take()
        ahead: dict[str, Any] = {}
        if self.words.peek() in WARMUP_NAMES:
            ahead = read_dials(self.words, self.part, _panel(WARMUP, tuple(SCHEDULES)))
        bare = ahead and self.words.peek() not in SCHEDULES
        name = "constant" if bare else self.words.take()
        if name in SCHEDULES:
            dials = SCHEDULES[name].dials
            return self.chosen(name, ahead | read_dials(self.words, self.part, _panel(dials)))
        self.part.note(
            f"there is no schedule {shown(name)}{did_you_mean(name, SCHEDULES)}, so the "
            f"learning rate stays as it is; there are {listed(SCHEDULES, 'and')}."
        )
        self.words.take_until(ENDS)
        return None

    def chosen(self, name: str, dials: Mapping[str, Any]) -> ScheduleChoice | None:
        try:
            return ScheduleChoice(name, dials)
        except DialError as error:
            sentence = str(error).removesuffix(".")
            self.part.note(f"{sentence}, so the learning rate stays as it is.")
            return None

    def start(self) -> tuple[float, ...]:
        self.words.take()
        found = self.words.take_until((*ENDS, *self.panel.dials))
        point = [read_number(word) for word in found]
        kept = tuple(n for n in point if n is not None and abs(n) <= FARTHEST)
        counts = (len(self.ground.variables),) if self.ground.variables else (1, 2)
        if len(kept) == len(found) and len(kept) in counts:
            return kept
        self.part.note(
            f"the start is {shown(' '.join(found)) if found else 'empty'}, but it must be "
            f"{_start_rule(self.ground.variables)}, so the loss's own start is used."
        )
        return ()


def _panel(dials: Sequence[Dial], ends: tuple[str, ...] = ()) -> Panel:
    """Return the panel of a schedule's dials; a required one has nothing to stand in for it."""
    defaults = {dial.name: dial.default for dial in dials if not dial.required}
    return Panel({dial.name: dial for dial in dials}, defaults, ENDS + ends)


def _start_rule(variables: tuple[str, ...]) -> str:
    span = "from -1000000 to 1000000"
    if not variables:
        return f"1 or 2 numbers {span}"
    numbers = "one number" if len(variables) == 1 else f"{len(variables)} numbers"
    return f"{numbers} {span} ({', '.join(variables)})"


def _words(run: Run) -> Iterator[str]:
    rule = RULES[run.rule]
    yield run.rule
    yield from _dial_words(run.dials, {**rule.defaults, "lr": None})
    if run.schedule:
        defaults = {
            dial.name: None if dial.required else dial.default
            for dial in SCHEDULES[run.schedule.name].dials
        }
        yield from (SCHEDULE, run.schedule.name)
        yield from _dial_words(run.schedule.dials, defaults)
    if run.start:
        yield AT
        yield from map(write_number, run.start)


def _dial_words(dials: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[str]:
    for name, value in dials.items():
        if value != defaults[name]:
            yield from (name, _value(value))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ",".join(map(write_number, value))
    return value if isinstance(value, str) else write_number(value)
