"""What a visit keeps from one run of the page to the next: one value in Streamlit's session state.

Widgets own nothing. Streamlit holds a value for each of them all the same, under the widget's key;
`Key` names those that are read anywhere else than in the widget's own callback.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex

import streamlit as st

from experiment import DEFAULT, Experiment, Problem, Trajectory
from experiment.classroom.results import Result
from losses.tables import Reading

Query = dict[str, list[str]]  # the values of an address by their keys
Link = str | Mapping[str, Sequence[str]]


class Key:
    """Every key of Streamlit's session state that the code reads back."""

    STATE = "state"  # the State of the visit
    PLAYER = "player"  # the component that shows the picture
    MAPS = "maps"  # the component that shows the map
    MEMORY = "memory"  # a hidden field: what the browser remembers for a new session
    INSPECTED = "inspected"  # menu: the mark of the run whose update is written out


@dataclass(eq=False)
class State:
    """Everything that one visit knows beyond the values of its widgets."""

    # On the screen
    experiment: Experiment = DEFAULT
    drawable: Experiment | None = None  # the last experiment whose loss could be read
    at_end: bool = True  # the link does not place the playhead, and nothing has moved it since
    page: str | None = None  # last part of its address, empty for Compare; None before the first
    # Said to the visitor
    problems: tuple[Problem, ...] = ()  # what could not be read of the link loaded last
    refusal: str = ""  # why the last change was not made
    toast: str = ""  # to be said once, in passing
    # The address bar; links and addresses without the playhead
    link: str = ""  # the one read or written last
    times_written: int = 0
    address: Query = field(default_factory=dict)  # as the browser last told it
    superseded: list[Query] = field(default_factory=list)  # by changes it has not yet heard of
    # The parts of the page that run by themselves
    parts: set[str] = field(default_factory=set)  # the names of those that are drawn
    inside: str = ""  # the part that is being drawn
    whole_page: bool = False  # all of it has been drawn
    # What a browser remembers that knows another session of this visit
    new: bool = True  # this session has not drawn a whole page yet
    visit: str = field(default_factory=lambda: token_hex(8))  # tells the sessions apart
    heard: bool = False  # a change of the visitor's has been made
    first_change: Experiment | None = None  # what the first of them made
    retold: bool = False  # widgets were told again what they show: it may undo what was typed
    # What is open
    open_cards: frozenset[int] = frozenset()  # marks of their runs
    answered: frozenset[str] = frozenset()  # keys of the lessons that show their paths
    guesses: dict[str, int] = field(default_factory=dict)  # answers chosen before that, from 0
    plays: int = 0  # how often the comparison was asked to play by itself
    welcome: bool = False  # the visit began without a link, and has followed none
    dialog: str = ""  # its name
    reaches: dict[str, tuple[float, float]] = field(default_factory=dict)  # of sliders without ends
    drafts: dict[int, str] = field(default_factory=dict)  # rules that cannot be read, by marks
    kept_for: str = ""  # the loss for which starts and rates were kept though others suit it
    tuning: bool = False  # the learning rates are being tuned
    # Maps
    opening: bool = False  # a pixel was chosen: the page goes to Compare
    map_on_server: bool = False  # the browser of this visit cannot compute maps
    map_answer: tuple[str, str] | None = None  # link and pixels of what the server computed
    map_stopped: str = ""  # the link of a map that was stopped there
    # Data
    tables: dict[str, Reading] = field(default_factory=dict)  # that were given, by fingerprints
    wanted: tuple[str, Link] | None = None  # fingerprint of a missing table, the link that names it
    table_fault: str = ""  # why the table given last is not shown
    pasted: str = ""  # a table that cannot be read
    model_draft: str | None = None  # a prediction as it is typed
    aside: Experiment | None = None  # with data, where a formula was chosen instead; or the reverse
    # A class
    links: str = ""  # that were pasted or dropped
    links_fault: str = ""  # why a file of links cannot be read
    given_task: bool = True  # whether the comparison is what everybody was given, if it is a task
    of_class: tuple[object, Result] | None = None  # what it was made from, and what it came to
    # What ran last, and its trajectories
    ran: tuple[Experiment, tuple[Trajectory, ...]] | None = None

    @property
    def has_notice(self) -> bool:
        """Whether the page says something about a link or a change, or is about to."""
        return bool(self.problems or self.refusal or self.toast)

    @property
    def typed(self) -> tuple[object, ...]:
        """What fields show that is not in the experiment, and what is said at them."""
        return dict(self.drafts), self.model_draft, self.table_fault


def state() -> State:
    """Return the state of this visit.

    Ask for it again after anything that takes time: a script that a newer one has replaced ends
    here, and so cannot overwrite what that one does.
    """
    found: State | None = st.session_state.get(Key.STATE)
    if found is None:
        found = st.session_state[Key.STATE] = State()
    return found
