"""The visitor's experiment: session state on one side, the link in the address bar on the other.

Widgets do not own values. Each shows what the experiment says, and its callback replaces the
experiment before the page runs, so slider and number field, card and link can never disagree.

Writing `st.query_params` pushes one entry of browser history. Only `commit` writes, and only when
more than the playhead changed: Back and Forward then undo and redo. Two things must be in the link
but not in the history, and Python can only push entries. The playhead would fill the history with
every pause, and the link of a page just switched to would make Back land on an address without an
experiment. A script puts both in place in the browser.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Concatenate, NoReturn, ParamSpec
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from experiment import DEFAULT, Experiment, ExperimentError, Problem, decode, encode, load
from experiment.goal import task
from language.errors import LanguageError
from losses import Loss, LossError
from optimizers import DialError
from ui.state import Key, Link, Query, state

P = ParamSpec("P")
REFUSALS = (ExperimentError, DialError, LanguageError)  # each says in a sentence what is wrong
MAX_SUPERSEDED = 9  # changes that may be under way at once
DEFAULT_LINK = encode(DEFAULT)
DRAWN = "drawn"  # in the address only, never in a link that is handed out
_MODEL = ("model", "target", "measure")  # keys of a link that say a loss together
MAX_MEMORY = 4000  # characters
_SCRIPT = """
const known = new WeakMap()
export default function ({ data, parentElement, setTriggerValue }) {
  const before = known.get(parentElement) ?? data.visit
  known.set(parentElement, data.visit)
  if (before !== data.visit) setTriggerValue("again", true)
  const url = new URL(location.href)
  // What is written here has `+` for every space: "v=2" says that those of the loss are spaces.
  if (/[?&]loss=(?=[^&]*%20)[^&+]*(&|$)/.test(url.search)) url.searchParams.set("v", "2")
  if (data.link && !url.searchParams.has("run")) {
    url.search = data.link + url.search.replace(/^[?]/, "&")
  }
  url.searchParams.delete("step")
  if (data.step !== null) url.searchParams.set("step", data.step)
  if (url.href !== location.href) history.replaceState(history.state, "", url)
}
"""
_address_bar = st.components.v2.component("switchback.address", js=_SCRIPT)


def open_page(name: str) -> None:
    """Load what the link says, unless it is what this session itself wrote or has read before.

    A page switch drops the query string; an empty one on a new page therefore means "as before".
    Every message carries the address as the browser had it when it sent it: one that was on its
    way while a change was written still carries the address before the change.
    """
    here, query = state(), _address()
    first, switched = here.page is None, here.page != name
    here.page = name
    if first:
        _load()
        here.welcome = not query
    elif query == here.address:
        here.superseded = []
    elif switched or query not in here.superseded or _navigated():
        if query != _address_of(here.link) and not (switched and not query):
            _load()
        here.address, here.superseded = query, []


def current() -> Experiment:
    """Return the experiment on the screen."""
    return state().experiment


def edit(
    change: Callable[Concatenate[Experiment, P], Experiment], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Replace the experiment by `change(experiment, ...)`: what every widget's callback does.

    Limits live in the values: what they refuse changes nothing, and their sentence is shown. So it
    is with what a task keeps.
    """
    before = drawable()
    try:
        changed = change(current(), *args, **kwargs)
        task.check(current(), changed)
    except REFUSALS as refusal:
        state().refusal = str(refusal)
        return
    dismiss()
    if changed != current():
        state().wanted = None  # Back leads to its link again
    state().experiment = changed
    after = drawable()
    state().at_end |= (before and (before.loss, before.table)) != (
        after and (after.loss, after.table)
    )


def dismiss() -> None:
    """Forget problems and refusal: the visitor has seen them."""
    here = state()
    here.problems, here.refusal = (), ""


def open_dialog(name: str) -> None:
    """Let a dialog be open from the next run of the page on."""
    state().dialog = name


def loss() -> Loss | None:
    """Return the loss of the experiment, None while it cannot be read."""
    return _readable(current())


def _readable(e: Experiment) -> Loss | None:
    try:
        return load(e)
    except LossError:
        return None


def drawable() -> Experiment | None:
    """Return the experiment, with the last readable loss while its own cannot be read.

    None where there is none yet, or while the table that a link names is missing.
    """
    here, e = state(), current()
    if here.wanted:  # what stands in for the table's loss is nothing that the link means
        return None
    if loss():
        here.drawable = e
    last = here.drawable
    if last is None or last is e:
        return last
    data = last.data
    if data and e.data:
        data = replace(data, batch=e.data.batch, order=e.data.order)
    try:
        return replace(e, loss=last.loss, constants=last.constants, window=last.window, data=data)
    except ExperimentError:  # its starts are those of a loss with another number of variables
        return last


def drawn() -> Experiment | None:
    """Return the experiment where there is something to draw: a readable loss and a run."""
    e = drawable()
    return e if e and e.runs else None


def take_playhead(step: int | None) -> None:
    """Note where the player came to rest: part of the link, but not of the browser's history."""
    if step is not None:
        here = state()
        here.experiment, here.at_end = replace(here.experiment, step=step), False


def playhead() -> int | None:
    """Return where the playhead is put: None for the end, until a link or the player places it.

    A complete picture teaches most; playing it begins at the start all the same.
    """
    return None if state().at_end else current().step


def commit() -> None:
    """Bring the address bar up to date; a new playhead makes no entry in the history."""
    here = state()
    link = _without_playhead(here.experiment)
    if link != here.link:
        here.superseded = [*here.superseded, _address()][-MAX_SUPERSEDED:]
        st.query_params.from_dict(_parsed(encode(here.experiment)) | _drawn_before())
        here.link, here.address, here.times_written = link, _address(), here.times_written + 1
    # The script is called again only if its data changed, which page and count see to: on another
    # page, and after the link was written, the playhead is missing from the address.
    data = {"link": _missing_link(), "step": playhead()}
    data |= {"page": here.page, "written": here.times_written, "visit": here.visit}
    _address_bar(key="address", data=data, height="content", on_again_change=_tell_again)


def go_to(page: str) -> NoReturn:
    """Open another page with the experiment as it now is: one entry of the history."""
    st.switch_page(page, query_params=_parsed(encode(current())))


def follow(link: Link) -> None:
    """Show what another link says: a callback. The commit writes it to the address bar."""
    here = state()
    here.experiment, here.problems = _decoded(link)
    here.refusal, here.welcome, here.drafts, here.model_draft = "", False, {}, None
    missing = next((problem.table for problem in here.problems if problem.table), "")
    here.wanted = (missing, link) if missing else None


def _decoded(link: Link) -> tuple[Experiment, tuple[Problem, ...]]:
    """Return what a link says, with the tables of this visit and of no other."""
    given = {fingerprint: reading.table for fingerprint, reading in state().tables.items()}
    return decode(link, given)


def remember() -> None:
    """Let the browser keep what the address does not say, and take it back in a new session.

    The browser sends what its widgets show with every message. To one that knew this page before
    the server was started again, the session is new; it asks for all of it as soon as it is there.
    """
    here = state()
    with st.container(key="remembered"):
        if not here.new or Key.MEMORY in st.session_state:
            guesses = (f"{key}={choice}" for key, choice in sorted(here.guesses.items()))
            kept = [*sorted(map(str, here.open_cards)), *sorted(here.answered), *guesses]
            if st.session_state.get(Key.MEMORY) != " ".join(kept):
                st.session_state[Key.MEMORY] = " ".join(kept)
        words = st.text_input("Memory of this page", key=Key.MEMORY, max_chars=MAX_MEMORY).split()
    if here.new:
        here.open_cards = frozenset(int(word) for word in words if word.isdecimal())
        others = [word.partition("=") for word in words if not word.isdecimal()]
        here.answered = frozenset(key for key, equals, _ in others if not equals)
        here.guesses = {key: int(choice) for key, _, choice in others if choice.isdecimal()}
    _ask_when_connected()


@st.fragment(run_every=timedelta(days=1))
def _ask_when_connected() -> None:
    """A part that runs by itself makes the browser ask for the page when it is connected again."""


def in_browser() -> bool:
    """Return whether a browser shows the page: without one there is no address."""
    return st.context.url is not None


def _tell_again() -> None:
    """Take what a new session had no ears for yet, then tell the browser all that widgets show.

    What has been heard stands: the message may still say what its widget showed before.
    """
    here = state()
    here.experiment = here.first_change or here.experiment
    here.new = here.heard = here.retold = True
    st.rerun()


def _load() -> None:
    """Show what the address bar says."""
    here, query, run = state(), _address(without=()), get_script_run_ctx()
    before = query.pop(DRAWN, None)
    # As it was typed, where there is one: decoded, `x+y` and `x%20y` are the same.
    typed = run.query_string if run else ""
    parts = [part for part in typed.split("&") if not part.startswith(f"{DRAWN}=")]
    follow("&".join(parts) or query)
    if before and not loss():  # a page opened again shows what it showed
        last, _ = _decoded(_with_drawn(query, before))
        here.drawable = last if _readable(last) else None
        here.problems = tuple(one for one in here.problems if one.key != "loss")
    here.at_end = "step" not in query
    here.link, here.address = _without_playhead(here.experiment), _address()
    here.superseded = []


def _missing_link() -> str:
    """Return the link where the address bar is bare although this is not the first comparison."""
    here = state()
    if here.address or here.link == DEFAULT_LINK:
        return ""
    # A lesson is open only on Compare: on another page its name would lead back there.
    return encode(replace(here.experiment, lesson="") if here.page else here.experiment)


def _navigated() -> bool:
    """Return whether the visitor went to this address by Back or Forward."""
    run = get_script_run_ctx()
    return not in_browser() or bool(run and run.is_history_navigation)


def _drawn_before() -> Query:
    """Return what the address says of the loss that is drawn while another cannot be read."""
    last = drawable()
    if last is None or last.loss == current().loss:
        return {}
    if last.data and last.data.model:
        said = _parsed(encode(last))
        return {DRAWN: [said[key][0] for key in _MODEL]}
    return {DRAWN: [last.loss]}


def _with_drawn(query: Query, drawn: Sequence[str]) -> Query:
    """Return what an address says, with the loss or the model that is drawn for its own loss."""
    if len(drawn) == len(_MODEL):
        given = {key: [text] for key, text in zip(_MODEL, drawn, strict=True)}
        return {key: texts for key, texts in query.items() if key != "loss"} | given
    return query | {"loss": list(drawn)}


def _parsed(text: str) -> Query:
    return parse_qs(text, keep_blank_values=True)


def _address_of(link: str) -> Query:
    return {key: texts for key, texts in _parsed(link).items() if key != "v"}


def _without_playhead(experiment: Experiment) -> str:
    return encode(replace(experiment, step=0))


def _address(without: Sequence[str] = ("step", "v")) -> Query:
    """Return what the address bar says, but for the keys that the browser's script writes."""
    return {key: st.query_params.get_all(key) for key in st.query_params if key not in without}
