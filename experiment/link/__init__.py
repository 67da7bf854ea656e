"""The link: a query string that a person can read and edit <-> the experiment it stands for.

loss=beale&run=gd+lr+0.01+at+3+3&run=adam+lr+0.3+beta1+0.8+at+3+3&steps=100
"""

from collections.abc import Mapping, Sequence
from typing import Any

from experiment import limits
from experiment.defaults import DEFAULT, default_rate, opening_runs
from experiment.link import other_parts
from experiment.link.query import Pairs, join, split
from experiment.link.run_part import Ground, read_run, write_run
from experiment.link.words import Part
from experiment.look import Look
from experiment.model import Experiment, Run
from experiment.numerals import write_number
from experiment.problems import Notes, Problem, did_you_mean, listed, shown
from experiment.views import DEFAULT_VIEW
from landscape import load, look_at, unused
from losses import Loss, LossError
from optimizers import RULES

VERSION = "1"  # of the grammar; not written while there is no other
IGNORED = ("embed", "embed_options")  # Streamlit's own
PLAIN: dict[str, other_parts.Reader] = {
    "steps": other_parts.whole(1, limits.MOST_STEPS, limits.STEPS),
    "noise": other_parts.read_noise,
    "seed": other_parts.whole(0, limits.LAST_SEED, 0),
    "view": other_parts.read_view,
    "hide": other_parts.read_hide,
    "lesson": other_parts.read_lesson,
}
KEYS = (
    "loss",
    "where",
    "window",
    "run",
    "steps",
    "noise",
    "seed",
    "view",
    "step",
    "hide",
    "lesson",
)
Texts = dict[str, list[str]]


def decode(link: str | Mapping[str, Sequence[str]]) -> tuple[Experiment, tuple[Problem, ...]]:
    """Return the experiment a link stands for, and a problem for each part that it cannot read.

    link    a query string with or without `?`, a whole address, or a mapping of keys to texts
    Never raises. A part that is missing or unreadable is at its default; a loss that cannot be
    read keeps its text.
    """
    notes = Notes()
    texts = _gathered(split(link, notes), notes)
    loss, constants, ground = _read_loss(texts, notes)
    plain = {
        key: value
        for key, read in PLAIN.items()
        if key in texts and (value := read(texts[key][0], Part(key, key, notes))) is not None
    }
    if "view" in plain:
        plain["view"], plain["look"] = plain["view"]
    last = plain.get("steps", limits.STEPS)
    if "step" in texts:
        read_step = other_parts.whole(0, last, 0)
        plain["step"] = read_step(texts["step"][0], Part("step", "step", notes)) or 0
    window = _read_window(texts, notes, ground)
    read = _read_runs(texts, notes, ground) if "run" in texts else opening_runs((loss, constants))
    if "look" in plain:
        plain["look"] = _among(plain["look"], read, Part("view", "view", notes))
    runs = tuple(run for run in read if run)
    runs = opening_runs((loss, constants)) if read and not runs else runs
    return Experiment(loss, constants, window, runs, **plain), tuple(notes)


def _among(look: Look, read: Sequence[Run | None], part: Part) -> Look:
    """Return the look for those runs that could be read: a link counts all that it names."""
    for place in look.without:
        if place >= len(read):
            part.note(f"there is no run {place + 1}, so none is left out for it.")
    return look.at(place for place, run in enumerate(read) if run)


def encode(e: Experiment) -> str:
    """Return the canonical query string: what a decoder fills in by itself is left out."""
    pairs: Pairs = [("loss", e.loss)]
    pairs += [("where", other_parts.write_constants(e.constants))] if e.constants else []
    pairs += [("window", other_parts.write_window(e.window))] if _window_is_chosen(e) else []
    pairs += [("run", write_run(run)) for run in e.runs] or [("run", "")]
    plain = {
        "steps": (e.steps, limits.STEPS),
        "noise": (e.noise, 0.0),
        "seed": (e.seed, 0),
        "view": ((e.view, *e.look.words), (DEFAULT_VIEW,)),
        "step": (e.step, 0),
        "hide": (e.hide, ()),
        "lesson": (e.lesson, ""),
    }
    pairs += [(key, _written(value)) for key, (value, default) in plain.items() if value != default]
    return join(pairs)


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return value if isinstance(value, str) else write_number(value)


def _window_is_chosen(e: Experiment) -> bool:
    try:
        return e.window != look_at(e).own_window
    except LossError:
        return bool(e.window)


def _gathered(pairs: Pairs, notes: Notes) -> Texts:
    """Return the texts of each known key, in order; note what is unknown or repeated."""
    texts: Texts = {}
    for key, text in pairs:
        if key == "v":
            _check_version(text, notes)
        elif key in KEYS:
            texts.setdefault(key, []).append(text)
        elif key not in IGNORED:
            notes.add(
                key,
                f"{shown(key)} is not a part of a link{did_you_mean(key, KEYS)}, "
                f"so it is left out; there are {listed(KEYS, 'and')}.",
            )
    for key, found in texts.items():
        if key != "run" and len(found) > 1:
            notes.add(key, f"{key}: it is given {len(found)} times, so only the first counts.")
    return texts


def _check_version(text: str, notes: Notes) -> None:
    if text != VERSION:
        notes.add("v", f"v: there is no version {shown(text)}, so the link is read as version 1.")


def _read_loss(texts: Texts, notes: Notes) -> tuple[str, dict[str, float], Ground]:
    text = texts.get("loss", [DEFAULT.loss])[0]
    if not text.strip():
        notes.add("loss", f"loss: the text is empty, so {DEFAULT.loss} is shown.")
        text = DEFAULT.loss
    part = Part("where", "where", notes)
    given = other_parts.read_constants(texts.get("where", [""])[0], part)
    loss, complaint = _loaded(text, given)
    constants = given if loss is None else {} if complaint else loss.constants
    if loss is None:
        notes.add("loss", f"loss: {complaint}")
    elif complaint:
        part.note(f"{complaint.removesuffix('.')}, so no constant is set.")
    else:
        for name in unused(given, loss):
            part.note(f"the loss has no constant {shown(name)}, so it is left out.")
    rates = {rule: default_rate((text, constants), rule) for rule in RULES}
    return text, constants, Ground(loss.variables if loss else (), rates)


def _loaded(text: str, given: Mapping[str, float]) -> tuple[Loss | None, str]:
    """Return the loss, and a complaint about its constants; None and one about its text."""
    try:
        return load((text, given)), ""
    except LossError as error:
        complaint = error.message
    try:
        return load((text, {})), complaint
    except LossError:
        return None, complaint


def _read_window(texts: Texts, notes: Notes, ground: Ground) -> limits.Window:
    if "window" not in texts:
        return ()
    part = Part("window", "window", notes)
    return other_parts.read_window(texts["window"][0], part, ground.variables) or ()


def _read_runs(texts: Texts, notes: Notes, ground: Ground) -> tuple[Run | None, ...]:
    """Return a run for each text, None where it cannot be read; nothing for one empty text."""
    found = texts["run"]
    if len(found) == 1 and not found[0].strip():
        return ()
    if len(found) > limits.MOST_RUNS:
        notes.add(
            "run",
            f"run: there are {len(found)}, so only the first {limits.MOST_RUNS} are read.",
        )
    return tuple(
        read_run(text, Part("run", f"run {number}", notes), ground)
        for number, text in enumerate(found[: limits.MOST_RUNS], start=1)
    )
