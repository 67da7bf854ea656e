"""What the callbacks of widgets do: change the experiment, then run what shows the change.

A dial of one run touches the picture, what explains it, the address and the run's own card: a
third of the page, and the picture need not wait for the rest. Closed cards run along with the
picture; an open one is called by its run's mark, which the run keeps for its life.
"""

from collections.abc import Callable
from dataclasses import replace

from experiment import Experiment, Run, rates_sentence
from ui import fragments, session
from ui.state import state


def edit(change: Callable[[Experiment], Experiment], *, within: str = "") -> None:
    """As `session.edit`, then run what the change touches.

    within  the part that the widget belongs to
    """
    here = state()
    before, quiet, typed = session.current(), not here.has_notice, here.typed
    session.edit(change)
    here.first_change = here.first_change or here.experiment
    here.open_cards &= frozenset(session.current().marks)
    quiet = quiet and not here.has_notice and here.typed == typed
    if here.retold:  # what was on its way to the browser meanwhile must not stand there
        here.retold, here.new, quiet = False, True, False
    fragments.run(*(touched(before, session.current()) if quiet else ()), within=within)


def touched(before: Experiment, after: Experiment) -> tuple[str, ...]:
    """Return the parts that show the change; none where it is more than dials, starts, playback."""
    looks = [replace(e.look.still, present=e.look.present) for e in (before, after)]
    rules = [(e.marks, *((run.update, run.batch) for run in e.runs)) for e in (before, after)]
    same = replace(before, runs=after.runs, step=after.step, look=after.look) == after
    if not same or looks[0] != looks[1] or rules[0] != rules[1] or after.lesson:
        return ()
    if rates_sentence(before) != rates_sentence(after):  # rare: most dials are set by hand
        return ()
    pairs, opened = zip(after.marks, before.runs, after.runs, strict=True), state().open_cards
    stale = [mark for mark, *shown in pairs if mark in opened and not _shallow(*shown)]
    return (fragments.PICTURE, *map(fragments.card, stale))


def _shallow(before: Run, after: Run) -> bool:
    """Return whether an open card shows the change already: a number stands in its own widget."""
    kept = replace(before, dials=after.dials)
    if kept != after:
        return False
    dials = [d for d in after.update.dials if before.dials[d.name] != after.dials[d.name]]
    return [dial.kind for dial in dials] in ([], ["number"])
