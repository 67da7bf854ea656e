"""Gallery: the lessons by chapters, each with a small picture of what really happens in it."""

import streamlit as st

import lessons
from figures.thumbnail import thumbnail
from ui import cached, lesson, session, sidebar, style

if "lesson" in st.query_params:  # a tile opened in a tab of its own: its address is relative
    session.go_to("compare.py")

style.wear("tiles")
sidebar.summary()
with st.container(key="gallery"):
    st.title("Gallery", anchor=False)
    st.markdown(
        "Take the lessons in their order, or any one by itself. Each asks a question before it "
        "shows the paths, and every statement in it is checked against the runs themselves."
    )
    with st.container(key="chapters"):
        st.markdown("&emsp; ".join(f"[{one.title}](#{one.key})" for one in lessons.CHAPTERS))
    for chapter in lessons.CHAPTERS:
        st.subheader(chapter.title, anchor=chapter.key)
        st.markdown(f":gray[{chapter.note}]")
        with st.container(key=f"shelf-{chapter.key}"):
            for one in chapter.lessons:
                lesson.card(one, cached.thumbnail(thumbnail, one.link))
