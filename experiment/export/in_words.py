"""A link in words, and in a frame of another page."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from experiment.look import Look
from experiment.model import Experiment, Run, ScheduleChoice
from experiment.numerals import write_number
from experiment.problems import listed
from experiment.views import VIEWS
from landscape import entry, load
from losses import Loss, LossError
from optimizers import RULES, SCHEDULES

HIDDEN: Mapping[str, str] = {
    "title": "the title",
    "controls": "the controls",
    "curves": "the curves",
    "inspector": "the inspector",
    "text": "the text",
}
SIZE = (800, 450)  # of a frame: fits the columns of most pages, and a slide


def iframe(link: str) -> str:
    """Return HTML that shows a whole address in another page, without the frame around it.

    Everything in the address is escaped, so no text of a loss can end the attribute.
    """
    address, mark, fragment = link.partition("#")
    joint = "" if "embed=true" in address else "&embed=true" if "?" in address else "?embed=true"
    source = escape(f"{address}{joint}{mark}{fragment}", quote=True)
    return (
        f'<iframe src="{source}" title="Switchback: how optimizers walk down a loss" '
        f'width="{SIZE[0]}" height="{SIZE[1]}" style="border: 0" loading="lazy" '
        "allowfullscreen></iframe>"
    )


def in_words(e: Experiment) -> list[str]:
    """Return what a link says, a plain sentence each, in the order of the link.

    Names of variables may be a stranger's: plain text, not Markdown.
    """
    return list(_sentences(e))


def _sentences(e: Experiment) -> Iterator[str]:
    try:
        loss = load(e)
    except LossError as error:
        yield f"The loss cannot be read: {error.message}"
        names: tuple[str, ...] = ("x", "y")
    else:
        yield _loss(e, loss)
        names = loss.variables
    if e.window:
        yield f"The window shows {listed(_spans(e, names), 'and')}."
    if not e.runs:
        yield "There are no runs."
    for number, run in enumerate(e.runs, start=1):
        yield f"Run {number}: {_run(run)}."
    yield f"Each run takes {e.steps} {'step' if e.steps == 1 else 'steps'}."
    yield from _noise(e)
    yield VIEWS[e.view].sentence
    yield from _playback(e.look)
    if e.look.present:
        yield "It opens as a presentation, which Escape leaves."
    yield f"The playhead stands at step {e.step}." if e.step else "The playhead is at the start."
    if e.hide:
        yield f"Hidden: {listed([HIDDEN[part] for part in e.hide], 'and')}."


def _playback(look: Look) -> Iterator[str]:
    if hidden := [str(place + 1) for place in look.without]:
        yield f"Not drawn: run {listed(hidden, 'and')}."
    if look.speed != 1:
        yield f"It plays at {_number(look.speed)} times the speed."
    if look.loop:
        yield "It begins again after the last step."


def _spans(e: Experiment, names: Sequence[str]) -> list[str]:
    pairs = zip(names[: len(e.window)], e.window, strict=True)
    return [f"{name} from {_number(low)} to {_number(high)}" for name, (low, high) in pairs]


def _loss(e: Experiment, loss: Loss) -> str:
    known = entry(e)
    values = [f"{name} = {_number(value)}" for name, value in loss.constants.items()]
    constants = f", with {listed(values, 'and')}" if values else ""
    title = f", in the catalogue as “{known.title}”" if known else ""
    return f"The loss is {loss.plain}{constants}{title}."


def _run(run: Run) -> str:
    rule = RULES[run.rule]
    dials = [f"learning rate {_number(run.rate)}"]
    dials += _changed(run.dials, {**rule.defaults, "lr": run.rate})
    where = ", ".join(map(_number, run.start))
    start = f", from {where if len(run.start) == 1 else f'({where})'}" if run.start else ""
    return f"{rule.title} with {listed(dials, 'and')}{start}{_schedule(run.schedule)}"


def _schedule(choice: ScheduleChoice | None) -> str:
    if choice is None:
        return ""
    schedule = SCHEDULES[choice.name]
    defaults = {dial.name: None if dial.required else dial.default for dial in schedule.dials}
    changed = _changed(choice.dials, defaults)
    inside = f" ({'; '.join(changed)})" if changed else ""
    return f", schedule {schedule.title.lower()}{inside}"


def _changed(dials: Mapping[str, Any], defaults: Mapping[str, Any]) -> list[str]:
    """Return the dials that are not at their defaults, in words: "weight decay 0.1"."""
    return [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in dials.items()
        if value != defaults[name]
    ]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return listed(map(_number, value), "and")
    return value.replace("_", " ") if isinstance(value, str) else _number(value)


def _number(number: float) -> str:
    return write_number(number).replace("-", "−")


def _noise(e: Experiment) -> Iterator[str]:
    if e.noise:
        yield (
            f"Noise with a standard deviation of {_number(e.noise)} is added to every gradient, "
            f"the same for every run, from seed {e.seed}."
        )
    elif e.seed:
        yield f"The seed is {e.seed}, which matters once there is noise."
