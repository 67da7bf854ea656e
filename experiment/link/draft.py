"""An experiment while its link is read, its loss first; what stands where the link says nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiment.data import Data, opening_loss
from experiment.limits import SIZE
from experiment.link.data_part import Tables, read_data
from experiment.link.words import Words
from experiment.model import Experiment, Run
from experiment.problems import Notes, Part
from landscape import entry, load, unused
from landscape.lookup import What
from language.tree import names_in
from language.wording import read_number, shown
from losses import Loss, LossError
from losses.catalogue import Point
from losses.parse_loss import read
from losses.tables import Table
from optimizers import RULES, Rule, Typed

LOSS = "bounded_saddle"
RULES_SHOWN = ("gd", "adagrad", "rmsprop", "adam")


def default_rate(what: What, rule: Rule) -> float:
    """Return the catalogue's learning rate of a rule on a loss, else the rule's own default."""
    known = entry(what)
    if known and rule.name in known.rates:
        return known.rates[rule.name]
    return float(rule.defaults["lr"])  # type: ignore[arg-type]


def opening_runs(what: What) -> tuple[Run, ...]:
    """Return the four rules with rates that suit the loss, each from the loss's own start."""
    return tuple(Run(rule, {"lr": default_rate(what, RULES[rule])}) for rule in RULES_SHOWN)


DEFAULT = Experiment(LOSS, runs=opening_runs((LOSS, {})))


@dataclass
class Draft:
    """What a link has said so far.

    what        text of the loss, its constants, and the table that it goes over
    variables   of the loss; none while it cannot be read
    rules       typed ones by their names; None for one that cannot be read
    start       of the first run whose rule there is not
    said        fields of the experiment by name, as far as they have been read
    map         the text that says what the page Maps shows: read once all else is known
    goal        the text that says what is to be reached, likewise
    """

    what: tuple[str, Mapping[str, float], Table | None]
    variables: tuple[str, ...] = ()
    rules: dict[str, Typed | None] = field(default_factory=dict)
    start: Point = ()
    said: dict[str, Any] = field(default_factory=dict)
    data: Data | None = None
    map: str | None = None
    goal: str | None = None


def begin(texts: Mapping[str, Sequence[str]], notes: Notes, tables: Tables) -> Draft:
    """Return a draft with the loss and its constants; what cannot be read of them is noted.

    tables   those that a visitor gave, by their fingerprints
    """
    data = read_data(texts, notes, tables)
    table = data.scaled if data else None
    usual = opening_loss(data.table) if data and len(data.table.columns) == 1 else DEFAULT.loss
    text = (data.loss if data else "") or texts.get("loss", [usual])[0]
    if not text.strip():
        notes.add("loss", f"loss: the text is empty, so {DEFAULT.loss} is shown.")
        text = DEFAULT.loss
    part = Part("where", "where", notes)
    given = _read_constants(texts.get("where", [""])[0], part)
    loss, complaint = _loaded(text, given, table)
    if loss is None:
        notes.add("loss", f"loss: {complaint}")
        return Draft((text, given, table), data=data)
    if complaint:
        part.note(f"{complaint.removesuffix('.')}, so no constant is set.")
    for name in () if complaint else unused(given, loss):
        part.note(f"the loss has no constant {shown(name)}, so it is left out.")
    own_order = loss.text != text  # a key of the catalogue has it
    if "1" in texts.get("v", ()) and not own_order and not table:
        text, loss = _as_in_version_1(text, loss)
    return Draft((text, loss.constants, table), loss.variables, data=data)


def _as_in_version_1(text: str, loss: Loss) -> tuple[str, Loss]:
    """Return the loss with its variables declared where they appear in another order.

    Version 1 ordered all variables but x and y by appearance, so that in x_2 - x_1 the first
    coordinate of a start was x_2.
    """
    tree, declared = read(text, tuple(loss.constants))
    order = tuple(name for name in names_in(tree) if name in loss.variables)
    if declared or loss.variables in (order, ("x", "y")):
        return text, loss
    headed = f"f({', '.join(order)}) = {text}"
    found, _ = _loaded(headed, loss.constants)
    return (headed, found) if found else (text, loss)  # with the declaration it may be too long


def _loaded(
    text: str, given: Mapping[str, float], table: Table | None = None
) -> tuple[Loss | None, str]:
    """Return the loss, and a complaint about its constants; None and one about its text."""
    try:
        return load((text, given, table)), ""
    except LossError as error:
        complaint = error.message
    try:
        return load((text, {}, table)), complaint
    except LossError:
        return None, complaint


def _read_constants(text: str, part: Part) -> dict[str, float]:
    """Return names and values; a pair that cannot be read is left out."""
    words, given = Words(text), dict[str, float]()
    while words:
        name, word = words.take(), words.take()
        number = read_number(word)
        if number is None or not SIZE.holds(abs(number)):
            part.note(
                f"the constant {shown(name)} is {shown(word)}, but it must be {SIZE.allowed} "
                "in size, so it is left out."
            )
        elif name in given:
            part.note(f"{shown(name)} is set twice, so only its first value counts.")
        else:
            given[name] = number
    return given
