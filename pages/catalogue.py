"""Catalogue: known losses by what they teach, each with a picture of real runs on it."""

import streamlit as st

from experiment import decode, load, minima, run
from figures.thumbnail import thumbnail
from ui import cached, catalogue, sidebar, style


def picture(key: str) -> str:
    """The four rules of the opening on a loss of the catalogue."""
    e, _ = decode(f"loss={key}")
    return thumbnail(e, load(e), run(e), minima(e))


style.wear("tiles")
sidebar.summary()
with st.container(key="catalogue"):
    st.title("Catalogue", anchor=False)
    st.markdown(
        "Known losses, each with what it teaches. The pictures show gradient descent, Adagrad, "
        "RMSProp and Adam at rates that suit the loss, for 200 steps. "
        "**Compare on this loss** puts your own runs on it."
    )
    with st.container(key="finder"):
        text = st.text_input(
            "Search the catalogue",
            key="find",
            type="search",
            live=True,
            placeholder="Search titles, notes and formulas",
            label_visibility="collapsed",
        )
        group = st.pills("Group", catalogue.groups(), key="group", label_visibility="collapsed")
    found = catalogue.search(text, group)
    for name, entries in found.items():
        st.subheader(name, anchor=False)
        with st.container(key=f"shelf-{catalogue.groups().index(name)}"):
            for entry in entries:
                catalogue.card(entry, cached.thumbnail(picture, entry.key))
    if not found:
        st.markdown("No loss of the catalogue matches. Any other one can be typed on Compare.")
