"""The parts of a link about data: `data=penguins&model=w*flipper%2Bb&target=mass&measure=squared`.

A table is one of ours by its key, or its rows, the names of the columns first; a longer one is
named by its file and its fingerprint, and has to be given where the link is opened.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from experiment.data import BATCH, LINK_TEXT, ORDER, SCALES, Data, opening_loss, opening_of, travels
from experiment.link.words import Words
from experiment.problems import Notes, Part
from experiment.synonyms import same_name
from language.errors import LossError
from language.wording import exact, listed, read_number, read_whole, shown
from losses.models import MEASURES, PENALTY, Measure, Model
from losses.tables import TABLES, Table, TableError, is_shipped, parse_rows, rows_text
from optimizers.engine.batches import ORDERS

_SYNONYMS = {"mse": "squared", "l2": "squared", "mae": "absolute", "l1": "absolute"}
_SYNONYMS |= {"bce": "logistic", "crossentropy": "logistic", "svm": "hinge"}
Texts = Mapping[str, Sequence[str]]
Tables = Mapping[str, Table]  # those that a visitor gave, by their fingerprints
_BY_FINGERPRINT = re.compile(r"(?:(.*) )?([0-9a-f]{12})")
_FILE = re.compile(r"[^\w.-]+")  # what a link leaves out of a file's name


def write_table(data: Data) -> str:
    """Return a table as a link has it."""
    table = data.table
    if is_shipped(table):
        return table.name
    if travels(table):
        return rows_text(table)
    return f"{_FILE.sub('_', table.name)[:40] or 'table'} {table.fingerprint}"


def write_measure(model: Model) -> str:
    """Return the words of a measure: `squared ridge 0.1`."""
    measure = model.measure
    factors = {"ridge": measure.ridge, "lasso": measure.lasso}
    return " ".join([measure.name, *(f"{n} {exact(x)}" for n, x in factors.items() if x)])


def read_data(texts: Texts, notes: Notes, tables: Tables) -> Data | None:
    """Return what a link says about data; without a table there is nothing to say.

    A part that cannot be read is noted and left out, the model where it does not fit the table.
    """
    if "data" not in texts:
        for key in ("model", "target", "measure", "batch", "order", "scale"):
            if key in texts:
                notes.add(key, f"{key}: there is no table (`data`), so it is left out.")
        return None
    table = _table(texts["data"][0], Part("data", "data", notes), tables)
    if table is None:
        return None
    order = _word(texts, "order", ORDERS, notes) or ORDER
    scale = _word(texts, "scale", SCALES, notes) or "raw"
    batch = _batch(texts, notes)
    data = Data(table, None, batch, order, scale)
    return _with_model(data, texts, notes)


def _table(text: str, part: Part, tables: Tables) -> Table | None:
    text = text.strip()
    name = same_name(text, TABLES)
    if name in TABLES:
        return TABLES[name]
    if named := _BY_FINGERPRINT.fullmatch(text):
        if table := tables.get(named[2]):
            return table
        file = shown(named[1] or "this file")
        part.note(
            f"the table {file} does not travel in a link; give the file under Data, and the "
            "comparison appears.",
            table=named[2],
        )
        return None
    if ";" not in text and "\n" not in text:
        part.unknown("table", text, TABLES, so="no data is used")
        return None
    try:
        table = parse_rows(text)
        if travels(table):
            return table
        complaint = (
            f"The table has {len(rows_text(table)):,} characters; a link carries at most "
            f"{LINK_TEXT:,}"
        )
    except TableError as error:
        complaint = str(error).removesuffix(".")
    part.note(f"{complaint}, so no data is used.")
    return None


def _word(texts: Texts, key: str, known: Mapping[str, str], notes: Notes) -> str:
    """Return the word of a key that has a few; nothing where it is none of them."""
    if key not in texts:
        return ""
    typed = texts[key][0].strip()
    name = same_name(typed, known)
    if name in known:
        return name
    first = next(iter(known))
    notes.add(key, f"{key}: {shown(typed)} is not {listed(known)}, so {first} is used.")
    return ""


def _batch(texts: Texts, notes: Notes) -> int:
    if "batch" not in texts:
        return 0
    return read_batch(texts["batch"][0].strip(), Part("batch", "batch", notes)) or 0


def read_batch(word: str, part: Part) -> int | None:
    """Return how many rows an update sees, 0 for all; None where the word does not say."""
    number = 0 if word == "all" else read_whole(word)
    if number is not None and BATCH.holds(number):
        return number
    part.note(f"the batch size {shown(word)} is not all or {BATCH.allowed}, so it is left out.")
    return None


def _with_model(data: Data, texts: Texts, notes: Notes) -> Data:
    """Return the data with its model; without any, and without a loss, with the table's own."""
    opening = opening_of(data.table)
    if opening is None and not {"model", "loss"}.intersection(texts):
        return data
    if "model" not in texts and "loss" in texts:
        for key in ("target", "measure"):
            if key in texts:
                notes.add(key, f"{key}: the loss is typed, so it is left out.")
        return data
    usual = opening or Model("", data.table.columns[-1])
    measure = _measure(texts, notes) or usual.measure
    text = texts["model"][0].strip() if "model" in texts else usual.text
    target = texts["target"][0].strip() if "target" in texts else usual.target
    if "loss" in texts:
        notes.add("loss", "loss: the model gives the loss, so the text is left out.")
    model = Model(text, target, measure)
    try:
        model.loss(data.table)
    except LossError as error:
        key = "model" if "model" in texts else "target"
        used = opening.text if opening else opening_loss(data.table)
        notes.add(key, f"{key}: {error.message.removesuffix('.')}, so {used} is used.")
        return replace(data, model=opening)
    return replace(data, model=model)


def _measure(texts: Texts, notes: Notes) -> Measure | None:
    if "measure" not in texts:
        return None
    words, part = Words(texts["measure"][0]), Part("measure", "measure", notes)
    name = same_name(words.take(), MEASURES, _SYNONYMS)
    if name not in MEASURES:
        part.unknown("measure", name, MEASURES, so="squared is used")
        name = "squared"
    factors: dict[str, float] = {}
    while words:
        term, word = words.take().lower(), words.take()
        factor = read_number(word)
        if term not in ("ridge", "lasso"):
            part.note(f"{shown(term)} is not ridge or lasso, so it is left out.")
        elif factor is None or not 0 <= factor <= PENALTY:
            part.note(f"`{term}` is {shown(word)}, but it must be a number from 0 to 1e6.")
        else:
            factors[term] = factor
    return Measure(name, **factors)
