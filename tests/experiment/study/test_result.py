"""What a study found: rules on a bowl whose good rates are known."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiment.study.read_study import read_study
from experiment.study.result import Result, result, write
from tests.experiment.study.small import all_rows

# At rate r gradient descent multiplies x by 1 - 2 r a step: of these rates 0.01 needs 342 steps to
# a thousandth of the height, 0.0316 some 106, 0.1 needs 16, and 1 goes to and fro for ever.
BOWL = """
steps = 120
budgets = [1]
rates = [0.001, 0.01, 0.0316228, 0.1, 0.316228, 1]
rules = ["gd", { rule = "gd", name = "slow", rates = [0.001] }]
losses = [{ loss = "x^2", starts = [1] }, "saddle"]
"""


def bowl() -> Result:
    study = read_study(BOWL.replace(', "saddle"', ""))
    return result(study, all_rows(study))


def test_good_rates_are_those_that_reach_the_goal() -> None:
    found = bowl()
    ((gd, slow),) = found.found
    assert gd.good is not None
    assert (gd.good.low, gd.good.high, gd.good.cut) == (0.0316228, 0.316228, False)
    assert gd.good.decades == pytest.approx(1.5, abs=1e-5)
    assert gd.solved.tolist() == [False, False, True, True, True, False]
    assert slow.good is None
    assert found.decades(0) == [gd.good.decades, 0.0]
    assert found.least_tuning(0) == [0]


def test_steps_and_gaps_are_of_the_best_setting() -> None:
    found = bowl()
    # (1 - 2 * 0.316228)^2 = 0.135 a step: the fourth is the first below 0.001.
    assert found.steps.tolist() == [[4.0, np.inf]]
    assert found.gaps(0)[0, 0] == pytest.approx((1 - 2 * 0.316228) ** 2, rel=1e-6)
    assert found.gaps(0)[0, 1] == pytest.approx(0.998**2, rel=1e-6)
    ((gd, slow),) = found.found
    assert gd.setting[1] in (3, 4)
    assert (slow.setting, slow.near, slow.over) == ((0, 0), 0.0, 0.0)
    assert (gd.moved.tolist(), slow.moved.tolist()) == ([True, True], [False, True])


def test_a_loss_without_a_lowest_value_has_no_part_in_comparisons() -> None:
    study = read_study('steps = 5\nrules = ["gd"]\nlosses = ["saddle", "beale"]')
    found = result(study, all_rows(study))
    assert found.known == [1]
    assert found.gaps(0).shape == (1, 1)
    assert found.least_tuning(0) == []


def test_the_file_is_strict_json_with_a_line_for_each_loss(tmp_path: Path) -> None:
    def refused(token: str) -> None:
        raise AssertionError(f"{token} is not JSON")

    found = bowl()
    text = write(found, tmp_path).read_text("utf-8")
    document = json.loads(text, parse_constant=refused)
    assert document["fingerprint"] == found.study.fingerprint
    assert document["losses"]["x^2"]["fingerprint"] == found.study.fingerprint_of(
        found.study.losses[0]
    )
    gd, slow = document["losses"]["x^2"]["rules"].values()
    assert (gd["steps"], slow["steps"], slow["good"]) == (4.0, None, None)
    assert gd["good"][1:] == [0.0316228, 0.316228, False]
    assert text.count("\n") < 15
