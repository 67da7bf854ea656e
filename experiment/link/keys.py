"""The keys of a link, a row each: what it means, how it is written, how it is read.

Decoder, encoder, the list of known keys and the table of the README are made from these rows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from experiment import limits
from experiment.data import ORDER
from experiment.limits import HIDEABLE, MAX_RUNS, Limit
from experiment.link.data_part import write_measure, write_table
from experiment.link.draft import Draft
from experiment.link.goal_part import write_goal
from experiment.link.map_part import write_map
from experiment.link.rule_part import read_rules, write_rule
from experiment.link.run_part import read_run, write_run
from experiment.link.tasks_part import read_tasks
from experiment.link.words import NO_WORD, Words
from experiment.look import OPTIONS, Look
from experiment.model import Experiment
from experiment.problems import Part
from experiment.synonyms import same_name
from experiment.views import DEFAULT_VIEW, VIEWS
from landscape import look_at
from language.wording import exact, listed, read_number, read_whole, shown
from losses import LossError
from losses.models import MEASURES

Said = dict[str, Any]  # fields of an experiment by name; empty where none can be read
Reader = Callable[[Any, Part, Draft], Said]  # of the key's text, or of all texts where it repeats


class Key(NamedTuple):
    """A key of a link.

    meaning   for the README
    of        what it says of an experiment: a value, words, or a text for each time it repeats
    default   what a decoder fills in by itself
    read      what a text says, noting what cannot be read; a draft begins with loss and constants
    turn      when it is read: after the parts that it needs
    """

    name: str
    meaning: str
    of: Callable[[Experiment], Any]
    default: Any = None
    read: Reader = lambda text, part, draft: {}
    turn: int = 0
    repeats: bool = False


def _number(limit: Limit, default: float = 0) -> Reader:
    def read(text: str, part: Part, draft: Draft) -> Said:
        number = (read_whole if limit.whole else read_number)(text.strip())
        if number is not None and limit.holds(number):
            return {part.key: number}
        part.note(f"{shown(text)} is not {limit.allowed}, so {exact(default)} is used.")
        return {}

    return read


def _read_step(text: str, part: Part, draft: Draft) -> Said:
    last = draft.said.get("steps", limits.DEFAULT_STEPS)
    number = read_whole(text.strip())
    if number is None or number <= last:
        return _number(limits.PLAYHEAD._replace(high=last))(text, part, draft)
    part.note(f"{shown(text)} is beyond the last step, so {last} is shown.")
    return {"step": last}


def _read_lesson(text: str, part: Part, draft: Draft) -> Said:
    if limits.is_lesson(text.strip()):
        return {"lesson": text.strip()}
    part.note(f"{shown(text.strip())} is not the name of a lesson, so none is shown.")
    return {}


def _read_window(text: str, part: Part, draft: Draft) -> Said:
    """Read low and high of each variable; any of two or four numbers where none are known."""
    variables, found = draft.variables, Words(text).rest()
    edges = [number for word in found if (number := read_number(word)) is not None]
    counts = (2 * len(variables),) if variables else (2, 4)
    if len(edges) == len(found) and len(edges) in counts:
        try:
            return {"window": limits.window(zip(edges[::2], edges[1::2], strict=True))}
        except limits.ExperimentError:
            pass  # the sentence below says the same, with the numbers as they were typed
    axes = f" ({', '.join(variables)})" if variables else ""
    part.note(
        f"{shown(text)} is not a low and a higher number for each variable{axes}, "
        "so the loss's own window is used."
    )
    return {}


def _window(e: Experiment) -> tuple[str, ...]:
    """Return the edges of a window that is not the loss's own."""
    try:
        own = look_at(e.what).window
    except LossError:
        own = ()
    return tuple(exact(edge) for pair in e.window for edge in pair) if e.window != own else ()


def _read_runs(texts: Sequence[str], part: Part, draft: Draft) -> Said:
    """Read a run for each text, None where it cannot be read; nothing for one empty text."""
    if len(texts) == 1 and not texts[0].strip():
        return {"runs": ()}
    if len(texts) > MAX_RUNS:
        part.note(f"there are {len(texts)}, so only the first {MAX_RUNS} are read.")
    numbered = enumerate(texts[:MAX_RUNS], start=1)
    runs = (read_run(text, Part("run", f"run {k}", part.notes), draft) for k, text in numbered)
    return {"runs": tuple(runs)}


def _read_rules(texts: Sequence[str], part: Part, draft: Draft) -> Said:
    """Read typed rules into the draft, where the runs find them."""
    read_rules(texts, part, draft)
    return {}


def _read_view(text: str, part: Part, draft: Draft) -> Said:
    words = Words(text)
    name = same_name(words.take(), VIEWS)
    if name in VIEWS:
        return {"view": name, "look": _read_look(words, part, name)}
    part.unknown("view", name, VIEWS, so=f"{DEFAULT_VIEW} is shown")
    return {}


def _read_look(words: Words, part: Part, view: str) -> Look:
    """Read the options that follow the name of a view; what is none is noted and left out."""
    given: Said = {}
    while words:
        name = same_name(words.take(), OPTIONS)
        if name not in OPTIONS:
            part.note(f"{shown(name)} is not an option of {view}, so it is left out.")
        elif (value := _read_option(name, words, part)) is not None:
            given[name] = value
    return Look(**given)


def _read_option(name: str, words: Words, part: Part) -> Any:
    """Return what a switch or the word after an option says, None where it says nothing."""
    option = OPTIONS[name]
    if not option.allowed:
        return True
    word = NO_WORD if words.peek() in OPTIONS else words.take()
    value = option.read(word)
    if value is None:
        found = f"is {shown(word)}" if word else "has no value"
        part.note(f"`{name}` {found}, but it must be {option.allowed}, so it is left out.")
    return value


def _read_hide(text: str, part: Part, draft: Draft) -> Said:
    words = [same_name(word, HIDEABLE) for word in Words(text).rest()]
    for name in words:
        if name not in HIDEABLE:
            part.unknown("part", name, HIDEABLE, so="nothing is hidden for it")
    return {"hide": tuple(name for name in words if name in HIDEABLE)}


def _read_map(text: str, part: Part, draft: Draft) -> Said:
    """Keep the text: it is read when the whole experiment is known."""
    draft.map = text
    return {}


def _read_goal(text: str, part: Part, draft: Draft) -> Said:
    """Keep the text: it is read when the whole experiment is known."""
    draft.goal = text
    return {}


_ROWS = (
    Key("loss", "a formula, or a key of the catalogue",
        lambda e: None if e.model else e.loss),
    Key("where", "its constants: `where=a+1+b+100`",
        lambda e: tuple(f"{name} {exact(value)}" for name, value in e.constants.items()), ()),
    Key("data", "a table: its key, or its rows with `;` between them, the columns' names first",
        lambda e: write_table(e.data) if e.data else None),
    Key("model", "what predicts a column, from other columns and one or two parameters",
        lambda e: e.model.text if e.model else None),
    Key("target", "the column that the model predicts",
        lambda e: e.model.target if e.model else None),
    Key("measure", f"the loss of a row: {listed([f'`{name}`' for name in MEASURES])}; then "
        "`ridge` and `lasso` with their factors",
        lambda e: write_measure(e.model) if e.model else None),
    Key("batch", "rows that an update sees; without it all",
        lambda e: e.data.batch if e.data else 0, 0),
    Key("order", "`shuffled` or `drawn`", lambda e: e.order, ORDER),
    Key("scale", "`raw` or `standard`", lambda e: e.data.scale if e.data else "raw", "raw"),
    Key("window", "low and high for each axis", _window, (), _read_window, turn=2),
    Key("rule", "once for each rule of your own: its name, `with` its dials' defaults, a colon, "
        "then its lines with `;` between them",
        lambda e: tuple(map(write_rule, e.typed)), (), read=_read_rules, turn=2, repeats=True),
    Key("run", "once for each: optimizer, dials, `schedule` with its dials, `at` start, `name`",
        lambda e: tuple(map(write_run, e.runs)) or ("",), read=_read_runs, turn=3, repeats=True),
    Key("steps", "how many steps each run takes", lambda e: e.steps, limits.DEFAULT_STEPS,
        _number(limits.STEPS, limits.DEFAULT_STEPS)),
    Key("noise", "standard deviation of the noise on every gradient", lambda e: e.noise, 0,
        _number(limits.NOISE)),
    Key("seed", "which noise and which order of the rows", lambda e: e.seed, 0,
        _number(limits.SEED)),
    Key("view", f"{listed([f'`{name}`' for name in VIEWS])}, then its options",
        lambda e: (e.view, *e.look.words), (DEFAULT_VIEW,), _read_view),
    Key("step", "where the playhead stands", lambda e: e.step, 0, _read_step, turn=1),
    Key("hide", "parts of the page that are left out", lambda e: e.hide, (), _read_hide),
    Key("map", "what the page Maps shows: `rates`, `starts` or `dials`; then `of` a run, and axes "
        "with their ends", lambda e: write_map(e.map) if e.map else None, read=_read_map),
    Key("goal", "what is to be reached: `loss < 0.001`, `reach (1, 1)`, `reach the global minimum` "
        "or `do not diverge`; then `in` steps, `within` a distance, `with` an optimizer, `from` a "
        "start, and what to `change`",
        lambda e: write_goal(e.goal) if e.goal else None, read=_read_goal),
    Key("next", "once for each task that follows on a worksheet: its link, escaped",
        lambda e: e.following, (), read=read_tasks, repeats=True),
    Key("lesson", "the lesson whose words stand beside the picture", lambda e: e.lesson, "",
        _read_lesson),
)  # fmt: skip
KEYS: Mapping[str, Key] = {key.name: key for key in _ROWS}
