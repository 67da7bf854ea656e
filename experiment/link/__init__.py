"""The link: a query string that a person can read and edit <-> the experiment it stands for.

loss=beale&run=gd+lr+0.01+at+3+3&run=adam+lr+0.3+beta1+0.8+at+3+3&steps=100
"""

from collections.abc import Mapping, Sequence
from typing import Any

from experiment.defaults import opening_runs
from experiment.link.draft import Draft, begin
from experiment.link.keys import KEYS
from experiment.link.query import Pairs, join, split
from experiment.look import Look
from experiment.model import Experiment, Run
from experiment.problems import Notes, Part, Problem
from language.wording import did_you_mean, listed, setting, shown

VERSION = "1"  # of the grammar; not written while there is no other
IGNORED = ("embed", "embed_options")  # Streamlit's own


def decode(link: str | Mapping[str, Sequence[str]]) -> tuple[Experiment, tuple[Problem, ...]]:
    """Return the experiment a link stands for, and a problem for each part that it cannot read.

    link    a query string with or without `?`, a whole address, or a mapping of keys to texts
    Never raises. A part that is missing or unreadable is at its default; a loss that cannot be
    read keeps its text.
    """
    notes = Notes()
    texts = _gathered(split(link, notes), notes)
    draft = begin(texts, notes)
    for key in sorted(KEYS.values(), key=lambda key: key.turn):
        if key.name in texts:
            found = texts[key.name] if key.repeats else texts[key.name][0]
            draft.said |= key.read(found, Part(key.name, key.name, notes), draft)
    return _finished(draft, Part("view", "view", notes)), tuple(notes)


def encode(e: Experiment) -> str:
    """Return the canonical query string: what a decoder fills in by itself is left out."""
    pairs: Pairs = []
    for key in KEYS.values():
        found = key.of(e) if key.repeats else [key.of(e)]
        pairs += [(key.name, _written(value)) for value in found if value != key.default]
    return join(pairs)


def _written(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else setting(value)


def _gathered(pairs: Pairs, notes: Notes) -> Mapping[str, Sequence[str]]:
    """Return the texts of each known key, in order; note what is unknown or repeated."""
    texts: dict[str, list[str]] = {}
    for key, text in pairs:
        if key in KEYS:
            texts.setdefault(key, []).append(text)
        elif key == "v" and text != VERSION:
            said = f"there is no version {shown(text)}, so the link is read as version {VERSION}"
            notes.add(key, f"v: {said}.")
        elif key not in ("v", *IGNORED):
            notes.add(
                key,
                f"{shown(key)} is not a part of a link{did_you_mean(key, KEYS)}, "
                f"so it is left out; there are {listed(KEYS, 'and')}.",
            )
    for key, found in texts.items():
        if len(found) > 1 and not KEYS[key].repeats:
            notes.add(key, f"{key}: it is given {len(found)} times, so only the first counts.")
    return texts


def _finished(draft: Draft, view: Part) -> Experiment:
    """Return the experiment; four runs stand in where a link names none that can be read."""
    read: tuple[Run | None, ...] = draft.said.pop("runs", opening_runs(draft.what))
    if look := draft.said.get("look"):
        draft.said["look"] = _without(look, read, view)
    runs = tuple(run for run in read if run)
    runs = opening_runs(draft.what) if read and not runs else runs
    return Experiment(*draft.what, runs=runs, **draft.said)


def _without(look: Look, read: Sequence[Run | None], view: Part) -> Look:
    """Return the look for those runs that could be read: a link counts all that it names."""
    for place in look.without:
        if place >= len(read):
            view.note(f"there is no run {place + 1}, so none is left out for it.")
    return look.at(place for place, run in enumerate(read) if run)
