"""What rows come to, against a bowl whose every number is known."""

import numpy as np
import pytest

from experiment.study.outcomes import outcome, outcomes
from experiment.study.plan import Study
from experiment.study.read_study import read_study
from tests.experiment.study.small import all_rows, small


def bowl(rates: str, starts: str = "[1]") -> Study:
    """Return gradient descent on x^2: at rate r each step multiplies x by 1 - 2 r."""
    return read_study(
        f"steps = 20\nbudgets = [2]\ngoal = 1e-3\nrates = {rates}\nstarts = {starts}\n"
        'rules = ["gd"]\nlosses = ["x^2"]'
    )


def test_gaps_and_steps_are_those_of_the_closed_form() -> None:
    study = bowl("[1e-6, 0.25, 0.45, 1.5]")
    ((loss, rule, found),) = outcomes(study, all_rows(study))
    assert (loss, rule) == (0, 0)
    # The gap after k steps is (1 - 2 r)^(2 k); at 1.5 x doubles at each step, and the best is 1.
    expected = [[(1 - 2e-6) ** 4, (1 - 2e-6) ** 40], [2**-4, 1e-9], [1e-4, 1e-9], [1, 1]]
    assert found.gaps[0] == pytest.approx(np.array(expected), rel=1e-3)
    # 2^-10 is below 1e-3, 2^-8 is not; 0.1^4 is.
    assert found.steps[0].tolist() == [np.inf, 5, 2, np.inf]
    assert found.moved[0].tolist() == [[False, False], [True, True], [True, True], [True, True]]
    assert not found.over.any()


def test_a_run_that_is_over_counts_as_failed_although_it_was_low_once() -> None:
    study = read_study(
        'steps = 30\nbudgets = [1]\nrates = [0.5]\nstarts = [0.9]\nrules = ["gd"]\n'
        'losses = ["log(x) + x^2"]'
    )
    ((_, _, found),) = outcomes(study, all_rows(study))
    assert found.over.tolist() == [[True]]
    assert not np.isfinite(found.gaps[0, 0, -1])


def test_the_median_run_speaks_for_a_setting() -> None:
    study = bowl("[0.25]", "[1, 2, 4]")
    rows = all_rows(study)[0].copy()
    rows["reached"] = [5, -1, 7]
    assert outcome(study, 0, 0, rows).steps.tolist() == [[7.0]]
    rows["reached"] = [5, -1, -1]
    assert outcome(study, 0, 0, rows).steps.tolist() == [[np.inf]]


def test_parts_may_be_cut_anywhere() -> None:
    study = small()
    rows = np.concatenate(all_rows(study))
    whole = list(outcomes(study, [rows]))
    assert [key[:2] for key in whole] == [(k, s) for k in range(3) for s in range(2)]
    pieces = np.split(rows, [1, 99, 100, 400])
    for one, other in zip(whole, outcomes(study, pieces), strict=True):
        assert one[:2] == other[:2]
        assert np.array_equal(one[2].gaps, other[2].gaps)
        assert np.array_equal(one[2].steps, other[2].steps)


def test_without_a_known_lowest_value_there_is_no_gap() -> None:
    study = read_study('steps = 5\nrules = ["gd"]\nlosses = ["saddle"]')
    ((_, _, found),) = outcomes(study, all_rows(study))
    assert np.isnan(found.gaps[np.isfinite(found.gaps) | np.isnan(found.gaps)]).all()
    assert not np.isfinite(found.steps).any()


def test_what_moved_once_or_came_down_has_moved() -> None:
    study = bowl("[0.25]", "[1]")
    rows = all_rows(study)[0].copy()
    for way, best, moved in (
        ([0.1, 0.0], [1, 1], [True, True]),
        ([0.0, 0.1], [1, 1], [False, True]),
        ([0.0, 0.0], [1, 0.5], [False, True]),
        ([0.0, 0.0], [1, 0.99], [False, False]),
    ):
        rows["way"], rows["best"] = [way], [best]
        assert outcome(study, 0, 0, rows).moved[0, 0].tolist() == moved


def test_a_rate_is_good_where_the_run_stays_not_where_it_came_by() -> None:
    # Rate 0.9 multiplies x by -0.8 a step, and reaches the goal at step 16; noise or luck aside it
    # stays there.
    study = bowl("[0.9]")
    ((_, _, stays),) = outcomes(study, all_rows(study))
    assert (stays.good.tolist(), stays.steps.tolist()) == ([[True]], [[16.0]])
    assert stays.ends[0, 0] == pytest.approx(0.8**40)
    rows = all_rows(study)[0].copy()
    rows["last"][:, -1] = 0.5
    came = outcome(study, 0, 0, rows)
    assert (came.good.tolist(), came.steps.tolist(), came.ends.tolist()) == (
        [[False]], [[16.0]], [[0.5]],
    )  # fmt: skip
