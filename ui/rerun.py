"""What the callbacks of widgets do: change the experiment, then run what shows the change.

A dial of one run touches the picture, what explains it, the address and the run's own card: a
third of the page, and the picture need not wait for the rest.
"""

from collections.abc import Callable
from dataclasses import replace

from experiment import Experiment, Run, rates_sentence
from optimizers import RULES
from ui import fragments, run_cards, session
from ui.state import state


def edit(change: Callable[[Experiment], Experiment], *, within: str = "") -> None:
    """As `session.edit`, then run what the change touches.

    within  the part that the widget belongs to
    """
    before, quiet = session.current(), not state().has_notice
    session.edit(change)
    quiet = quiet and not state().has_notice
    fragments.run(*(touched(before, session.current()) if quiet else ()), within=within)


def touched(before: Experiment, after: Experiment) -> tuple[str, ...]:
    """Return the parts that show the change; none where it is more than dials, starts, playback."""
    looks = [replace(e.look.still, present=e.look.present) for e in (before, after)]
    rules = [[run.rule for run in e.runs] for e in (before, after)]
    same = replace(before, runs=after.runs, step=after.step, look=after.look) == after
    if not same or looks[0] != looks[1] or rules[0] != rules[1] or after.lesson:
        return ()
    if rates_sentence(before) != rates_sentence(after):  # rare: most dials are set by hand
        return ()
    pairs = zip(run_cards.names(), before.runs, after.runs, strict=True)
    changed = ((name, one, other) for name, one, other in pairs if one != other)
    other_cards = (n for n, *runs in changed if n not in run_cards.opened() or not _shallow(*runs))
    return (fragments.PICTURE, *map(fragments.card, other_cards))


def _shallow(before: Run, after: Run) -> bool:
    """Return whether an open card shows the change already: a number stands in its own widget."""
    if (before.schedule, before.start) != (after.schedule, after.start):
        return False
    dials = [d for d in RULES[after.rule].dials if before.dials[d.name] != after.dials[d.name]]
    return [dial.kind for dial in dials] in ([], ["number"])
