"""How the learning rates were chosen, and the buttons that choose them otherwise."""

from html import escape

import streamlit as st

from experiment import Experiment, rates_sentence, tune, tuned_steps
from ui import fragments, run_edits, session, widgets


def draw(e: Experiment) -> None:
    """Show the sentence and the three other choices, in a line under the verdicts."""
    with st.container(key="fairness", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="sb-rates">{escape(rates_sentence(e))}</p>', width="content")
        if "controls" not in e.hide:
            fragments.draw(fragments.RATES, _choices)


def _choices() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.session_state.get("tuning"):
            _tune()
        else:
            _buttons(session.current())


def _buttons(e: Experiment) -> None:
    widgets.action("Same rate for all", run_edits.same_rate, key="same-rate", type="tertiary")
    widgets.action(
        "Each at its default", run_edits.default_rates, key="default-rates", type="tertiary"
    )
    st.button(
        "Tune each on this loss",
        key="tune",
        on_click=_begin,
        help=f"Each run is repeated with 40 learning rates from 0.0001 to 10 for {tuned_steps(e)} "
        "steps and takes the one with the lowest final loss.",
        type="tertiary",
    )


def _begin() -> None:
    st.session_state["tuning"] = True
    fragments.run(fragments.RATES, within=fragments.RATES)


def _stop() -> None:
    st.session_state["tuning"] = False
    fragments.run(fragments.RATES, within=fragments.RATES)


def _tune() -> None:
    """Sweep run by run. Pressing Stop runs the part anew, which ends this at the next report."""
    bar = st.progress(0.0, "Tuning", width=240)
    st.button("Stop", key="stop-tuning", on_click=_stop, type="tertiary")

    def report(done: int, count: int) -> None:
        bar.progress(done / count, f"Tuned {done} of {count}")

    session.edit(tune, report)
    st.session_state["tuning"] = False
    st.rerun()
