"""One `rule=` part: `mine with beta 0.9:m=beta*m+(1-beta)*g;x=x-lr*m`."""

import re
from collections.abc import Sequence

from experiment.limits import MAX_RUNS, ExperimentError
from experiment.link.draft import Draft
from experiment.link.words import Words
from experiment.model import free_name
from experiment.problems import Part
from language.errors import RuleError
from language.wording import exact, listed, looks_like_number, read_number, shown
from optimizers import DialError, Typed
from optimizers.typed import LARGEST, checked_name, dials_of

WITH = "with"
_NO_WORDS = re.compile(r"[=,()+]")  # signs that somebody may put between names and numbers


def read_rules(texts: Sequence[str], part: Part, draft: Draft) -> None:
    """Put the rules into the draft by their names; note what cannot be read."""
    if len(texts) > MAX_RUNS:
        part.note(f"there are {len(texts)}, so only the first {MAX_RUNS} are read.")
    for text in texts[:MAX_RUNS]:
        _read(text, part, draft)


def write_rule(typed: Typed) -> str:
    """Return the words of a rule, its text on one line without spaces."""
    pairs = (f" {name} {exact(value)}" for name, value in typed.defaults.items())
    dials = f" {WITH}{''.join(pairs)}" if typed.defaults else ""
    return f"{typed.name}{dials}:{typed.short}"


def _read(text: str, part: Part, draft: Draft) -> None:
    head, colon, lines = text.partition(":")
    words = Words(_NO_WORDS.sub(" ", head))
    name = words.take()
    if not colon:
        part.note(f"{shown(text)} is not a name, a colon and lines, so it is left out.")
        return
    own = Part("rule", f"rule {shown(name)}", part.notes)
    if name in draft.rules:
        own.note("it is given twice, so only the first counts.")
        return
    draft.rules[name] = None
    lines = lines.replace(";", "\n")
    try:
        free_name(checked_name(name))
        names = dials_of(lines)
        draft.rules[name] = Typed(name, lines, _defaults(words, names, own))
    except RuleError as error:
        own.note(f"{error.message}{_place(lines, error.position)}", (name, lines))
    except (DialError, ExperimentError) as refusal:
        own.note(f"{str(refusal).removesuffix('.')}, so it is left out.")


def _defaults(words: Words, names: tuple[str, ...], own: Part) -> dict[str, float]:
    """Read `with beta 0.9 eps 1e-8`; a pair that cannot be read is left out."""
    given: dict[str, float] = {}
    if words.peek().lower() == WITH:
        words.take()
    while words:
        name = words.take()
        word = words.take() if looks_like_number(words.peek()) or name in names else ""
        number = read_number(word)
        if name == "lr":
            own.note("`lr` is set where the run is, so it is left out here.")
        elif name not in names:
            known = listed([f"`{dial}`" for dial in names], "and") or "none"
            own.note(f"it has no dial {shown(name)}, so it is left out; there are {known}.")
        elif number is None or abs(number) > LARGEST:
            allowed = f"a number from {exact(-LARGEST)} to {exact(LARGEST)}"
            own.note(f"`{name}` is {shown(word)}, but it must be {allowed}, so it is left out.")
        else:
            given.setdefault(name, number)
    return given


def _place(lines: str, position: int | None) -> str:
    """Return where the trouble is: ` That is in line 2, at “foo g”.`"""
    if position is None:
        return ""
    rest = lines[position:].partition("\n")[0].strip()
    number = lines[:position].count("\n") + 1
    return f" That is in line {number}, {f'at {shown(rest)}' if rest else 'at its end'}."
