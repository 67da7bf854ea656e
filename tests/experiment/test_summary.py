"""The table of runs, against closed forms."""

import numpy as np
import pytest

from experiment import decode, outlook, run, summary
from tests.experiment.verdicts.judged import verdict


def rows(link):
    e, problems = decode(link)
    assert problems == ()
    return summary(e, run(e))


def test_a_geometric_descent_reaches_each_share_at_the_step_that_logarithms_give() -> None:
    (row,) = rows("loss=x^2&run=gd+lr+0.1+at+1&steps=100")  # the gap shrinks by 0.64 a step
    assert row.steps_to == tuple(
        int(np.ceil(np.log(share) / np.log(0.64))) for share in (1e-2, 1e-3, 1e-6)
    )
    assert row.final_loss == pytest.approx(0.64**100, rel=1e-9)
    assert row.gap == pytest.approx(0.64**100, rel=1e-9)
    assert row.path_length == pytest.approx(1 - 0.8**100)
    assert (row.run, row.verdict.kind) == (0, "converged")


def test_the_gap_is_to_the_lowest_minimum_and_not_to_the_nearest() -> None:
    (row,) = rows("loss=quartic&run=gd+lr+0.1+at+0.5&steps=300")
    assert row.gap == pytest.approx(2.05617288524446402 - 0.0733417819188501, rel=1e-9)
    assert row.steps_to == (None, None, None)


def test_a_run_that_cannot_start_has_an_empty_row() -> None:
    (row,) = rows("loss=x%20ln(x)&run=gd+at+-1&steps=5")
    assert (row.final_loss, row.gap, row.steps_to) == (None, None, (None, None, None))
    assert row.path_length == 0.0


def test_a_loss_without_a_minimum_leaves_the_gap_out() -> None:
    (row,) = rows("loss=x^3&run=gd+lr+0.01+at+1&steps=5")
    assert (row.gap, row.steps_to) == (None, (None, None, None))
    assert row.final_loss is not None


def test_every_run_has_its_row_in_order() -> None:
    found = rows("loss=beale&run=gd+lr+0.01&run=adam+lr+0.1&run=gd+lr+100&steps=50")
    assert [row.run for row in found] == [0, 1, 2]
    assert found[2].verdict.kind == "diverged"


def test_the_articles_rmsprop_reaches_the_minimum_and_leaves_it_again() -> None:
    article = "rmsprop+lr+0.1+eps_place+inside+at+0.1"
    e, _ = decode(f"loss=x^4-2x^2%2Bx&window=-3+3&run={article}&run=gd+lr+0.1+at+0.1&steps=25")
    paths = run(e)
    assert (paths[0].verdict.kind, paths[0].verdict.step) == ("converged", 7)
    assert outlook(e, paths) == (42, None)
    assert verdict(f"loss=x^4-2x^2%2Bx&window=-3+3&run={article}&steps=400").kind == "cycling"
