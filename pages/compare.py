"""Compare: several runs, one loss, one playhead."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

import figures
import lessons
import player
from experiment import Experiment, Look, load, minima, move_start, same_start, with_playback
from ui import address, cached, fragments, panels, presentation, rerun, session, sidebar, toolbar
from ui.dialogs import export, share
from ui.lessons import lesson as study
from ui.panels import fairness, verdicts


def picture(e: Experiment) -> str:
    """The figure of an experiment whose loss can be read, as JSON."""
    return player.pack(figures.drawing(e, load(e), cached.run(e), minima(e)))


def veiled(e: Experiment) -> str:
    """The figure before the first step: what a lesson shows until its question is answered."""
    starts = [t.at_start() for t in cached.run(e)]
    return player.pack(figures.drawing(e, load(e), starts, minima(e)))


def place(lesson: lessons.Lesson) -> study.Place:
    """Where a lesson stands in its chapter, and what comes before and after it."""
    chapter = lessons.chapter_of(lesson)
    number, count = chapter.lessons.index(lesson) + 1, len(chapter.lessons)
    neighbours = lessons.previous_lesson(lesson), lessons.next_lesson(lesson)
    return study.Place(chapter.title, number, count, *neighbours)


def playback(look: Look) -> player.Playback:
    """How the player plays a look."""
    hidden = look.without
    return player.Playback(look.comet, look.race, look.marks, look.speed, look.loop, hidden)


def offline(e: Experiment, link: str) -> Callable[[], str]:
    """What writes the picture as a file that plays without a server."""
    return partial(
        player.standalone,
        cached.picture(picture, e),
        steps=e.steps,
        step=e.step,
        title="Switchback",
        caption=export.caption(e),
        link=link,
        playback=playback(e.look),
    )


def step_moved(within: str) -> None:
    """Take over where the playhead came to rest: the callback of the player and of its relay."""
    rerun.playhead(player.whereabouts("player", session.current().steps), within=within)


def start_moved() -> None:
    """Take over what was dragged in the picture: the player's callback."""
    moved = player.moved_start("player")
    if moved and moved.old is None:
        rerun.edit(lambda e: same_start(e, moved.new), within=fragments.PICTURE)
    elif moved:
        rerun.edit(lambda e: move_start(e, moved.old, moved.new), within=fragments.PICTURE)


def window_taken() -> None:
    """Take over the axes that the picture was zoomed to: the player's callback."""
    if window := player.zoomed_window("player"):
        rerun.edit(lambda e: replace(e, window=window))


def playback_chosen() -> None:
    """Take over the speed, the loop and the hidden runs: the player's callback."""
    if (chosen := player.played("player")) is None:
        return
    told = {"loop": chosen.loop, "hidden": chosen.hidden}
    rerun.edit(lambda e: with_playback(e, chosen.speed, **told), within=fragments.PICTURE)


def drawn() -> Experiment | None:
    """The experiment where there is something to draw: a readable loss and a run."""
    e = session.drawable()
    return e if e and e.runs else None


def show(
    veil: bool,
    step: int | None,
    *,
    rates: sidebar.Slots,
    tabs: panels.Frame | None,
) -> None:
    """Show what runs along with the picture: a dial is one run, and the picture comes first.

    step   where a lesson puts the playhead
    rates  where the learning rates of the open cards go
    tabs   where that goes which follows the playhead
    """
    if e := drawn():
        show_picture(e, veil, session.playhead() if step is None else step)
    elif session.drawable():
        verdicts.empty("No runs", "Add one in the sidebar: each walks downhill from its start.")
    else:
        verdicts.empty("No picture yet", "The loss cannot be read: its field says where.")
    sidebar.rates(rates)
    fragments.pause()
    fragments.draw(fragments.PLAYHEAD, show_why, None if veil else rates, tabs)


def show_picture(e: Experiment, veil: bool, step: int | None) -> None:
    """Show the player and how the runs ended."""
    player.show(
        cached.picture(veiled if veil else picture, e),
        steps=e.steps,
        step=step,
        key="player",
        playback=playback(e.look),
        locked="The starts of this link are fixed." if "controls" in e.hide else "",
        cards="[class*=st-key-run-]",
        on_step=partial(step_moved, fragments.PICTURE),
        on_start=start_moved,
        on_window=window_taken,
        on_playback=playback_chosen,
    )
    if veil:
        verdicts.names(e.runs)
    else:
        verdicts.draw(cached.run(e))


def show_why(rates: sidebar.Slots | None, tabs: panels.Frame | None) -> None:
    """Show what depends on the playhead: why the runs went where they are, and the address."""
    player.relay("player", partial(step_moved, fragments.PLAYHEAD))
    if rates:
        sidebar.limits(rates)
    if tabs and (e := drawn()):
        told, put = player.whereabouts("player", e.steps), session.playhead()
        steps = (step for step in (told, put, e.steps) if step is not None)
        panels.fill(tabs, e, cached.run(e), next(steps))
    address.keep()


# A question that is hidden cannot be answered: without its words a lesson is its comparison.
named = session.current().lesson if "text" not in session.current().hide else ""
lesson = lessons.lesson(named)
veil = study.hidden(lesson)

presentation.arrange(session.current())
with st.container(key="stage"):
    if lesson:
        study.draw(lesson, place(lesson), session.current())
    elif named:
        study.missing()
    if e := drawn():
        toolbar.draw()
    below = st.container()
    tabs = None
    if e and not veil:
        fairness.draw(e)
        tabs = panels.frame(e)

rates = sidebar.draw(veil)
with below:
    put = session.current().step if lesson else None
    fragments.draw(fragments.PICTURE, show, veil, put, rates=rates, tabs=tabs)
save = partial(export.dialog, player.saver, offline, veil)
presentation.actions({"Share": share.dialog, "Export": save})
