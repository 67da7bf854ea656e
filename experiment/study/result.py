"""What a study found, loss by loss: enough for its report and for `result.json`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiment.study.outcomes import Outcome, outcomes
from experiment.study.plan import Method, Study
from experiment.study.profiles import Array, Range, good_range, near_best, widest
from experiment.study.store import write_text
from experiment.study.tasks import Rows

RESULT = "result.json"
DIGITS = 10  # of the numbers in result.json


@dataclass(frozen=True, eq=False)
class Found:
    """What one rule came to on one loss.

    gaps     (B,) of the best setting at each budget; moved (B,) whether that run had moved
    steps    of the setting that reaches the goal first; infinite where none does
    setting  the places of dials and rate with the smallest gap at the last budget
    good     the rates that end at the goal or below, with the dials where they lie widest
    near     decades of rates that end within ten times the smallest gap
    over     share of the settings whose run ended early
    solved   (R,) the rates that end there with any dials
    """

    gaps: Array
    moved: NDArray[np.bool_]
    steps: float
    setting: tuple[int, int]
    good: Range | None
    near: float
    over: float
    solved: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Result:
    """What all rules came to on all losses: a row a loss, in the order of the study."""

    study: Study
    found: tuple[tuple[Found, ...], ...]

    @property
    def known(self) -> list[int]:
        """The places of losses whose lowest value is known: only there is a gap."""
        return [place for place, one in enumerate(self.study.losses) if one.known]

    def gaps(self, budget: int) -> Array:
        """Return the gaps (L, S) at a budget, on losses whose lowest value is known."""
        return np.array([[one.gaps[budget] for one in self.found[loss]] for loss in self.known])

    @property
    def steps(self) -> Array:
        """The steps (L, S) to the goal, on losses whose lowest value is known."""
        return np.array([[one.steps for one in self.found[loss]] for loss in self.known])

    def decades(self, loss: int) -> list[float]:
        """Return how many decades of rates are good on a loss, for each rule."""
        return [one.good.decades if one.good else 0.0 for one in self.found[loss]]

    def least_tuning(self, loss: int) -> list[int]:
        """Return the places of the rules whose good rates lie widest on a loss."""
        return widest(self.decades(loss))


def result(study: Study, parts: Iterable[Rows]) -> Result:
    """Return what a study found from its rows, in the order of the tasks."""
    found: list[list[Found]] = [[] for _ in study.losses]
    for loss, rule, outcome in outcomes(study, parts):
        found[loss].append(summed_up(study.methods[rule], outcome))
    return Result(study, tuple(map(tuple, found)))


def summed_up(method: Method, outcome: Outcome) -> Found:
    """Return what the settings of a rule come to."""
    gaps = np.where(np.isnan(outcome.gaps), np.inf, outcome.gaps)
    flat = gaps.reshape(-1, gaps.shape[-1])
    best = flat.argmin(axis=0)
    stages = np.arange(len(best))
    good = outcome.good
    rates, widths = method.rates, method.widths
    ranges = [found for row in good if (found := good_range(row, rates, widths))]
    last = int(best[-1])
    if not np.isfinite(flat[:, -1]).any():
        last = 0
    return Found(
        flat[best, stages],
        outcome.moved.reshape(flat.shape)[best, stages],
        float(outcome.steps.min()),
        (last // len(rates), last % len(rates)),
        max(ranges, key=lambda one: one.decades, default=None),
        max(near_best(row, widths) for row in outcome.ends),
        float(outcome.over.mean()),
        np.asarray(good.any(axis=0)),
    )


def write(found: Result, folder: Path) -> Path:
    """Write `result.json`, which has a line for each loss."""
    return write_text(folder / RESULT, _document(found))


def _document(found: Result) -> str:
    study = found.study
    head: dict[str, Any] = {
        "title": study.title, "fingerprint": study.fingerprint, "steps": study.steps,
        "budgets": study.budgets, "goal": study.goal,
        "rules": {method.name: list(method.rates) for method in study.methods},
    }  # fmt: skip
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    losses = ",\n".join(
        f"    {json.dumps(one.name)}: {json.dumps(_of_loss(found, place))}"
        for place, one in enumerate(study.losses)
    )
    return ",\n".join(["{\n" + lines[0], *lines[1:], f'  "losses": {{\n{losses}\n  }}\n}}\n'])


def _of_loss(found: Result, place: int) -> dict[str, Any]:
    study = found.study
    objective = study.losses[place]
    pairs = zip(study.methods, found.found[place], strict=True)
    return {
        "fingerprint": study.fingerprint_of(objective),
        "known": objective.known,
        "rules": {method.name: _of_rule(method, one) for method, one in pairs},
    }


def _of_rule(method: Method, one: Found) -> dict[str, Any]:
    dials, rate = one.setting
    return {
        "lr": method.rates[rate],
        "dials": method.runs[dials].changed,
        "gaps": [_number(gap) for gap in one.gaps],
        "steps": _number(one.steps),
        "good": list(one.good) if one.good else None,
    }


def _number(value: float) -> float | None:
    """Return a number as JSON has it, None for what it has not."""
    return float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None
