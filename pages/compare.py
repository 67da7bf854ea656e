"""Compare: several runs, one loss, one playhead."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import figures
import player
from experiment import (
    Experiment,
    Look,
    live,
    load,
    minima,
    move_start,
    same_start,
    with_playback,
    with_rate,
    with_target,
)
from lessons import LESSONS
from ui import cached, fragments, heading, presentation, rerun, session, sidebar, toolbar
from ui import goal as task
from ui import lesson as study
from ui.dialogs import data, export, goal, share
from ui.panels import tabs, verdicts
from ui.state import Key, state

Slot = DeltaGenerator | None


def picture(e: Experiment) -> str:
    """Return the figure of an experiment whose loss can be read, as JSON."""
    return player.pack(figures.drawing(e, load(e), cached.run(e), minima(e)))


def engine(e: Experiment) -> str:
    """Return what the browser runs by itself while something is dragged."""
    able = live(e)
    return player.pack_live(able) if able else ""


def veiled(e: Experiment) -> str:
    """Return the figure before the first step: a lesson shows it until its question is answered."""
    starts = [t.at_start() for t in cached.run(e)]
    return player.pack(figures.drawing(e, load(e), starts, minima(e)))


def playback(look: Look) -> player.Playback:
    """Return how the player plays a look."""
    played = look.speed, look.loop, look.without
    return player.Playback(look.comet, look.race, look.marks, *played, look.vectors, look.batches)


def offline(e: Experiment, link: str) -> Callable[[], str]:
    """Return what writes the picture as a file that plays without a server."""
    return partial(
        player.standalone,
        cached.picture(picture, e),
        steps=e.steps,
        step=e.step,
        title="Switchback",
        caption=export.caption(e),
        link=link,
        playback=playback(e.look),
        live=cached.picture(engine, e),
    )


def step_moved(within: str) -> None:
    """Take over where the playhead came to rest: the callback of the player and of its relay."""
    session.take_playhead(player.whereabouts(Key.PLAYER, session.current().steps))
    fragments.run(fragments.PLAYHEAD, within=within)


def start_moved() -> None:
    """Take over what was dragged in the picture: the player's callback."""
    if moved := player.moved_start(Key.PLAYER):
        old, new = moved.old, moved.new
        rerun.edit(
            lambda e: move_start(e, old, new) if old else same_start(e, new),
            within=fragments.PICTURE,
        )


def rate_chosen() -> None:
    """Take over a learning rate that was dragged in the legend: the player's callback."""
    if chosen := player.chosen_rate(Key.PLAYER):
        change = partial(with_rate, place=chosen.run, rate=chosen.rate)
        rerun.edit(change, within=fragments.PICTURE)


def row_moved() -> None:
    """Take over a row that was moved in the fit: the player's callback. The playhead stays."""
    if lifted := player.lifted_row(Key.PLAYER):
        at_end = state().at_end
        try:
            rerun.edit(partial(with_target, row=lifted.row, value=lifted.value))
        finally:  # another loss begins at its end, but this one goes on under the hand
            state().at_end = at_end


def window_taken() -> None:
    """Take over the axes that the picture was zoomed to: the player's callback."""
    if window := player.zoomed_window(Key.PLAYER):
        rerun.edit(lambda e: replace(e, window=window))


def playback_chosen() -> None:
    """Take over the speed, the loop and the hidden runs: the player's callback."""
    if chosen := player.played(Key.PLAYER):
        speed, loop, hidden = chosen.speed, chosen.loop, chosen.hidden
        change = partial(with_playback, speed=speed, loop=loop, hidden=hidden)
        rerun.edit(change, within=fragments.PICTURE)


def show(
    veil: bool, step: int | None, *, cards: sidebar.Slots, tab: tabs.OpenTab | None, state_at: Slot
) -> None:
    """Show what runs along with the picture: a dial is one run, and the picture comes first.

    step      where a lesson puts the playhead
    cards     where closed cards go, and the learning rates of open ones
    tab       the open tab, which is filled with what follows the playhead
    state_at  where it is said how a task stands
    """
    if e := session.drawn():
        show_picture(e, veil, session.playhead() if step is None else step)
    elif state().wanted:
        verdicts.empty(
            "A table is missing", "Give its file, and the comparison of the link appears."
        )
    elif session.drawable():
        verdicts.empty("No runs", "Add a run in the sidebar. Each walks downhill from its start.")
    else:
        verdicts.empty("No picture yet", "The loss cannot be read. The sidebar shows why.")
    sidebar.fill(cards, veil)
    fragments.pause()
    fragments.draw(fragments.PLAYHEAD, show_why, None if veil else cards, tab, state_at)


def show_picture(e: Experiment, veil: bool, step: int | None) -> None:
    """Show the player and how the runs ended."""
    player.show(
        cached.picture(veiled if veil else picture, e),
        steps=e.steps,
        step=step,
        key=Key.PLAYER,
        playback=playback(e.look),
        locked="The starts of this link are fixed." if "controls" in e.hide else "",
        cards="[class*=st-key-run-]",
        live="" if veil else cached.picture(engine, e),
        widgets={} if veil else sidebar.knobs(e),
        plays=state().plays + state().welcome,
        hear={
            "step": partial(step_moved, fragments.PICTURE),
            "start": start_moved,
            "rate": rate_chosen,
            "row": row_moved,
            "window": window_taken,
            "playback": playback_chosen,
        },
    )
    if state().new:  # no callback of these was known when the browser sent it
        start_moved()
        row_moved()
        window_taken()
    if e.loss != session.current().loss:
        verdicts.outdated(e.loss)
    if veil:
        verdicts.names(e)
    else:
        verdicts.draw(e, cached.run(e))


def show_why(cards: sidebar.Slots | None, tab: tabs.OpenTab | None, state_at: Slot) -> None:
    """Show what depends on the playhead: why the runs went where they went, and the address."""
    player.relay(Key.PLAYER, partial(step_moved, fragments.PLAYHEAD))
    if cards:
        sidebar.limits(cards)
    if (tab or state_at) and (e := session.drawn()):
        told, put = player.whereabouts(Key.PLAYER, e.steps), session.playhead()
        step = next(step for step in (told, put, e.steps) if step is not None)
        if state_at and e.goal:
            task.fill(state_at, e, cached.run(e), step)
        if tab:
            tabs.fill(tab, e, cached.run(e), step)
    session.commit()


# A question that is hidden cannot be answered: without its words a lesson is its comparison.
named = session.current().lesson if "text" not in session.current().hide else ""
lesson = LESSONS.get(named)
veil = study.hidden(lesson)

presentation.arrange(session.current())
state_at: Slot = None
with st.container(key="stage"):
    if lesson:
        study.draw(lesson, session.current())
    elif named:
        study.missing()
    if e := session.drawn():
        if state().welcome:
            heading.welcome()
        heading.draw(e)
        state_at = None if veil else task.draw(e)
        toolbar.draw()
    below = st.container()
    tab = None
    if e and not veil:
        verdicts.rates(e)
        tab = tabs.draw(e)

cards = sidebar.draw()
with below:
    put = session.current().step if lesson else None
    fragments.draw(fragments.PICTURE, show, veil, put, cards=cards, tab=tab, state_at=state_at)
save = partial(export.dialog, player.saver, offline, veil)
presentation.actions(
    {"Share": share.dialog, "Export": save, data.NAME: data.dialog, task.DIALOG: goal.dialog}
)
