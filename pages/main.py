"""The frame of every page: navigation above, the experiment in the link below."""

import streamlit as st

from figures import theme
from ui import crowd, fragments, run_marks, session, style
from ui.state import state

MARKS = run_marks.RunMarks(theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)

st.set_page_config(
    page_title="Switchback",
    page_icon="📉",  # an emoji is inline; a Material icon would be fetched from Google
    layout="wide",
    initial_sidebar_state="collapsed" if st.context.is_embedded else 340,
)
page = st.navigation(
    [
        st.Page("compare.py", title="Compare", default=True),
        st.Page("maps.py", title="Maps"),
        st.Page("classroom.py", title="Class", url_path="class"),
        st.Page("gallery.py", title="Gallery"),
        st.Page("catalogue.py", title="Catalogue"),
        st.Page("mathematics.py", title="Mathematics"),
        st.Page("about.py", title="About"),
    ],
    position="top",
)
style.show(MARKS)
crowd.admit()
with crowd.turn():
    session.open_page(page.url_path)
    session.remember()
    with fragments.whole_page():
        page.run()
        style.notice()
        if fragments.PLAYHEAD not in state().parts:  # it commits where there is one
            session.commit()
