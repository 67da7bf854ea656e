"""The worked study belongs to its TOML file, and says the same when a part of it is run again."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from experiment.study import worked
from experiment.study.plan import Study
from experiment.study.read_study import read_file
from experiment.study.result import result
from experiment.study.tasks import run_task, tasks
from losses import CATALOGUE


@cache
def study() -> Study:
    return read_file(worked.TOML)


def test_the_shipped_result_belongs_to_the_shipped_file() -> None:
    """A loss that is new to the catalogue may be missing; what is there is up to date."""
    found = worked.worked()
    now = {one.name: study().fingerprint_of(one) for one in study().losses}
    then = {name: loss["fingerprint"] for name, loss in found["losses"].items()}
    assert then == {name: now.get(name) for name in then}
    assert len(then) > 50
    assert set(then) <= set(CATALOGUE)
    assert found["rules"] == {method.name: list(method.rates) for method in study().methods}
    assert (found["steps"], found["budgets"]) == (study().steps, list(study().budgets))


def test_the_shipped_report_is_of_the_shipped_result() -> None:
    html = worked.REPORT.read_text("utf-8")
    assert len(html) < 500_000
    assert f"<h1>{worked.worked()['title']}</h1>" in html
    assert all(f'<th scope="row">{one.name}</th>' in html for one in study().losses if one.known)


@pytest.mark.parametrize(("loss", "rule"), [("ravine", "adam"), ("beale", "momentum"),
                                            ("rosenbrock", "nadam")])  # fmt: skip
def test_its_cells_come_out_the_same_again(loss: str, rule: str) -> None:
    part = replace(
        study(),
        losses=tuple(one for one in study().losses if one.name == loss),
        methods=tuple(one for one in study().methods if one.name == rule),
    )
    ((again,),) = result(part, map(run_task, tasks(part))).found
    then: dict[str, Any] = worked.worked()["losses"][loss]["rules"][rule]
    assert then["steps"] == again.steps
    assert then["gaps"] == pytest.approx(again.gaps.tolist(), rel=1e-6)
    assert then["good"] == pytest.approx(list(again.good or ()), rel=1e-9)
    assert then["lr"] == part.methods[0].rates[again.setting[1]]


FOUND: dict[str, Any] = {"goal": 1e-3, "steps": 1000, "rules": {"adam": [], "gd": []}}


@pytest.mark.parametrize(
    ("good", "sentence"),
    [
        (
            {"adam": [2.25, 0.01, 1, False], "gd": [1, 0.01, 0.1, False]},
            "Needs least tuning here: Adam, good rates over 2.25 decades (0.01 to 1).",
        ),
        (
            {"adam": [0.25, 0.0177828, 0.0177828, False]},
            "Needs least tuning here: Adam, good rates over 0.25 decades (at 0.018).",
        ),
        (
            {"adam": [1, 0.01, 1, True], "gd": None},
            "Needs least tuning here: Adam, good rates over at least 1 decade (0.01 to 1).",
        ),
        (
            {"adam": [0.5, 0.01, 1, False], "gd": [0.5, 0.1, 0.2, False]},
            "Need least tuning here: Adam and Gradient descent, good rates over 0.5 decades.",
        ),
        (
            {name: [0.5, 1, 2, False] for name in ("gd", "adam", "lion", "yogi", "mine")},
            "Need least tuning here: Gradient descent, Adam, Lion and 2 others, good rates over "
            "0.5 decades.",
        ),
        (
            {"adam": None},
            "None of 2 rules stands at 0.001 of the height at the start, or lower, after 1,000 "
            "steps.",
        ),
    ],
)
def test_a_loss_has_one_plain_sentence(good: dict[str, Any], sentence: str) -> None:
    loss = {"rules": {name: {"good": value} for name, value in good.items()}}
    assert worked.sentence(FOUND, loss) == sentence


def test_every_loss_with_a_minimum_has_a_sentence() -> None:
    for key, entry in CATALOGUE.items():
        assert bool(worked.least_tuning(key)) == bool(entry.minima)
    assert worked.least_tuning("no such loss") == ""


def test_without_the_study_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worked, "worked", dict)
    assert (worked.meaning(), worked.least_tuning("beale")) == ("", "")
    monkeypatch.undo()
    assert worked.meaning() == (
        f"Least tuning needs the rule, of {len(study().methods)} rules, whose good learning rates "
        "span the most powers of ten: those at which its runs stand at 0.001 of the height at the "
        "start, or lower, after 1,000 steps."
    )
