"""The cards of the runs: names that outlive a reordering, and which of them are open."""

from collections.abc import Callable

from experiment import Experiment
from ui import fragments, session
from ui.run_edits import Names, fresh
from ui.state import state


def names() -> Names:
    """Return a name for every run, in their order: keys of widgets that outlive a reordering."""
    count, kept = len(session.current().runs), state().card_names
    if len(kept) != count:  # a link with more runs, or fewer
        new = fresh(kept)
        state().card_names = (*kept, *range(new, new + count))[:count]
    return state().card_names


def opened() -> frozenset[int]:
    """Return the names of the runs whose cards are open."""
    return state().open_cards


def toggle(name: int) -> None:
    """Open a card, or close it."""
    state().open_cards ^= {name}


def edit(change: Callable[[Experiment, Names], tuple[Experiment, Names]]) -> None:
    """Change the runs and so their names: add, remove or reorder. Runs all of the page."""
    changed, kept = change(session.current(), names())
    session.edit(lambda _: changed)
    state().card_names = kept
    fragments.run()
