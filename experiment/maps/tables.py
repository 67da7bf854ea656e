"""A map as a table, a row a pixel, and what it comes to as JSON; numbers exact."""

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from experiment.link import portable
from experiment.maps.compute import Sheet
from experiment.maps.ending import KINDS
from experiment.maps.plan import Plan
from experiment.maps.summary import Panel, Summary, gaps
from experiment.maps.words import words
from experiment.naming import run_names
from experiment.problems import Problem
from landscape import load


def to_csv(of: Plan, sheets: Sequence[Sheet], found: Summary) -> str:
    """Return a table of every pixel, runs one after the other; what is not finite is empty.

    Its columns are run (from 1), seed, the axes, ending, the minimum reached, steps, on a map of
    steps to a gap the first row that comes to it, gap, loss, the last finite point.
    """
    names = load(of.experiment).variables
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([
        "run", "seed", *(axis.name for axis in of.axes), "ending",
        *(f"minimum_{name}" for name in names), "steps", *_row_name(of), "gap", "loss",
        *(f"end_{name}" for name in names),
    ])  # fmt: skip
    for sheet in sheets:
        table.writerows(_rows(of, sheet, found.value))
    return out.getvalue()


def to_json(
    of: Plan, sheets: Sequence[Sheet], found: Summary, problems: Sequence[Problem] = ()
) -> str:
    """Return one JSON object: link, axes, what each run came to, and all of it in words."""
    names = run_names(of.experiment.runs)
    document = {
        "link": portable(of.experiment),
        "map": of.chosen.kind,
        "axes": [
            {"name": axis.name, "low": axis.low, "high": axis.high, "pixels": len(values)}
            for axis, values in zip(of.axes, of.values, strict=True)
        ],
        "seeds": list(dict.fromkeys(sheet.seed for sheet in sheets)),
        "best_value": _plain(found.value),
        "problems": [str(problem) for problem in problems],
        "runs": [_run(of, panel, names[panel.place]) for panel in found.panels],
        "words": list(words(of, found)),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _row_name(of: Plan) -> list[str]:
    return ["row"] if of.goal is not None else []


def _rows(of: Plan, sheet: Sheet, value: float) -> Iterator[list[Any]]:
    kinds, columns = tuple(KINDS), [column.tolist() for column in of.columns]
    minima = [*of.frame.minima.tolist(), [math.nan] * len(of.frame.window)]
    above = gaps(sheet, value).ravel().tolist()
    points = sheet.points.reshape(-1, sheet.points.shape[-1]).tolist()
    flat = zip(
        sheet.codes.ravel().tolist(), sheet.minima.ravel().tolist(), sheet.steps.ravel().tolist(),
        sheet.below.ravel().tolist(), sheet.losses.ravel().tolist(), strict=True,
    )  # fmt: skip
    for k, (code, minimum, steps, below, loss) in enumerate(flat):
        settings = [_cell(column[k]) for column in columns]
        row = [below if below >= 0 else ""] if of.goal is not None else []
        yield [
            sheet.place + 1, sheet.seed, *settings, kinds[code], *map(_cell, minima[minimum]),
            steps, *row, _cell(above[k]), _cell(loss), *map(_cell, points[k]),
        ]  # fmt: skip


def _run(of: Plan, panel: Panel, name: str) -> dict[str, Any]:
    minima, best = of.frame.minima.tolist(), panel.best
    places = zip(of.axes, of.values, (best or (0, 0))[::-1], strict=False)
    return {
        "run": panel.place + 1,
        "name": name,
        "shares": panel.shares,
        "minima": [
            {"point": minima[basin.minimum], "share": basin.share, "steps": basin.steps}
            for basin in panel.basins
        ],
        "best": {axis.name: values[place] for axis, values, place in places} if best else None,
        "gap": _plain(panel.gap),
        "gap_by_seeds": [_plain(end) for end in panel.band],
        "largest_reaching": panel.reaching,
        "diverges_from": panel.leaving,
        "stable_below": panel.limit,
    }


def _plain(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _cell(number: float) -> str:
    return repr(float(number)) if math.isfinite(number) else ""
