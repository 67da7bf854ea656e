"""The frame of every page: navigation above, the experiment in the link below."""

import streamlit as st

from figures import theme
from ui import address, frame, marks, parts, session

LOOK = marks.Look(theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)

st.set_page_config(
    page_title="Switchback",
    page_icon="📉",  # an emoji is inline; a Material icon would be fetched from Google
    layout="wide",
    initial_sidebar_state="collapsed" if st.context.is_embedded else 340,
)
page = st.navigation(
    [
        st.Page("compare.py", title="Compare", default=True),
        st.Page("gallery.py", title="Gallery"),
        st.Page("catalogue.py", title="Catalogue"),
        st.Page("mathematics.py", title="Mathematics"),
        st.Page("about.py", title="About"),
    ],
    position="top",
)
frame.show(LOOK)
session.open_page(page.url_path)
parts.begin()
page.run()
frame.notice()
if parts.PLAYHEAD not in parts.drawn():  # which keeps the address where there is one
    address.keep()
parts.end()
