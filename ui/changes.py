"""What the callbacks of widgets do: change the experiment, then run what shows the change.

A dial of one run touches the picture, what explains it, the address and the run's own card: a
third of the page, and the picture need not wait for the rest.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec

from experiment import Experiment, Run
from optimizers import RULES
from ui import deck, parts, session

P = ParamSpec("P")


def edit(
    change: Callable[Concatenate[Experiment, P], Experiment], *args: P.args, **kwargs: P.kwargs
) -> None:
    """As `session.edit`, then run what the change touches."""
    before, quiet = session.current(), not session.noticed()
    session.edit(change, *args, **kwargs)
    quiet = quiet and not session.noticed()
    parts.run(*(touched(before, session.current()) if quiet else ()))


def playhead(step: int | None) -> None:
    """Take over where the playhead came to rest, and run what shows it."""
    session.take_playhead(step)
    runs = zip(deck.names(), session.current().runs, strict=True)
    marked = [parts.head(n) for n, run in runs if n in deck.opened() and RULES[run.rule].edge]
    parts.run(parts.WHY, *marked, parts.ADDRESS)


def touched(before: Experiment, after: Experiment) -> tuple[str, ...]:
    """The parts that show the change; none where it is more than dials, starts and playback."""
    looks = [replace(e.look.still, present=e.look.present) for e in (before, after)]
    same = replace(before, runs=after.runs, step=after.step, look=after.look) == after
    if not same or looks[0] != looks[1] or after.lesson or len(before.runs) != len(after.runs):
        return ()
    pairs = zip(deck.names(), before.runs, after.runs, strict=True)
    cards = [_half(one, other)(name) for name, one, other in pairs if one != other]
    return (parts.PICTURE, *cards, parts.WHY, parts.ADDRESS)


def _half(before: Run, after: Run) -> Callable[[int], str]:
    """How much of a card shows the change: a single number stands in its own widget already."""
    if (before.rule, before.schedule, before.start) != (after.rule, after.schedule, after.start):
        return parts.card
    dials = RULES[after.rule].dials
    kinds = [dial.kind for dial in dials if before.dials[dial.name] != after.dials[dial.name]]
    return parts.head if kinds == ["number"] else parts.card
