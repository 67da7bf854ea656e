"""A link in words, and in a frame of another page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape

from experiment.data import Data
from experiment.goal.words import allowed_in_words
from experiment.goal.words import in_words as goal_in_words
from experiment.limits import HIDEABLE
from experiment.look import Look
from experiment.model import Experiment, Run, ScheduleChoice, Value
from experiment.views import VIEWS
from landscape import entry, load
from language.wording import counted, listed, readable, setting
from losses import Loss, LossError
from losses.models import MEASURES
from optimizers import SCHEDULES, Rule, Schedule

_number = partial(readable, digits=None)  # all of them
FRAME_SIZE = (800, 450)  # pixels: fits the columns of most pages, and a slide


def iframe(link: str) -> str:
    """Return HTML that shows a whole address in another page, without the frame around it.

    Everything in the address is escaped, so no text of a loss can end the attribute.
    """
    address, mark, fragment = link.partition("#")
    joint = "" if "embed=true" in address else "&embed=true" if "?" in address else "?embed=true"
    return frame(f"{address}{joint}{mark}{fragment}")


def frame(address: str) -> str:
    """Return HTML that shows an address in a frame of another page."""
    return (
        f'<iframe src="{escape(address)}" title="Switchback: how optimizers walk down a loss" '
        f'width="{FRAME_SIZE[0]}" height="{FRAME_SIZE[1]}" style="border: 0" loading="lazy" '
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
        if e.data:
            yield from _data(e.data, e.seed)
        yield _loss(e, loss)
        names = loss.variables
    if e.window:
        yield f"The window shows {listed(_spans(e, names), 'and')}."
    if not e.runs:
        yield "There are no runs."
    for number, run in enumerate(e.runs, start=1):
        name = f", “{run.label}”" if run.label else ""
        yield f"Run {number}{name}: {_run(run)}."
    for typed in e.typed:
        yield f"The rule {typed.name} is typed: {'; '.join(typed.text.splitlines())}."
    yield f"Each run takes {counted(e.steps, 'step')}."
    yield from _noise(e)
    yield VIEWS[e.view].sentence
    yield from _playback(e.look)
    if e.look.present:
        yield "It opens as a presentation, which Escape leaves."
    yield f"The playhead stands at step {e.step}." if e.step else "The playhead is at the start."
    if e.goal:
        yield f"The task: {goal_in_words(e.goal)} {allowed_in_words(e.goal)}".strip()
    if e.following:
        yield f"Tasks that follow on its worksheet: {len(e.following)}."
    if e.hide:
        yield f"Hidden: {listed([HIDEABLE[part] for part in e.hide], 'and')}."


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


def _data(data: Data, seed: int) -> Iterator[str]:
    table, model = data.table, data.model
    name = f"the table {table.name}" if table.name else "a table of the link's own"
    columns = listed(table.columns, "and")
    scaled = ", standardised" if data.scale == "standard" else ""
    yield f"The data are {name}: {counted(data.count, 'row')} of {columns}{scaled}."
    if model:
        measure = MEASURES[model.measure.name].title
        yield f"The model {model.text} predicts {model.target}, measured by {measure}."
    if data.batch:
        how = "shuffled" if data.order == "shuffled" else "drawn with replacement"
        yield f"An update sees {counted(data.batch, 'row')}, {how}, from seed {seed}."


def _run(run: Run) -> str:
    dials = [f"learning rate {_number(run.rate)}", *_dials(run.update, run.changed)]
    where = ", ".join(map(_number, run.start))
    start = f", from {where if len(run.start) == 1 else f'({where})'}" if run.start else ""
    dialled = listed(dials, "and")
    return f"{run.update.title} with {dialled}{start}{_schedule(run.schedule)}{_batch(run)}"


def _batch(run: Run) -> str:
    if run.batch is None:
        return ""
    return f", {counted(run.batch, 'row')} an update" if run.batch else ", all rows"


def _schedule(choice: ScheduleChoice | None) -> str:
    if choice is None:
        return ""
    schedule = SCHEDULES[choice.name]
    inside = "; ".join(_dials(schedule, choice.changed))
    return f", schedule {schedule.title.lower()}{f' ({inside})' if inside else ''}"


def _dials(owner: Rule | Schedule, dials: Mapping[str, Value]) -> list[str]:
    """Return dials in words: "weight decay 0.1"."""
    return [f"{owner.dial(name).label} {_value(value)}" for name, value in dials.items()]


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return listed(map(_number, value), "and")
    if isinstance(value, bool | str):
        return setting(value).replace("_", " ")
    return _number(value)


def _noise(e: Experiment) -> Iterator[str]:
    if e.noise:
        yield (
            f"Noise with a standard deviation of {_number(e.noise)} is added to every gradient, "
            f"the same for every run, from seed {e.seed}."
        )
    elif e.seed and not any(map(e.batch, e.runs)):
        yield f"The seed is {e.seed}, which matters once there is noise."
