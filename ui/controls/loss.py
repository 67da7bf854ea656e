"""The loss: a picker, a text field, how it was read, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import streamlit as st

from experiment import Experiment, load, with_loss
from losses import CATALOGUE, Loss, LossError
from ui import fields, session, words

LONGEST = 400  # characters of a loss
_WIDE = 34  # characters of the sidebar's monospaced line


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
        _reading(loss)
        _constants(e, loss)


def _picker(e: Experiment) -> None:
    chosen = e.loss if e.loss in CATALOGUE else None
    groups = sorted(CATALOGUE, key=lambda key: _groups().index(CATALOGUE[key].group))
    fields.choice(
        "Known losses",
        chosen,
        with_loss,
        key="picked",
        options=groups,
        format_func=lambda key: f"{CATALOGUE[key].title} · {CATALOGUE[key].group}",
        placeholder="Typed below; or choose",
        label_visibility="collapsed",
    )


def _typed(e: Experiment) -> None:
    # One more than is allowed, so that too long a text is refused and not silently cut.
    text = CATALOGUE[e.loss].text if e.loss in CATALOGUE else e.loss
    note = "One or two variables of any name: `x^4 - 2x^2 + x`, `(a-x)^2 + 100(y-x^2)^2`."
    fields.text("Loss", text, with_loss, key="loss", max_chars=LONGEST + 1, help=note)


def _fault(e: Experiment, error: LossError) -> None:
    with st.container(key="fault"):
        st.text(error.message)
        if error.position is not None:
            st.code(_pointed(e.loss, error.position), language=None)
        if error.suggested:
            _offer(error.suggested)


def _offer(names: tuple[str, ...]) -> None:
    spoken = ", ".join(names) if all(map(words.harmless, names)) else "the others"
    fields.action(f"Make {spoken} constant", partial(_constants_of, names), key="make-constants")


def _pointed(text: str, position: int) -> str:
    """The text around `position`, and a caret under it."""
    start = max(0, position - _WIDE // 2)
    cut = ("…" if start else "") + text[start : start + _WIDE]
    plain = "".join(letter if letter.isprintable() else " " for letter in cut)
    return f"{plain}\n{' ' * (position - start + bool(start))}^"


def _constants_of(names: Iterable[str], e: Experiment) -> Experiment:
    return with_loss(replace(e, constants={**e.constants, **dict.fromkeys(names, 1.0)}), e.loss)


def _reading(loss: Loss) -> None:
    names = ", ".join("xy"[: len(loss.variables)])
    with st.container(key="reading"):
        st.latex(f"f({names}) = {loss.latex}")
        for name, part in zip("xy", loss.gradient_latex, strict=False):
            st.latex(rf"\partial f / \partial {name} = {part}")
        for note in loss.notes:
            st.caption(note)


def _constants(e: Experiment, loss: Loss) -> None:
    for place, (name, value) in enumerate(loss.constants.items()):
        fields.number(name, value, partial(_constant, name), key=f"constant-{place}")


def _constant(name: str, e: Experiment, value: float) -> Experiment:
    return replace(e, constants={**e.constants, name: value})


def _groups() -> list[str]:
    return list(dict.fromkeys(entry.group for entry in CATALOGUE.values()))
