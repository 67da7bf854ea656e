"""What a sheet asks of a comparison: a value, and the parts of it that stand in several places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from experiment.export.qr import printed_qr
from publish.blanks import chosen_steps
from publish.picture import Seen


@dataclass(frozen=True)
class Question:
    """What is asked of a comparison; all texts are plain.

    asked     "" where the title asks
    right     the true choice, "" where there are none
    answer    what is true
    fields    what pupils write down before they look
    """

    asked: str
    answer: str
    right: str = ""
    choices: Sequence[str] = ()
    fields: Sequence[str] = ("Because",)


@dataclass(frozen=True, eq=False)
class Task:
    """A comparison on a sheet; all texts are plain.

    text      what is compared
    href      where it leads from the sheet, "" nowhere
    address   the whole address of that, "" where nobody knows it
    shown     the link as it is printed
    """

    title: str
    text: str
    question: Question
    seen: Seen
    href: str
    address: str
    shown: str

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The steps at which it is looked at; the first is the start."""
        return chosen_steps(self.seen.paths)


def titled(one: Task) -> str:
    """Return the title, which leads to the comparison where that has an address."""
    title = escape(one.title)
    return f'<a href="{escape(one.href)}">{title}</a>' if one.href else title


def code(one: Task) -> str:
    """Return the QR code of a whole address, nothing without one or where it is too long."""
    svg = printed_qr(one.address, "QR code of this link") if one.address else ""
    return f'<div class="qr">{svg}</div>' if svg else ""


def true(question: Question) -> str:
    """Return the right choice and the answer; an answer that begins with the choice says it."""
    right, answer = question.right, question.answer
    if not right:
        return escape(answer)
    rest = answer.removeprefix(right)
    if rest == answer or rest[:1].isalnum():
        rest = f". {answer}"
    return f"<b>{escape(right)}</b>{escape(rest)}"
