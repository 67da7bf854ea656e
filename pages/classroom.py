"""Class: everybody's links, run again and compared."""

import streamlit as st

from experiment.classroom.results import Result
from experiment.classroom.table import names
from figures.classroom import landscape_figure, rates_figure
from ui import classroom, sidebar, style

PLAIN = {"displayModeBar": False, "scrollZoom": False}


def pictures(result: Result, hidden: bool) -> None:
    """Show all starts and paths, and results against learning rates."""
    called = names(result, hidden=hidden)
    dark = st.context.theme.type == "dark"
    with st.container(key="class-pictures"):
        for key, build in (("class-paths", landscape_figure), ("class-rates", rates_figure)):
            figure = build(result, called, dark=dark)
            st.plotly_chart(figure, key=key, theme=None, config=PLAIN)


style.wear("classroom")
sidebar.summary()
with st.container(key="classroom"):
    st.title("Class", anchor=False)
    st.markdown(
        "Give a comparison a task (in **Share** on Compare), hand out its link, and paste here "
        "what comes back. Each run is computed again from its link, so nothing can be made up."
    )
    classroom.ask()
    if result := classroom.answer():
        hidden = classroom.head(result)
        if result.rows:
            pictures(result, hidden)
            classroom.table(result, hidden)
        classroom.remarks(result, hidden)
