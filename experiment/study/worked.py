"""The worked study that comes with the project: what it found of each loss of the catalogue."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from experiment.goal.words import rule_title
from experiment.study.profiles import widest
from experiment.study.words import some
from language.wording import counted, exact

FOLDER = Path(__file__).parents[2] / "studies"
TOML, RESULT, REPORT = (FOLDER / f"catalogue.{kind}" for kind in ("toml", "json", "html"))


@lru_cache(maxsize=1)
def worked() -> Mapping[str, Any]:
    """Return what `result.json` of the worked study says; nothing where it is not there."""
    if not RESULT.exists():
        return {}
    found: Mapping[str, Any] = json.loads(RESULT.read_text("utf-8"))
    return found


def meaning() -> str:
    """Return a sentence on what least tuning means; empty without the study."""
    found = worked()
    if not found:
        return ""
    count = counted(len(found["rules"]), "rule")
    return (
        f"Least tuning needs the rule, of {count}, whose good learning rates span the most powers "
        f"of ten: those at which its runs stand at {exact(found['goal'])} of the height at the "
        f"start, or lower, after {found['steps']:,} steps."
    )


def least_tuning(key: str) -> str:
    """Return one sentence on who needs least tuning on a loss of the catalogue.

    Empty for a loss that the study does not have, or whose lowest value is not known.
    """
    found = worked()
    loss = found.get("losses", {}).get(key)
    return sentence(found, loss) if loss and loss["known"] else ""


def sentence(found: Mapping[str, Any], loss: Mapping[str, Any]) -> str:
    """Return the sentence for a loss of a result."""
    good = {name: one["good"] for name, one in loss["rules"].items() if one["good"]}
    names = list(good)
    best = [names[place] for place in widest([good[name][0] for name in names])]
    if not best:
        return (
            f"None of {counted(len(found['rules']), 'rule')} stands at {exact(found['goal'])} of "
            f"the height at the start, or lower, after {found['steps']:,} steps."
        )
    decades, low, high, cut = good[best[0]]
    least = "at least " if cut else ""
    span = f" ({_short(low)} to {_short(high)})" if low < high else f" (at {_short(low)})"
    span = span if len(best) == 1 else ""
    verb = "Needs" if len(best) == 1 else "Need"
    width = exact(round(decades, 2))
    noun = "decade" if width == "1" else "decades"
    rules = some([rule_title(name) for name in best])
    return f"{verb} least tuning here: {rules}, good rates over {least}{width} {noun}{span}."


def _short(rate: float) -> str:
    return exact(float(f"{rate:.2g}"))
