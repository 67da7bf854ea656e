"""The address bar's quiet half: what must be in the link but not in the browser's history.

Python can only push history entries. The playhead would fill the history with every pause, and the
link of a page just switched to would make Back land on an address without an experiment, so both
are put in place by the browser itself.
"""

from dataclasses import replace

import streamlit as st

from experiment import encode
from ui import session

_SCRIPT = """
export default function ({ data }) {
  const url = new URL(location.href)
  if (data.link && !url.searchParams.has("run")) {
    url.search = data.link + url.search.replace(/^[?]/, "&")
  }
  url.searchParams.delete("step")
  if (data.step !== null) url.searchParams.set("step", data.step)
  if (url.href !== location.href) history.replaceState(history.state, "", url)
}
"""
_component = st.components.v2.component("switchback.address", js=_SCRIPT)


def keep() -> None:
    """Bring the address bar up to date; the playhead without an entry in the history."""
    experiment = session.commit(session.current())
    # A lesson is open on Compare alone: elsewhere its name would lead back there.
    told = replace(experiment, lesson="") if session.page() else experiment
    link = encode(told) if session.bare_link() else ""
    # Unchanged data would not call the script again: the rest is there to be new on another page
    # and when the link was written, which knows no step 0.
    news = {"page": session.page(), "written": session.written()}
    data = {"link": link, "step": session.playhead(), **news}
    _component(key="address", data=data, height="content")
