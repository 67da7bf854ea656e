"""Paper for a class, made of any tasks: a worksheet, a tip sheet for the teacher, and answers.

What pupils fill in and what the answers say is measured at the runs themselves. Each part begins on
a page of its own; runs are told apart by numbers and dashes, so that a grey print will do.
"""

from collections.abc import Callable, Sequence
from html import escape

from experiment import run_names
from figures.frames import frames, sample
from publish.blanks import START, front_in_words, loss_at
from publish.tasks import Task, code, titled, true
from publish.tips import Tips, links, tipped

FIRST = "Write down an answer and a reason before you open a link."
THEN = (
    "Open each link and show the paths. Put the playhead at each step; the loss of a run stands "
    "beside its name. Runs have the same numbers here and in the pictures."
)
MEASURED = "The losses are those of the runs themselves, in four digits."


def paper(title: str, note: str, tasks: Sequence[Task], tips: Tips) -> str:
    """Return the worksheet, the tip sheet and the answers as HTML."""
    drawn = [pictures(one, number) for number, one in enumerate(tasks, start=1)]
    before = "".join(prediction(one, parts[0]) for one, parts in zip(tasks, drawn, strict=True))
    after = "".join(watched(one, parts[1:]) for one, parts in zip(tasks, drawn, strict=True))
    heading = escape(title)
    return (
        f'<main class="sheet">\n<h1>{heading}</h1>\n<p class="jumps"><a href="#look">What the runs '
        'do</a> <a href="#tips">Tip sheet</a> <a href="#answers">Answers</a></p>\n'
        f"<p>{escape(note)}</p>\n{blanks('Name', 'Date')}"
        f"<h2>Before you look</h2>\n<p>{FIRST}</p>\n<ol>\n{before}</ol>\n"
        f'<section class="leaf" id="look"><h2>What the runs do</h2>\n<p>{THEN}</p>\n'
        f"<ol>\n{after}</ol></section>\n"
        f'<section class="leaf" id="tips"><h2>Tip sheet: {heading}</h2>\n{tipped(tips)}'
        f"{links(tasks)}</section>\n"
        f'<section class="leaf answers" id="answers"><h2>Answers: {heading}</h2>\n'
        f"<p>{MEASURED}</p>\n<ol>\n{''.join(map(answered, tasks))}</ol></section>\n</main>"
    )


def pictures(one: Task, number: int) -> list[str]:
    """Return the frames of a task at its steps; the number tells its landscape from others."""
    seen = one.seen
    return frames(
        seen.e, seen.loss, seen.paths, seen.minima, steps=one.steps, name=f"land-{number}"
    )


def prediction(one: Task, picture: str) -> str:
    """Return what is asked before anybody looks, beside the picture of the start."""
    question = one.question
    choices = "".join(f"<li>{escape(choice)}</li>" for choice in question.choices)
    boxes = f'<ul class="boxes">{choices}</ul>\n' if choices else ""
    asked = f'<p class="asked">{escape(question.asked)}</p>\n' if question.asked else ""
    return (
        f'<li><div class="start">{picture}</div><h3>{titled(one)}</h3>\n'
        f"<p>{escape(one.text)}</p>\n{asked}{boxes}{''.join(map(blanks, question.fields))}</li>\n"
    )


def watched(one: Task, pictures: Sequence[str]) -> str:
    """Return the frames after the start, and blanks for what the runs have come to in them."""
    head = "".join(
        f'<th scope="col"><span>Step {step}</span>{picture}</th>'
        for step, picture in zip(one.steps[1:], pictures, strict=True)
    )
    shape = table(
        one, head, lambda k, step: "" if step else loss_at(one.seen.paths[k], START), lambda _: ""
    )
    return f"<li>{code(one)}<h3>{titled(one)}</h3>\n{legend(one)}\n{shape}</li>\n"


def answered(one: Task) -> str:
    """Return the right choice, what is true, and the table of the worksheet filled in."""
    paths = one.seen.paths
    head = "".join(f'<th scope="col">Step {step}</th>' for step in one.steps[1:])
    shape = table(
        one,
        head,
        lambda k, step: loss_at(paths[k], step),
        lambda step: front_in_words(paths, step),
    )
    return f"<li><h3>{titled(one)}</h3>\n<p>{true(one.question)}</p>\n{shape}</li>\n"


def table(
    one: Task, head: str, cell: Callable[[int, int], str], front: Callable[[int], str]
) -> str:
    """Return a row a run with its loss at each step, and a row that asks for the lowest."""
    marks = one.seen.e.marks
    rows = "".join(
        f'<tr><th scope="row">{sample(k, marks[k])}</th>'
        f"{''.join(f'<td>{escape(cell(k, step))}</td>' for step in one.steps)}</tr>\n"
        for k in range(len(one.seen.paths))
    )
    last = "".join(f"<td>{front(step)}</td>" for step in one.steps[1:])
    lowest = f'<tr><th scope="row" colspan="2">Which run is lowest?</th>{last}</tr>'
    return (
        f'<table class="losses"><tr><th>Loss</th><th scope="col">Start</th>{head}</tr>\n{rows}'
        f"{lowest if len(one.seen.paths) > 1 else ''}</table>"
    )


def legend(one: Task) -> str:
    """Return the names of the runs with their numbers and lines."""
    e = one.seen.e
    runs = "".join(
        f"<li>{sample(k, e.marks[k])} {escape(name)}</li>"
        for k, name in enumerate(run_names(e.runs))
    )
    return f'<ul class="runs">{runs}</ul>'


def blanks(*names: str) -> str:
    """Return names with a line to write on after each."""
    return f'<p class="fields">{"".join(f"{escape(name)} <span></span> " for name in names)}</p>\n'
