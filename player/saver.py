"""The buttons that save the picture of the player on the page: PNG, SVG, a video."""

import streamlit as st

from player import assets

MOUNT = st.components.v2.component(
    "switchback.saver",
    html=assets.text("saver.html"),
    css=assets.text("saver.css"),
    js=assets.script(assets.SAVER),
)


def saver(*, name: str, caption: str, link: str, key: str, film: bool = True) -> None:
    """Show the buttons. The browser composes the files from what the player shows at that moment.

    name            of the files, without the step and the ending that the browser adds
    caption, link   written below the picture, as text
    film            whether a video is offered
    """
    data = {"name": name, "caption": caption, "link": link, "film": film}
    MOUNT(key=key, data=data | {"library": assets.library_path()})
