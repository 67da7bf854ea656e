"""Numbers in a lesson's prose, and the numbers that back them."""

import re
from collections.abc import Iterator
from decimal import Decimal

# A true minus sign or a hyphen before a digit; 1e-8 as people write it.
NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:\.\d+)?(?:e[−-]?\d+)?")


def numbers(text: str) -> list[Decimal]:
    """Every number that is written with digits."""
    return [Decimal(found.replace("−", "-")) for found in NUMBER.findall(text)]


def backed(lesson) -> set[Decimal]:
    """Numbers of the claims, of the link as it is written, and of the dials it leaves out."""
    e = lesson.experiment
    found = {number for claim in lesson.claims for number in claim.numbers()}
    links = " ".join((lesson.link, *lesson.variants.values()))
    found |= {abs(number) for number in numbers(re.sub(r"[+&=]", " ", links))}
    found |= set(_values([e.steps, e.noise, e.seed, *e.window]))
    for run in e.runs:
        dials = (*run.dials.values(), *(run.schedule.dials.values() if run.schedule else ()))
        found |= set(_values([*dials, run.start]))
    return found


def stray(lesson) -> list[Decimal]:
    """The numbers of the prose that nothing backs."""
    prose = " ".join((lesson.text, lesson.question, lesson.answer, *lesson.choices))
    return [number for number in numbers(prose) if number not in backed(lesson)]


def _values(items) -> Iterator[Decimal]:
    for item in items:
        if isinstance(item, tuple):
            yield from _values(item)
        elif isinstance(item, int | float) and not isinstance(item, bool):
            yield Decimal(repr(item))
