"""The rules as they are computed, how libraries set them, and how closely they agree."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from experiment.parity import Table, parity
from optimizers import RULES, SCHEDULES, Dial, Rule
from ui import widgets, wording

OURS = "Switchback"


def show() -> None:
    """Show every rule of the menus: equation, source, convention, and its dials by library."""
    for rule in RULES.values():
        if rule.listed:
            st.subheader(rule.title, anchor=rule.name)
            st.latex(rule.equation)
            st.markdown(f"{rule.convention}\n\nSource: {rule.source}")
            _dials(rule)


def _dials(rule: Rule) -> None:
    """Show the defaults of the dials, and what each library or paper sets."""
    heads: dict[str, Mapping[str, Any]] = {OURS: rule.defaults}
    heads |= {label.removeprefix("As in "): preset for label, preset in rule.presets.items()}
    lines = ["| |" + "|".join(heads) + "|", "|---|" + "---:|" * len(heads)]
    for dial in rule.dials:
        cells = (_value(dial, preset, bold=head != OURS) for head, preset in heads.items())
        lines.append(f"| {_named(dial)} |" + "|".join(cells) + "|")
    with st.container(key=f"dials-{rule.name}"):
        st.markdown("\n".join(lines))


def _named(dial: Dial) -> str:
    told = not dial.symbol or "mathrm" in dial.symbol or not dial.label.isascii()
    return dial.label if told else f"{dial.label} ${dial.symbol}$"


def _value(dial: Dial, preset: Mapping[str, Any], *, bold: bool) -> str:
    """Return what a library sets; what differs from this project's default is bold."""
    if dial.name not in preset:
        return ""
    value = preset[dial.name]
    said = _said(value)
    return f"**{said}**" if bold and value != dial.default else said


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return wording.number(value) if isinstance(value, float | int) else wording.spoken(str(value))


def schedules() -> None:
    """Show every schedule: the factor on the learning rate at step k, counted from 0."""
    for schedule in SCHEDULES.values():
        st.markdown(f"**{schedule.title}** {schedule.meaning}")
        st.latex(schedule.equation)


def parities() -> None:
    """Show how far each rule is from each library, as the command last computed it."""
    found = parity()
    widgets.table(
        parity_table(found),
        key="parity",
        height="content",
        alt="The largest difference between each optimizer here and in each library",
    )
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    told = f"Computed on {found.date} against trajectories recorded from {versions}."
    st.markdown(f"{told} {found.note}")


def parity_table(found: Table) -> dict[str, list[Any]]:
    """Return the parity column by column."""
    return {
        "Optimizer": [RULES[row.rule].title for row in found.rows],
        "Library": [row.library for row in found.rows],
        "Cases": [row.cases for row in found.rows],
        "Steps": [row.steps for row in found.rows],
        "Largest gap": [row.gap for row in found.rows],
        "In the case": [row.case for row in found.rows],
    }
