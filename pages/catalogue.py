"""Catalogue: known losses by what they teach, each with a picture of real runs on it."""

import streamlit as st

from experiment.study.worked import meaning
from figures.thumbnail import thumbnail
from ui import cached, catalogue, sidebar, style

style.wear("tiles")
sidebar.summary()
with st.container(key="catalogue"):
    st.title("Catalogue", anchor=False)
    st.markdown(
        "Well-known losses, and what each of them teaches. The pictures show gradient descent, "
        "Adagrad, RMSProp and Adam for 200 steps, at learning rates that suit the loss. "
        "**Compare on this loss** puts your own runs on it.\n\n" + meaning()
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
                catalogue.card(entry, cached.thumbnail(thumbnail, f"loss={entry.key}"))
    if not found:
        st.markdown("No loss in the catalogue matches. You can type any other one on Compare.")
