"""One `run=` part: `adam lr 0.1 schedule cosine decay_steps 100 at -1.5 2`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from experiment import limits
from experiment.limits import LABEL_ALLOWED, MIN_RATE, START, ExperimentError, label
from experiment.link.data_part import read_batch
from experiment.link.draft import Draft, default_rate
from experiment.link.words import Panel, Words, read_dials
from experiment.model import Run, ScheduleChoice, Value
from experiment.problems import Part
from experiment.synonyms import common_run, same_name
from language.wording import exact, nearest, read_number, read_whole, setting, shown
from optimizers import RULES, SCHEDULES, Dial, DialError, Rule, Typed
from optimizers.dial import show
from optimizers.rules import CLASSICS
from optimizers.schedules import WARMUP

WARMUP_NAMES = tuple(dial.name for dial in WARMUP)
AT, SCHEDULE, NAME, MARK, BATCH = ENDS = ("at", "schedule", "name", "mark", "batch")


def read_run(text: str, part: Part, draft: Draft) -> Run | None:
    """Return the run that the text spells, None where its rule comes close to none that exists."""
    own = draft.rules
    word = same_name((text.split() or [""])[0], own)
    words = Words(text if word in own else common_run(text, RULES))
    name = words.take()
    name = word if word in own else name
    names = [*RULES, *own]
    close = name if name in names else nearest(name, names)
    if close != name:
        others = sum(rule.listed for rule in RULES.values()) - len(CLASSICS)
        known = [*own, *CLASSICS, f"{others} others"]
        so = f"{close} is shown" if close else "the run is left out"
        part.unknown("optimizer", name, names, so=so, known=known)
    if close in own and not own[close]:
        part.note(f"its rule {shown(close)} is left out, and so is the run.")
        close = ""
    reader = _Reader(own.get(close) or RULES.get(close) or RULES["gd"], words, part, draft)
    if close:
        return reader.read()
    words.take_until((AT,))
    if words.take() and not draft.start:
        draft.start = reader.start().get("start", ())
    return None


def write_run(run: Run) -> str:
    """Return the words of a run: learning rate and start always, other dials where changed."""
    words = [run.rule, *_pairs({"lr": run.rate} | run.changed)]
    if run.schedule:
        words += [SCHEDULE, run.schedule.name, *_pairs(run.schedule.changed)]
    if run.batch is not None:
        words += [BATCH, str(run.batch or "all")]
    if run.start:
        words += [AT, *map(exact, run.start)]
    if run.label:
        words += [NAME, run.label.replace(" ", "_")]
    if run.mark is not None:
        words += [MARK, str(run.mark + 1)]
    return " ".join(words)


def _pairs(dials: Mapping[str, Value]) -> Iterator[str]:
    for name, value in dials.items():
        yield from (name, setting(value))


class _Reader:
    """Reads the words after the rule's name."""

    def __init__(self, chosen: Rule | Typed, words: Words, part: Part, draft: Draft) -> None:
        self.typed = chosen if isinstance(chosen, Typed) else None
        self.rule = rule = chosen.rule if isinstance(chosen, Typed) else chosen
        self.words, self.part, self.draft = words, part, draft
        self.defaults = {**rule.defaults, "lr": default_rate(draft.what, rule)}
        dials = {dial.name: dial for dial in rule.dials}
        self.panel = Panel(dials, self.defaults, ENDS)

    def read(self) -> Run:
        dials: dict[str, Any] = {}
        said: dict[str, Any] = {}
        readers = {AT: self.start, SCHEDULE: self.schedule, NAME: self.label, MARK: self.mark}
        readers |= {BATCH: self.batch}
        while self.words:
            dials = read_dials(self.words, self.part, self.panel) | dials
            if self.words:
                said |= readers[self.words.take()]()
        return Run(self.rule.name, self.agreeing(dials), typed=self.typed, **said)

    def agreeing(self, dials: dict[str, Any]) -> dict[str, Any]:
        """Return the dials completed, without one that contradicts the others."""
        if dials.get("lr", MIN_RATE) < MIN_RATE:
            allowed = f"at least {exact(MIN_RATE)}, so {setting(self.defaults['lr'])} is used"
            self.part.note(f"`lr` is {exact(dials.pop('lr'))}, but it must be {allowed}.")
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

    def label(self) -> dict[str, Any]:
        word = self.words.take()
        try:
            return {"label": label(word)}
        except ExperimentError:
            self.part.note(f"its name is {shown(word)}, but {LABEL_ALLOWED}, so it is left out.")
            return {}

    def mark(self) -> dict[str, Any]:
        number = read_whole(word := self.words.take())
        if number is not None and limits.MARK.holds(number):
            return {"mark": number - 1}
        self.part.note(f"`{MARK}` is {shown(word)}, but it must be {limits.MARK.allowed}.")
        return {}

    def batch(self) -> dict[str, Any]:
        number = read_batch(self.words.take(), self.part)
        return {} if number is None else {"batch": number}

    def schedule(self) -> dict[str, Any]:
        """Read `schedule cosine decay_steps 100`; a warm-up may stand before the name."""
        ahead: dict[str, Any] = {}
        if self.words.peek() in WARMUP_NAMES:
            ahead = read_dials(self.words, self.part, _panel(WARMUP, tuple(SCHEDULES)))
        bare = ahead and self.words.peek() not in SCHEDULES
        typed = "constant" if bare else self.words.take()
        name = same_name(typed, SCHEDULES)
        if name in SCHEDULES:
            dials = SCHEDULES[name].dials
            return self.chosen(name, ahead | read_dials(self.words, self.part, _panel(dials)))
        self.part.unknown("schedule", typed, SCHEDULES, so="the learning rate stays as it is")
        self.words.take_until(ENDS)
        return {}

    def chosen(self, name: str, dials: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return {"schedule": ScheduleChoice(name, dials)}
        except DialError as error:
            sentence = str(error).removesuffix(".")
            self.part.note(f"{sentence}, so the learning rate stays as it is.")
            return {}

    def start(self) -> dict[str, Any]:
        found = self.words.take_until((*ENDS, *self.panel.dials))
        point = [read_number(word) for word in re.split(r"[(),;\s]+", " ".join(found)) if word]
        kept = tuple(n for n in point if n is not None and START.holds(n))
        counts = (len(self.draft.variables),) if self.draft.variables else (1, 2)
        if len(kept) == len(point) and len(kept) in counts:
            return {"start": kept}
        self.part.note(
            f"the start is {shown(' '.join(found)) if found else 'empty'}, but it must be "
            f"{_start_rule(self.draft.variables)}, so the loss's own start is used."
        )
        return {}


def _panel(dials: Sequence[Dial], ends: tuple[str, ...] = ()) -> Panel:
    """Return the panel of a schedule's dials; a required one has nothing to stand in for it."""
    defaults = {dial.name: dial.default for dial in dials if not dial.required}
    return Panel({dial.name: dial for dial in dials}, defaults, ENDS + ends)


def _start_rule(variables: tuple[str, ...]) -> str:
    span = START.span()
    if not variables:
        return f"1 or 2 numbers {span}"
    numbers = "one number" if len(variables) == 1 else f"{len(variables)} numbers"
    return f"{numbers} {span} ({', '.join(variables)})"
