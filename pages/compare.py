"""Compare: several runs, one loss, one playhead."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

import figures
import lessons
import player
from experiment import Experiment, load, minima, move_start, same_start
from ui import cached, controls, export, fairness, screen, session, share, study, verdicts, why


def picture(e: Experiment) -> str:
    """The figure of an experiment whose loss can be read, as JSON."""
    figure = figures.compare(e, load(e), cached.run(e), minima(e))
    return player.pack(figure)


def veiled(e: Experiment) -> str:
    """The figure before the first step: what a lesson shows until its question is answered."""
    figure = figures.compare(e, load(e), [t.at_start() for t in cached.run(e)], minima(e))
    return player.pack(figure)


def place(lesson: lessons.Lesson) -> study.Place:
    """Where a lesson stands in its chapter, and what comes before and after it."""
    chapter = lessons.chapter_of(lesson)
    number, count = chapter.lessons.index(lesson) + 1, len(chapter.lessons)
    neighbours = lessons.previous_lesson(lesson), lessons.next_lesson(lesson)
    return study.Place(chapter.title, number, count, *neighbours)


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
        playback=player.Playback(e.look.comet, e.look.race, e.look.marks),
    )


def start_moved() -> None:
    """Take over what was dragged in the picture: the player's callback."""
    moved = player.moved_start("player")
    if moved and moved.old is None:
        session.edit(same_start, moved.new)
    elif moved:
        session.edit(move_start, moved.old, moved.new)


def window_taken() -> None:
    """Take over the axes that the picture was zoomed to: the player's callback."""
    if window := player.zoomed_window("player"):
        session.edit(lambda e: replace(e, window=window))


session.take_playhead(player.whereabouts("player", session.current().steps))
shown = session.drawable()
# A question that is hidden cannot be answered: without its words a lesson is its comparison.
named = session.current().lesson if "text" not in session.current().hide else ""
lesson = lessons.lesson(named)
veil = study.hidden(lesson)
trajectories = cached.run(shown) if shown else ()

screen.arrange(session.current())
with st.container(key="stage"):
    if lesson:
        study.draw(lesson, place(lesson), session.current())
    elif named:
        study.missing()
    if shown is None:
        verdicts.empty("No picture yet", "The loss cannot be read: its field says where.")
    elif not shown.runs:
        verdicts.empty("No runs", "Add one in the sidebar: each walks downhill from its start.")
    else:
        controls.views.draw()
        look = shown.look
        state = player.show(
            cached.picture(veiled if veil else picture, shown),
            steps=shown.steps,
            step=shown.step if lesson else session.playhead(),
            key="player",
            playback=player.Playback(look.comet, look.race, look.marks),
            locked="The starts of this link are fixed." if "controls" in shown.hide else "",
            cards="[class*=st-key-run-]",
            on_step=session.playhead_moved,
            on_start=start_moved,
            on_window=window_taken,
        )
        if veil:
            verdicts.names(shown.runs)
        else:
            verdicts.draw(trajectories)
            fairness.draw(shown)
            why.draw(shown, trajectories, state.step)

controls.draw(() if veil else trajectories)
save = partial(export.dialog, player.saver, offline, veil)
screen.actions({"Share": share.dialog, "Export": save})
