"""One run: a sentence at rest, all of its dials when opened. Made from the rule's registry row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import MAX_RUNS, Run, Trajectory, run_names
from experiment.limits import LABEL_ALLOWED, MAX_LABEL
from optimizers import SCHEDULES, Dial
from optimizers.wrappers import WRAPPERS, on
from ui import cached, fragments, rerun, run_edits, session, widgets, wording
from ui.panels import stability
from ui.sidebar import data, own_rule
from ui.state import state

# Rates beyond these stay possible through the number field; most of interest lies between.
DECADES = (-5, 1)
KINDS: dict[str, Any] = {
    "number": widgets.number,
    "switch": partial(widgets.show, st.toggle),
    "choice": partial(widgets.show, st.selectbox),
    "list": widgets.numbers,
}


def frame(place: int, mark: int) -> DeltaGenerator:
    """Show the run at `place`, whose widgets are called after its mark; return the picture's place.

    There the picture's part puts the learning rate of an open card, and all of a closed one: each
    part of the page costs the server time, also one that never runs by itself.
    """
    card = st.container(key=f"run-{mark}", border=True, gap="small")
    if mark not in state().open_cards:
        return card
    with card:
        top, slot, below = st.container(gap="small"), st.container(gap="small"), st.container()
        with top:
            fragments.draw(fragments.card(mark), _opened, place, mark, below)
    return slot


def closed(place: int, mark: int, called: str, ended: Trajectory | None) -> None:
    """Show a closed card: what the run is called among all, and how it ended."""
    title = _title(place)
    told = called.removeprefix(title) + (f" :gray[{ended.verdict.word}]" if ended else "")
    _heading(f"**{title}**{told}", mark, ":material/expand_more:")


def rate(place: int, mark: int) -> None:
    """Show the learning rate of an open card: as a number and as a slider."""
    run = session.current().runs[place]
    change, note = partial(run_edits.with_dial, place, "lr"), _meaning(run.update.dial("lr"))
    widgets.number("Learning rate", run.rate, change, key=f"rate-{mark}", help=note)
    slider = "Learning rate, slider"
    widgets.logarithmic(slider, run.rate, change, key=f"lr-{mark}", decades=DECADES)


def knobs(place: int, mark: int, run: Run) -> Iterator[tuple[str, str]]:
    """Yield the keys of a card's numbers, and what they show: see `experiment.knobs.Knob`."""
    for key in ("rate", "lr"):
        yield f"{key}-{mark}", f"rate {place} lr"
    for axis in range(len(run.start)):
        yield f"start-{axis}-{mark}", f"start {place} {axis}"
    for name in run.dials:
        yield f"dial-{mark}-{name}", f"dial {place} {name}"
    for name in run.schedule.dials if run.schedule else ():
        yield f"factor-{mark}-{name}", f"factor {place} {name}"
    if run.typed:
        yield from own_rule.knobs(place, mark, run)


def limits(place: int) -> None:
    """Mark the stable learning rates of an open card's run: one of them at the playhead."""
    e, trajectory = session.drawable(), _trajectory(place)
    if e and trajectory and trajectory.run.update.edge:
        step = e.steps if session.playhead() is None else e.step
        stability.at_slider(e, trajectory, step, DECADES)


def _trajectory(place: int) -> Trajectory | None:
    e = session.drawable()
    return cached.run(e)[place] if e and place < len(e.runs) else None


def _opened(place: int, mark: int, below: DeltaGenerator) -> None:
    run = session.current().runs[place]
    _heading(f"**{_title(place)}**", mark, ":material/expand_less:")
    _rule(place, mark, run)
    with below:
        _start(place, mark, run)
        _schedule(place, mark, run)
        _batch(place, mark, run)
        _dials(place, mark, run)
        _label(place, mark, run)
        _buttons(place, mark)


def _title(place: int) -> str:
    run = session.current().runs[place]
    return run.label or run.update.title


def _heading(words: str, mark: int, icon: str) -> None:
    # Not an expander: its identity holds its label, and a sentence that changes would close it.
    widgets.button(
        words,
        partial(_toggle, mark),
        key=f"card-{mark}",
        icon=icon,
        icon_position="right",
        type="tertiary",
        width="stretch",
    )


def _toggle(mark: int) -> None:
    state().open_cards ^= {mark}
    fragments.run()  # a part can fill only those places that it filled when all of the page ran


def _rule(place: int, mark: int, run: Run) -> None:
    widgets.show(
        st.selectbox,
        "Optimizer",
        run.rule,
        partial(run_edits.with_rule, place),
        key=f"rule-{mark}",
        options=own_rule.choices(session.current(), run.rule),
        format_func=own_rule.called,
    )
    if run.typed:
        own_rule.draw(mark, run.typed)
    else:
        state().drafts.pop(mark, None)
        edit, key = partial(run_edits.as_text, place), f"as-text-{mark}"
        with st.container(horizontal=True):
            widgets.action("Edit as text", edit, key=key, type="tertiary", icon=":material/edit:")


def _start(place: int, mark: int, run: Run) -> None:
    axes = wording.axis_names(session.loss(), len(run.start))
    columns = st.columns(max(1, len(run.start)), wrap=False)
    for axis, (value, column) in enumerate(zip(run.start, columns, strict=False)):
        change = partial(run_edits.with_start, place, axis)
        with column:
            widgets.number(f"Start {axes[axis]}", value, change, key=f"start-{axis}-{mark}")


def _schedule(place: int, mark: int, run: Run) -> None:
    widgets.show(
        st.selectbox,
        "Schedule",
        run.schedule.name if run.schedule else "",
        partial(run_edits.with_schedule, place),
        key=f"schedule-{mark}",
        options=["", *SCHEDULES],
        format_func=lambda schedule: SCHEDULES[schedule].title if schedule else "none",
    )
    if run.schedule:
        change = partial(run_edits.with_schedule_dial, place)
        _grid(SCHEDULES[run.schedule.name].dials, run.schedule.dials, f"factor-{mark}", change)


def _batch(place: int, mark: int, run: Run) -> None:
    """Show how many rows an update of the run sees, where the loss goes over rows."""
    if not (table := session.current().data):
        return
    size = data.AS_ALL if run.batch is None else table.fitting(run.batch)
    names = {data.AS_ALL: "as all runs"}
    widgets.show(
        st.selectbox,
        "Batch size",
        size,
        partial(run_edits.with_batch, place),
        key=f"batch-{mark}",
        options=[data.AS_ALL, *data.sizes(table, size)],
        format_func=lambda size: names.get(size) or data.named(size),
    )


def _dials(place: int, mark: int, run: Run) -> None:
    """Show the dials on which all agree, the menu of conventions and the dials it sets."""
    rule, change = run.update, partial(run_edits.with_dial, place)
    if run.typed:
        own_rule.dials(place, mark, run)
    else:
        _grid([d for d in rule.own[1:] if not d.convention], run.dials, f"dial-{mark}", change)
        if rule.presets:
            widgets.menu(
                "Conventions",
                list(rule.presets),
                partial(_preset, place),
                key=f"presets-{mark}",
                help=rule.convention,
                width="stretch",
            )
        _grid([d for d in rule.own[1:] if d.convention], run.dials, f"dial-{mark}", change)
    _wrappers(place, mark, run)


def _wrappers(place: int, mark: int, run: Run) -> None:
    """Show the menu of what can stand around the rule, and the dials of what does."""
    free = [one for one in WRAPPERS if one.switch in run.dials and not run.dials[one.switch]]
    change = partial(run_edits.with_dial, place)

    def wrap(title: str) -> None:
        (chosen,) = (one for one in free if one.title == title)
        rerun.edit(lambda e: change(chosen.switch, e, chosen.usual))

    if free:
        titles = [wrapper.title for wrapper in free]
        told = "\n".join(f"- {wrapper.title}: {wrapper.meaning}" for wrapper in free)
        widgets.menu("Wrap", titles, wrap, key=f"wrap-{mark}", help=told, width="stretch")
    worn = [dial for wrapper in on(run.dials) for dial in wrapper.dials]
    _grid(worn, run.dials, f"dial-{mark}", change)


def _label(place: int, mark: int, run: Run) -> None:
    widgets.show(
        st.text_input,
        "Name",
        run.label,
        partial(run_edits.with_label, place),
        key=f"label-{mark}",
        max_chars=MAX_LABEL,
        placeholder=run_names([run])[0],
        help=f"What pictures and tables call this run: {LABEL_ALLOWED.removeprefix('it has ')}.",
    )


def _preset(place: int, label: str) -> None:
    rerun.edit(lambda e: run_edits.with_preset(place, e, label))


def _buttons(place: int, mark: int) -> None:
    last = len(session.current().runs) - 1
    rows = (
        ("Up", partial(run_edits.move, -1), place == 0),
        ("Down", partial(run_edits.move, 1), place == last),
        ("Duplicate", run_edits.duplicate, last + 1 >= MAX_RUNS),
        ("Remove", run_edits.remove, False),
    )
    with st.container(horizontal=True, key=f"actions-{mark}", horizontal_alignment="distribute"):
        for label, change, disabled in rows:
            act = partial(rerun.edit, partial(change, place))
            key = f"{label.lower()}-{mark}"
            widgets.button(label, act, key=key, disabled=disabled, type="tertiary")


def _grid(
    dials: Sequence[Dial], values: Mapping[str, Any], stem: str, change: Callable[..., Any]
) -> None:
    """Show those dials that have any effect as the others stand, two side by side."""
    shown = [dial for dial in dials if not dial.needs or values[dial.needs]]
    for first in range(0, len(shown), 2):
        for dial, column in zip(shown[first : first + 2], st.columns(2, wrap=False), strict=False):
            with column:
                _dial(dial, values[dial.name], partial(change, dial.name), f"{stem}-{dial.name}")


def _dial(dial: Dial, value: Any, to: widgets.To, key: str) -> None:
    widget = widgets.whole if dial.whole and dial.kind == "number" else KINDS[dial.kind]
    options = {"options": dial.choices} if dial.kind == "choice" else {}
    widget(wording.capitalised(dial.label), value, to, key=key, help=_meaning(dial), **options)


def _meaning(dial: Dial) -> str:
    symbol = f"${dial.symbol}$: " if dial.symbol else ""
    span = f" ({dial.span})" if dial.span else ""
    return f"{symbol}{dial.meaning}{span}."
