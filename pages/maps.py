"""Maps: what the runs do at every learning rate, from every start, at any two settings."""

from dataclasses import replace

import streamlit as st

import player
from experiment import Experiment
from experiment.export import file_name
from experiment.maps.axes import panels
from experiment.maps.live import map_live
from experiment.maps.words import caption
from figures import theme
from ui import cached, map_server, maps, session, sidebar, style
from ui.state import Key, state


def live(e: Experiment) -> str:
    """Return the map of an experiment as the browser computes it."""
    return player.pack_live(map_live(e))


def zoomed() -> None:
    """Take over the axes that the visitor zoomed to: the component's callback."""
    if (ends := player.zoomed_axes(Key.MAPS)) is not None:
        session.edit(maps.zoomed, ends)


def pixel_chosen() -> None:
    """Take over a pixel: the component's callback. The page then goes to Compare."""
    if pixel := player.opened_pixel(Key.MAPS):
        session.edit(maps.at_pixel, pixel["panel"], pixel["values"])
        state().opening = True


def rates_chosen() -> None:
    """Take over learning rates: the component's callback."""
    if rates := player.chosen_rates(Key.MAPS):
        session.edit(maps.at_rates, [(one["run"], one["rate"]) for one in rates])


def show(e: Experiment) -> None:
    """Show the map; where the browser cannot compute it, the server does."""
    served = state().map_on_server or map_live(e)["live"] is None
    answer = map_server.answer(e) if served else ""
    data = player.MapsData(
        map=cached.picture(live, e),
        palettes=theme.PALETTES,  # type: ignore[arg-type]
        marks=list(e.marks),
        dashes=list(theme.DASHES),
        symbols=list(theme.SYMBOLS),
        name=f"{file_name(replace(e, step=0), '')}-{maps.chosen(e).kind}",
        caption=caption(e),
        link=maps.link(e),
        answer=answer,
        waiting=served and not answer,
        locked="The settings of this link are fixed." if "controls" in e.hide else "",
    )
    player.show_maps(
        data,
        key=Key.MAPS,
        hear={
            "view": zoomed,
            "open": pixel_chosen,
            "rates": rates_chosen,
            "unable": maps.ask_server,
        },
    )
    if data.waiting:
        map_server.compute(e, player.pack_live)


if state().opening:
    state().opening = False
    if not state().refusal:
        session.go_to("compare.py")
style.wear("maps")
sidebar.summary()
with st.container(key="maps-page"):
    with st.container(key="maps-head", horizontal=True, vertical_alignment="center"):
        st.title("Maps", anchor=False)
        if st.button("Back to Compare", key="to-compare", icon=":material/arrow_back:"):
            session.go_to("compare.py")
    e = session.drawn()
    if e is None:
        st.markdown("A map needs a loss that can be read, and a run. Add them on Compare.")
    else:
        if "controls" not in e.hide:
            maps.controls(e)
        st.caption(maps.HELP[maps.chosen(e).kind])
        if panels(e):
            show(e)
        else:
            st.markdown("No run has both of these settings. Choose others.")
