"""The loss: a picker, a text field, how it was read, and what is wrong with it."""

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial

import streamlit as st

from experiment import Experiment, load, with_loss
from language.limits import CHARACTERS
from language.printers.latex import latex_name
from losses import CATALOGUE, Loss, LossError
from ui import session, widgets, wording
from ui.state import state

LINE_CHARACTERS = 34  # of the sidebar's monospaced line
LOSS_HELP = (
    "A formula of one or two variables with any names, "
    "such as `x^4 - 2x^2 + x` or `(a-x)^2 + 100(y-x^2)^2`."
)


def draw() -> None:
    """Show the loss of the experiment and everything that can be said about its text."""
    e = session.current()
    _picker(e)
    _typed(e)
    try:
        loss = load(e)
    except LossError as error:
        _fault(e, error)
    else:
        formulas(loss)
        _derived(loss)
        _constants(e, loss)


def change(e: Experiment, text: str) -> Experiment:
    """Return the runs on another loss; what that changed for them is said in passing."""
    drawn = session.drawable()
    if drawn and text == drawn.loss:  # after one that could not be read: a slip is taken back
        return drawn
    changed, sentence = with_loss(e, text)
    state().toast = sentence
    return changed


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
    widgets.show(st.text_input, "Loss", text, change, key="loss", **options)


def _fault(e: Experiment, error: LossError) -> None:
    with st.container(key="fault"):
        st.text(error.message)
        if error.position is not None:
            st.code(_pointed(e.loss, error.position), language=None)
        if names := error.suggested:
            harmless, make = all(map(wording.harmless, names)), partial(_with_constants, names)
            said = wording.listed(names, "and") if harmless else "the others"
            widgets.action(f"Treat {said} as constant", make, key="make-constants")


def _pointed(text: str, position: int) -> str:
    """Return the text around `position`, and a caret under it."""
    start = max(0, position - LINE_CHARACTERS // 2)
    cut = ("…" if start else "") + text[start : start + LINE_CHARACTERS]
    plain = "".join(letter if letter.isprintable() else " " for letter in cut)
    return f"{plain}\n{' ' * (position - start + bool(start))}^"


def _with_constants(names: Iterable[str], e: Experiment) -> Experiment:
    constants = {**e.constants, **dict.fromkeys(names, 1.0)}
    # Starts and window fitted another number of variables, if any: the loss fills them in.
    runs = tuple(replace(run, start=()) for run in e.runs)
    return change(replace(e, constants=constants, window=(), runs=runs), e.loss)


def formulas(loss: Loss) -> None:
    """Show the reading and the exact gradient: LaTeX from our own tree, never what was typed."""
    names = [latex_name(name) for name in loss.variables]
    lines = [f"f({', '.join(names)}) &= {loss.latex}"]
    for name, part in zip(names, loss.gradient_latex, strict=True):
        lines.append(rf"\frac{{\partial f}}{{\partial {name}}} &= {part}")
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
        to, (low, high) = partial(_constant, name), _reach(value)
        typed, slid = st.columns([2, 3], vertical_alignment="bottom", wrap=False)
        with typed:
            widgets.number(label, value, to, key=f"constant-{place}")
        with slid:
            widgets.linear(label, value, to, key=f"slide-{place}", low=low, high=high)


def _constant(name: str, e: Experiment, value: float) -> Experiment:
    return replace(e, constants={**e.constants, name: value})


def _reach(value: float) -> tuple[float, float]:
    """Return the ends of a constant's slider: steady until it moves by a factor of two."""
    size = 2.0 ** math.ceil(math.log2(max(abs(value), 0.5)) + 1)
    return (-size if value < 0 else 0.0), size


@cache
def _by_group() -> tuple[str, ...]:
    """Return the keys of the catalogue by groups, those in the order of their first entries."""
    groups = list(dict.fromkeys(entry.group for entry in CATALOGUE.values()))
    return tuple(sorted(CATALOGUE, key=lambda key: groups.index(CATALOGUE[key].group)))
