"""One run: a sentence at rest, all of its dials when opened. Made from the rule's registry row."""

from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MAX_RUNS, Run, Trajectory
from optimizers import RULES, SCHEDULES, Dial
from ui import cached, fragments, rerun, run_cards, run_edits, session, widgets, wording
from ui.panels import stability

# Rates beyond these stay possible through the number field; most of interest lies between.
DECADES = (-5, 1)


def frame(place: int, name: int, veiled: bool) -> DeltaGenerator:
    """Show the run at `place`, whose widgets are called after `name`; return its rate's place.

    The learning rate runs along with the picture, the rest of the card does not.
    """
    with st.container(key=f"run-{name}", border=True, gap="small"):
        top, slot, below = st.container(gap="small"), st.container(gap="small"), st.container()
        with top:
            fragments.draw(fragments.card(name), _card, place, name, veiled, below)
    return slot


def rate(place: int, name: int) -> None:
    """Show the learning rate of an open card: as a number and as a slider."""
    dial, value = RULES[_run(place).rule].dials[0], _run(place).rate
    change = partial(run_edits.with_dial, place, dial.name)
    widgets.number("Learning rate", value, change, key=f"rate-{name}", help=_meaning(dial))
    widgets.logarithmic("Learning rate, slider", value, change, key=f"lr-{name}", decades=DECADES)


def limits(place: int) -> None:
    """Mark the stable learning rates of an open card's run: one of them at the playhead."""
    e, trajectory = session.drawable(), _trajectory(place)
    if e and trajectory and RULES[trajectory.run.rule].edge:
        step = e.steps if session.playhead() is None else e.step
        stability.at_slider(e, trajectory, step, DECADES)


def _run(place: int) -> Run:
    return session.current().runs[place]


def _trajectory(place: int) -> Trajectory | None:
    e = session.drawable()
    return cached.run(e)[place] if e and place < len(e.runs) else None


def _card(place: int, name: int, veiled: bool, below: DeltaGenerator) -> None:
    opened, run = name in run_cards.opened(), _run(place)
    # Not an expander: its identity holds its label, and a sentence that changes would close it.
    st.button(
        _title(run) if opened else _sentence(run, None if veiled else _trajectory(place)),
        key=f"card-{name}",
        icon=":material/expand_less:" if opened else ":material/expand_more:",
        icon_position="right",
        on_click=_toggle,
        args=(name,),
        type="tertiary",
        width="stretch",
    )
    if opened:
        _rule(place, name, run)
        with below:
            _dials(place, name, run)


def _toggle(name: int) -> None:
    run_cards.toggle(name)
    fragments.run()  # a part can write into those places alone that it wrote into when all ran


def _title(run: Run) -> str:
    return f"**{RULES[run.rule].title}**"


def _sentence(run: Run, trajectory: Trajectory | None) -> str:
    ending = f" :gray[{wording.ending(trajectory.verdict)}]" if trajectory else ""
    return f"{_title(run)} {wording.number(run.rate)}{ending}"


def _dials(place: int, name: int, run: Run) -> None:
    _start(place, name, run)
    _schedule(place, name, run)
    others = [dial for dial in RULES[run.rule].dials[1:] if _matters(dial, run.dials)]
    plain = [dial for dial in others if not dial.convention]
    _grid(plain, run.dials, f"dial-{name}", partial(run_edits.with_dial, place))
    _conventions(place, name, run, [dial for dial in others if dial.convention])
    _buttons(place, name)


def _rule(place: int, name: int, run: Run) -> None:
    rules = [rule.name for rule in RULES.values() if rule.listed or rule.name == run.rule]
    widgets.choice(
        "Rule",
        run.rule,
        partial(run_edits.with_rule, place),
        key=f"rule-{name}",
        options=rules,
        format_func=lambda rule: RULES[rule].title,
    )


def _start(place: int, name: int, run: Run) -> None:
    axes = wording.axis_names(session.loss(), len(run.start))
    for axis, column in enumerate(st.columns(max(1, len(run.start)), wrap=False)[: len(run.start)]):
        with column:
            change = partial(run_edits.with_start, place, axis)
            widgets.number(
                f"Start {axes[axis]}", run.start[axis], change, key=f"start-{axis}-{name}"
            )


def _schedule(place: int, name: int, run: Run) -> None:
    widgets.choice(
        "Schedule",
        run.schedule.name if run.schedule else "",
        partial(run_edits.with_schedule, place),
        key=f"schedule-{name}",
        options=["", *SCHEDULES],
        format_func=lambda schedule: SCHEDULES[schedule].title if schedule else "none",
    )
    if run.schedule:
        change = partial(run_edits.with_schedule_dial, place)
        dials = [d for d in SCHEDULES[run.schedule.name].dials if _matters(d, run.schedule.dials)]
        _grid(dials, run.schedule.dials, f"factor-{name}", change)


def _conventions(place: int, name: int, run: Run, dials: list[Dial]) -> None:
    presets = list(RULES[run.rule].presets)
    if presets:
        st.menu_button(
            "Conventions",
            presets,
            key=f"presets-{name}",
            on_click=_preset,
            args=(place, name),
            help=RULES[run.rule].convention,
            width="stretch",
        )
    _grid(dials, run.dials, f"dial-{name}", partial(run_edits.with_dial, place))


def _preset(place: int, name: int) -> None:
    label = st.session_state[f"presets-{name}"]
    if label:
        rerun.edit(lambda e: run_edits.with_preset(place, e, label))


def _buttons(place: int, name: int) -> None:
    last = len(session.current().runs) - 1
    rows = (
        ("Up", partial(run_edits.move, -1), place == 0),
        ("Down", partial(run_edits.move, 1), place == last),
        ("Duplicate", run_edits.duplicate, last + 1 >= MAX_RUNS),
        ("Remove", run_edits.remove, False),
    )
    with st.container(horizontal=True, key=f"actions-{name}", horizontal_alignment="distribute"):
        for label, change, disabled in rows:
            st.button(
                label,
                key=f"{label.lower()}-{name}",
                on_click=run_cards.edit,
                args=(partial(change, place),),
                disabled=disabled,
                type="tertiary",
            )


def _grid(dials: list[Dial], values: Any, stem: str, change: Any) -> None:
    """Two dials side by side, the widget of each chosen by its kind."""
    for first in range(0, len(dials), 2):
        for dial, column in zip(dials[first : first + 2], st.columns(2, wrap=False), strict=False):
            with column:
                to = partial(change, dial.name)
                KINDS[dial.kind](dial, values[dial.name], to, f"{stem}-{dial.name}")


def _number(dial: Dial, value: Any, to: widgets.To, key: str) -> None:
    field: Any = widgets.whole if dial.whole else widgets.number
    field(_label(dial), value, to, key=key, help=_meaning(dial))


def _switch(dial: Dial, value: bool, to: widgets.To, key: str) -> None:
    widgets.switch(_label(dial), value, to, key=key, help=_meaning(dial))


def _choice(dial: Dial, value: str, to: widgets.To, key: str) -> None:
    widgets.choice(_label(dial), value, to, key=key, options=dial.choices, help=_meaning(dial))


def _list(dial: Dial, value: tuple[float, ...], to: widgets.To, key: str) -> None:
    widgets.numbers(_label(dial), value, to, key=key, help=_meaning(dial))


KINDS: dict[str, Any] = {"number": _number, "switch": _switch, "choice": _choice, "list": _list}


def _label(dial: Dial) -> str:
    return wording.spoken(dial.name).capitalize()


def _meaning(dial: Dial) -> str:
    symbol = f"${dial.symbol}$: " if dial.symbol else ""
    span = f" ({dial.span})" if dial.span else ""
    return f"{symbol}{dial.meaning}{span}."


def _matters(dial: Dial, values: Any) -> bool:
    """Whether the dial has any effect as the others stand."""
    return not dial.needs or bool(values[dial.needs])
