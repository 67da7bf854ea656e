"""The link: a query string that a person can read and edit <-> the experiment it stands for.

loss=beale&run=gd+lr+0.01+at+3+3&run=adam+lr+0.3+beta1+0.8+at+3+3&steps=100
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from experiment import limits
from experiment.data import most_steps
from experiment.link.data_part import Tables
from experiment.link.draft import Draft, begin, opening_runs
from experiment.link.goal_part import read_goal
from experiment.link.keys import KEYS
from experiment.link.map_part import read_map
from experiment.link.plus import with_plus_signs
from experiment.link.query import VERSIONS, Pairs, join, split
from experiment.look import Look
from experiment.model import Experiment, Run
from experiment.problems import Notes, Part, Problem
from experiment.rates import fitting
from landscape import load
from language.errors import LanguageError
from language.wording import did_you_mean, listed, setting, shown
from losses.parse_loss import read

# Streamlit's own keys, and what newsletters, social networks, shops and advertisements add.
_IGNORED = re.compile(
    r"embed(_options)?|(utm|mtm|itm|pk|piwik|matomo|hsa|ga|gad|fb|mc|oly|_|__hs|hss|at|vero|ref|trk|"
    r"cid|sc)_\w+|_(ga|gl|gac|hs\w+|openstat|branch\w+)|\w*(clid|clkid|clickid|kwcid|_cid|icid)|gclsrc|"
    r"[gw]braid|igshi?d?|li_fat_id|srsltid|mkt_tok|epik|hsctatracking|wickedid|cmpid|ncid|trk|spm|"
    r"ref|referrer|source|si|sccid"
)


def decode(
    link: str | Mapping[str, Sequence[str]], tables: Tables = MappingProxyType({})
) -> tuple[Experiment, tuple[Problem, ...]]:
    """Return the experiment a link stands for, and a problem for each part that it cannot read.

    link     a query string with or without `?`, a whole address, or a mapping of keys to texts
    tables   those that a visitor gave and that no link carries, by their fingerprints
    Never raises. A part that is missing or unreadable is at its default; a loss that cannot be
    read keeps its text.
    """
    notes = Notes()
    texts = _gathered(split(link, notes), notes)
    draft = begin(texts, notes, tables)
    for key in sorted(KEYS.values(), key=lambda key: key.turn):
        if key.name in texts:
            found = texts[key.name] if key.repeats else texts[key.name][0]
            draft.said |= key.read(found, Part(key.name, key.name, notes), draft)
    return _finished(draft, notes), tuple(notes)


def encode(e: Experiment) -> str:
    """Return the canonical query string: what a decoder fills in by itself is left out."""
    return join(_pairs(e))


def portable(e: Experiment) -> str:
    """Return the query string to hand out: pasted into a text, the whole of it stays one link.

    It stands for the same experiment but for spaces of the loss that mean nothing.
    """
    pairs = _pairs(e)
    short = ((key, _without_spaces(e) if key == "loss" else text) for key, text in pairs)
    return join(list(short), portable=True)


def holds_experiment(link: str) -> bool:
    """Return whether a text holds any part of an experiment."""
    return any(key in KEYS for key, _ in split(link, Notes()))


def _pairs(e: Experiment) -> Pairs:
    pairs: Pairs = []
    for key in KEYS.values():
        found = key.of(e) if key.repeats else [key.of(e)]
        pairs += [(key.name, _written(value)) for value in found if value != key.default]
    if not e.model and "+" not in e.loss and with_plus_signs(e.loss) != e.loss:
        pairs.append(("v", VERSIONS[-1]))  # or its spaces would be read as plus signs
    return pairs


def _without_spaces(e: Experiment) -> str:
    """Return the loss without the spaces around its signs, where it reads the same."""
    short = re.sub(r"\s*([-+*/^=,()])\s*", r"\1", e.loss.strip())
    try:
        columns = e.table.columns if e.table else ()
        names = tuple(e.constants), columns
        same = read(short, *names) == read(e.loss, *names)
    except LanguageError:
        same = False
    return short if same else e.loss


def _written(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else setting(value)


def _gathered(pairs: Pairs, notes: Notes) -> Mapping[str, Sequence[str]]:
    """Return the texts of each known key, in order; note what is unknown or repeated."""
    texts: dict[str, list[str]] = {}
    for key, text in pairs:
        if key in KEYS or (key == "v" and text in VERSIONS):
            texts.setdefault(key, []).append(text)
        elif key == "v":
            said = f"so the link is read as version {VERSIONS[-1]}"
            notes.add(key, f"v: there is no version {shown(text)}, {said}.")
        elif not _IGNORED.fullmatch(key):
            notes.add(
                key,
                f"{shown(key)} is not a part of a link{did_you_mean(key, KEYS)}, "
                f"so it is left out; there are {listed(KEYS, 'and')}.",
            )
    for key, found in texts.items():
        if len(found) > 1 and not (key in KEYS and KEYS[key].repeats):
            notes.add(key, f"{key}: it is given {len(found)} times, so only the first counts.")
    return texts


def _finished(draft: Draft, notes: Notes) -> Experiment:
    """Return the experiment; four runs stand in where a link names none that can be read."""
    named = "runs" in draft.said
    read: tuple[Run | None, ...]
    read = draft.said.pop("runs") if named else opening_runs(draft.what)
    if look := draft.said.get("look"):
        draft.said["look"] = _without(look, read, Part("view", "view", notes))
    runs = tuple(run for run in read if run)
    used = {run.rule for run in runs if run.typed}
    for name in (name for name, typed in draft.rules.items() if typed and name not in used):
        Part("rule", f"rule {shown(name)}", notes).note("no run is of it, so it is left out.")
    if read and not runs:
        runs = tuple(replace(run, start=draft.start) for run in opening_runs(draft.what))
    _limit_steps(draft, runs, Part("steps", "steps", notes))
    text, constants, _ = draft.what
    e = Experiment(text, constants, runs=runs, data=draft.data, **draft.said)
    e = fitting(e) if e.data and draft.variables and not named else e
    if draft.goal is not None:
        e = replace(e, goal=read_goal(draft.goal, Part("goal", "goal", notes), e))
    if draft.map is None:
        return e
    places = [place for place, run in enumerate(read) if run]
    return replace(e, map=read_map(draft.map, Part("map", "map", notes), e, places))


def _limit_steps(draft: Draft, runs: Sequence[Run], part: Part) -> None:
    """Take as many steps as runs that search lines may have."""
    steps, most, reason = draft.said.get("steps", limits.DEFAULT_STEPS), limits.MAX_STEPS, ""
    if any(run.searches for run in runs):
        most, reason = int(limits.SEARCHED.high), "runs that search lines"
    if draft.data and draft.variables:
        loss = load(draft.what)
        if (allowed := most_steps(loss, sum(run.work for run in runs))) < most:
            most, reason = allowed, f"these runs over {loss.rows:,} rows"
    if steps > most:
        part.note(f"{steps} is too many for {reason}, so {most} is used.")
        step = min(draft.said.get("step", 0), most)
        draft.said |= {"steps": most, "step": step}


def _without(look: Look, read: Sequence[Run | None], view: Part) -> Look:
    """Return the look for those runs that could be read: a link counts all that it names."""
    for place in look.without:
        if place >= len(read):
            view.note(f"there is no run {place + 1}, so none is left out for it.")
    return look.at(place for place, run in enumerate(read) if run)
