"""The visitor's experiment: session state on one side, the link in the address bar on the other.

Widgets do not own values. Each shows what the experiment says, and its callback replaces the
experiment before the page runs, so slider and number field, card and link can never disagree.

Writing `st.query_params` pushes one entry of browser history. Only `commit` writes, and only when
more than the playhead changed: Back and Forward then undo and redo.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Concatenate, NoReturn, ParamSpec
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from experiment import Experiment, Problem, decode, encode, load
from losses import Loss, LossError

P = ParamSpec("P")
MOST_LEFT = 8  # changes that may be under way at once
Query = Mapping[str, list[str]]


def open_page(name: str) -> None:
    """Load what the link says, unless it is what this session itself wrote or has read before.

    A page switch drops the query string; an empty one on a new page therefore means "as before".
    Every message carries the address as the browser had it when it sent it: one that was on its
    way while a change was written still carries the address before the change.
    """
    state, query = st.session_state, _link()
    switched = state.get("page") != name
    state["page"] = name
    if "experiment" not in state:
        _load(_all_of_link())
    elif query == state["seen"]:
        state["left"] = []
    elif switched or query not in state["left"] or _navigated():
        if not (query in _known() or (switched and not query)):
            _load(_all_of_link())
        state.update(seen=query, left=[])


def page() -> str:
    """The page that is open, by the last part of its address; empty for the first."""
    return str(st.session_state["page"])


def current() -> Experiment:
    """The experiment on the screen."""
    experiment: Experiment = st.session_state["experiment"]
    return experiment


def loads() -> int:
    """How many links this session has loaded: a new number means that all of the screen is new."""
    return int(st.session_state["loads"])


def problems() -> tuple[Problem, ...]:
    """What could not be read of the link that was loaded last."""
    found: tuple[Problem, ...] = st.session_state["problems"]
    return found


def dismiss() -> None:
    """Forget problems and refusal: the visitor has seen them."""
    st.session_state.update(problems=(), refusal="")


def edit(
    change: Callable[Concatenate[Experiment, P], Experiment], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Replace the experiment by `change(experiment, ...)`: what every widget's callback does.

    Limits live in the values: what they refuse changes nothing, and their sentence is shown.
    """
    before = _drawn_loss()
    try:
        st.session_state["experiment"] = change(current(), *args, **kwargs)
        st.session_state["whole"] |= _drawn_loss() != before
    except ValueError as refusal:
        st.session_state["refusal"] = str(refusal)
    else:
        dismiss()


def refusal() -> str:
    """Why the last change was not made, or nothing."""
    return str(st.session_state.get("refusal", ""))


def noticed() -> bool:
    """Whether the page shows a notice about a link or a change, or is about to say something."""
    return bool(problems() or refusal() or st.session_state.get("told"))


def loss() -> Loss | None:
    """The loss of the experiment, None while it cannot be read."""
    try:
        return load(current())
    except LossError:
        return None


def drawable() -> Experiment | None:
    """The experiment, with the last readable loss while its own cannot be read."""
    state, experiment = st.session_state, current()
    if loss():
        state["good"] = experiment
    good: Experiment | None = state.get("good")
    if good is None or good is experiment:
        return good
    try:
        return replace(experiment, loss=good.loss, constants=good.constants, window=good.window)
    except ValueError:  # its starts are those of a loss with another number of variables
        return good


def tell(sentence: str) -> None:
    """Say something once, in passing."""
    st.session_state["told"] = sentence


def told() -> str:
    """What is to be said, once."""
    return str(st.session_state.pop("told", ""))


def take_playhead(step: int | None) -> None:
    """Note where the player came to rest: part of the link, but not of the browser's history."""
    if step is not None:
        st.session_state.update(experiment=replace(current(), step=step), whole=False)


def playhead() -> int | None:
    """Where the player is put: None for the end, as long as nobody has said where.

    A picture teaches most when it is complete; its playhead sets out from the start all the same.
    """
    return None if st.session_state["whole"] else current().step


def commit(experiment: Experiment) -> Experiment:
    """Write the experiment to the link if more than its playhead changed, and return it."""
    state, text = st.session_state, _without_playhead(experiment)
    if text != state["saved"]:
        state["left"] = [*state["left"][-MOST_LEFT:], _link()]
        st.query_params.from_dict(_parsed(encode(experiment)))
        state.update(saved=text, seen=_link(), written=written() + 1)
    return experiment


def written() -> int:
    """How often this session has written the link."""
    return int(st.session_state.get("written", 0))


def go_to(page: str) -> NoReturn:
    """Open another page with the experiment as it now is: one entry of the history."""
    st.switch_page(page, query_params=_parsed(encode(current())))


def follow(link: str) -> None:
    """Show what another link says: a callback. The commit writes it to the address bar."""
    experiment, found = decode(link)
    state = st.session_state
    state.update(experiment=experiment, problems=found, refusal="", loads=state["loads"] + 1)


def bare_link() -> bool:
    """Whether the address bar shows nothing although the experiment is not the default one."""
    return not st.session_state["seen"] and st.session_state["saved"] != st.session_state["first"]


def _load(query: Query) -> None:
    experiment, found = decode(query)
    st.session_state["whole"] = "step" not in query
    text, state = _without_playhead(experiment), st.session_state
    state.update(experiment=experiment, problems=found, refusal="", saved=text, seen=_link())
    state["left"] = []  # addresses before the last changes, until the browser has heard of those
    state["loads"] = state.get("loads", 0) + 1
    state["first"] = _without_playhead(decode("")[0])


def in_browser() -> bool:
    """Whether a browser shows the page: a script that runs the page by itself has no address."""
    return st.context.url is not None


def _drawn_loss() -> str:
    e = drawable()
    return e.loss if e else ""


def _navigated() -> bool:
    """Whether the visitor went to this address: by Back or Forward."""
    run = get_script_run_ctx()
    return not in_browser() or bool(run and run.is_history_navigation)


def _known() -> tuple[Query, Query]:
    return st.session_state["seen"], _parsed(st.session_state["saved"])


def _parsed(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True)


def _without_playhead(experiment: Experiment) -> str:
    return encode(replace(experiment, step=0))


def _all_of_link() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _link() -> dict[str, list[str]]:
    return {key: values for key, values in _all_of_link().items() if key != "step"}


def widget(key: str, value: Any) -> str:
    """Make the widget of this key show `value`, and return the key."""
    state = st.session_state
    if key not in state or state[key] != value:
        state[key] = value
    return key
