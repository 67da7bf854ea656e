"""The loss: a picker, a text field, how it was read, and what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial

import streamlit as st

from experiment import Experiment, load, with_edited_loss, with_loss
from experiment.edit import KEPT, suited
from language.limits import CHARACTERS
from language.printers.latex import latex_name
from losses import CATALOGUE, Loss, LossError
from ui import session, widgets, wording
from ui.state import state

LOSS_HELP = (
    "A formula of one or two variables with any names, "
    "such as `x^4 - 2x^2 + x` or `(a-x)^2 + 100(y-x^2)^2`. "
    "Over a table, its columns stand inside `mean(...)` or `sum(...)`, "
    "as u and v in `mean((w*u + b - v)^2) + 0.1 w^2`."
)


def draw() -> None:
    """Show the loss of the experiment and everything that can be said about its text."""
    e = session.current()
    if not e.data:
        _picker(e)
    _typed(e)
    try:
        loss = load(e)
    except LossError as error:
        _fault(e, error)
    else:
        formulas(loss)
        _offer(e)
        _derived(loss)
        _constants(e, loss)


def change(e: Experiment, text: str) -> Experiment:
    """Return the runs on another loss; what that changed for them is said in passing."""
    return _back_to(text) or said(*with_loss(e, text))


def _edit(e: Experiment, text: str) -> Experiment:
    """Return the runs on the loss that was typed: what was set by hand is kept."""
    state().model_draft = None
    return _back_to(text) or said(*with_edited_loss(session.drawable() or e, text))


def _back_to(text: str) -> Experiment | None:
    """Return what is drawn where this is its loss and the last text could not be read: a slip."""
    drawn = session.drawable()
    return drawn if drawn and text == drawn.loss != session.current().loss else None


def said(changed: Experiment, sentence: str) -> Experiment:
    """Say in passing what a change of the loss changed with it; return the changed experiment."""
    here = state()
    here.toast, here.reaches = sentence, {}
    here.kept_for = changed.loss if sentence == KEPT else ""
    return changed


def _offer(e: Experiment) -> None:
    """Offer the starts and rates that suit a loss for which others were kept."""
    if state().kept_for == e.loss:
        st.caption(KEPT)
        widgets.action("Use those that suit this loss", lambda e: said(*suited(e)), key="suit")


def _picker(e: Experiment) -> None:
    chosen = e.loss if e.loss in CATALOGUE else None
    widgets.show(
        st.selectbox,
        "Known losses",
        chosen,
        change,
        key="picked",
        options=_by_group(),
        # A menu without a choice may be cleared as well, and nothing here is to be cleared.
        index=None if chosen is None else 0,
        format_func=lambda name: f"{CATALOGUE[name].title} · {CATALOGUE[name].group}",
        placeholder=f"Your own loss, or one of {len(CATALOGUE)}",
        label_visibility="collapsed",
    )


def _typed(e: Experiment) -> None:
    # One more than is allowed, so that too long a text is refused and not silently cut.
    text = CATALOGUE[e.loss].text if e.loss in CATALOGUE else e.loss
    options = {"max_chars": CHARACTERS + 1, "help": LOSS_HELP}
    widgets.show(st.text_input, "Loss", text, _edit, key="loss", **options)


def _fault(e: Experiment, error: LossError) -> None:
    with st.container(key="fault"):
        wrong(error, e.loss)
        if names := error.suggested:
            harmless, make = all(map(wording.harmless, names)), partial(_with_constants, names)
            said = wording.listed(names, "and") if harmless else "the others"
            widgets.action(f"Treat {said} as constant", make, key="make-constants")


def wrong(error: LossError, text: str) -> None:
    """Show what is wrong with a text, and where."""
    st.text(error.message)
    if error.position is not None:
        st.code(wording.pointed(text, error.position), language=None)


def _with_constants(names: Iterable[str], e: Experiment) -> Experiment:
    constants = {**e.constants, **dict.fromkeys(names, 1.0)}
    # Starts and window fitted another number of variables, if any: the loss fills them in.
    runs = tuple(replace(run, start=()) for run in e.runs)
    return change(replace(e, constants=constants, window=(), runs=runs), e.loss)


def formulas(loss: Loss) -> None:
    """Show the reading and the exact gradient: LaTeX from our own tree, never what was typed."""
    names = [latex_name(name) for name in loss.variables]
    lines = [f"f({', '.join(names)}) &= {loss.latex}"]
    d = r"\partial " if len(names) > 1 else "d"
    for name, part in zip(names, loss.gradient_latex, strict=True):
        lines.append(rf"\frac{{{d}f}}{{{d}{name}}} &= {part}")
    with st.container(key="reading"):
        st.latex(r"\begin{aligned}" + r" \\[0.4em] ".join(lines) + r"\end{aligned}")


def _derived(loss: Loss) -> None:
    """Show the Hessian on demand, and the notes on how the loss was read."""
    with st.container(key="notes"):
        with st.expander("Hessian", key="hessian", on_change="rerun", type="compact") as hessian:
            if hessian.open:
                rows = r" \\[0.4em] ".join(" & ".join(row) for row in loss.hessian_latex)
                st.latex(rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}")
                st.text(loss.notes[-1])
        for note in loss.notes[:-1]:
            st.text(note)


def _constants(e: Experiment, loss: Loss) -> None:
    for place, (name, value) in enumerate(loss.constants.items()):
        label = name if wording.harmless(name) else f"constant {place + 1}"
        to, (low, high) = partial(_constant, name), widgets.reach(name, value)
        typed, slid = st.columns([2, 3], vertical_alignment="bottom", wrap=False)
        with typed:
            widgets.number(label, value, to, key=f"constant-{place}")
        with slid:
            widgets.linear(label, value, to, key=_slider(place, low, high), low=low, high=high)


def knobs(loss: Loss) -> Iterator[tuple[str, str]]:
    """Yield the keys of the constants' widgets, and what they show: see `experiment.knobs.Knob`."""
    for place, (name, value) in enumerate(loss.constants.items()):
        yield f"constant-{place}", f"constant {place} {name}"
        yield _slider(place, *widgets.reach(name, value)), f"constant {place} {name}"


def _slider(place: int, low: float, high: float) -> str:
    """Return the key of a constant's slider: Streamlit knows one of other ends as another one."""
    return f"slide-{place}" + (f"-{low:g}-{high:g}" if high > 10 or low < 0 else "")


def _constant(name: str, e: Experiment, value: float) -> Experiment:
    return replace(e, constants={**e.constants, name: value})


@cache
def _by_group() -> tuple[str, ...]:
    """Return the keys of the catalogue by groups, those in the order of their first entries."""
    groups = list(dict.fromkeys(entry.group for entry in CATALOGUE.values()))
    return tuple(sorted(CATALOGUE, key=lambda key: groups.index(CATALOGUE[key].group)))
