"""The rules as they are computed: equation, convention and source of each."""

import streamlit as st

from optimizers import RULES


def show() -> None:
    """Show every rule of the menus, closed until it is asked for."""
    for rule in RULES.values():
        if rule.listed:
            with st.expander(rule.title, key=f"about-{rule.name}"):
                st.latex(rule.equation)
                st.markdown(f"{rule.convention}\n\nSource: {rule.source}")
