"""A button that copies a text: one press, wherever the browser allows it."""

from pathlib import Path

import streamlit as st

_copier = st.components.v2.component(
    "switchback.copier",
    html="""
<div>
  <button type="button" class="sb-copy"></button><span class="sb-copied" role="status"></span>
</div>
""",
    js=Path(__file__).with_name("copying.js").read_text("utf-8"),
    isolate_styles=False,  # its style is the page's
)


def button(label: str, text: str, *, key: str) -> None:
    """Show a button that copies a text, and says whether it did."""
    _copier(key=key, data={"label": label, "text": text})
