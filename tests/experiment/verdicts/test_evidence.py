"""What a verdict is and what it is judged by."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import Verdict
from experiment.model import Run
from experiment.verdicts.evidence import KINDS, Walk, at, beside, named, where
from landscape import look_at
from tests.experiment.verdicts.judged import verdict

LAND = look_at(("(x-3)^2 + y^2", {}))


def walk(points: list[list[float]], run: Run | None = None, **internals: np.ndarray) -> Walk:
    rows = np.array(points)
    losses, gradients = LAND.loss.value(rows), LAND.loss.gradient(rows)
    run = run or Run("gd", {}, None, tuple(points[0]))
    return Walk(rows, losses, gradients, np.full_like(rows, 0.1), internals, run, LAND)


ENDINGS = {  # a run for every kind of verdict, and how its sentence begins
    "converged": ("loss=x^2&run=gd+lr+0.4+at+1", "Reached the minimum at x = 0 "),
    "stationary": ("loss=x^2-y^2&run=gd+lr+0.1+at+1+0", "Stationary at a saddle, (0, 0), "),
    "plateau": ("loss=1/(1%2Be^-x)&window=-8+8&run=gd+lr+0.1+at+-7.5", "Crawling on a plateau "),
    "cycling": ("loss=x^2&run=gd+lr+1+at+1", "Cycles with period 2 around the minimum at x = 0 "),
    "hovering": ("loss=x^2&run=gd+lr+0.2+at+1&noise=1", "Settled into noise of about "),
    "moving": ("loss=x^2&run=gd+lr+0.001+at+1", "Still moving after 200 steps"),
    "diverging": ("loss=x^2&run=gd+lr+1.1+at+1", "Diverging after 200 steps, outside the window"),
    "diverged": ("loss=x^4&run=gd+lr+1+at+2", "Diverged: the loss overflows at step "),
    "left_domain": ("loss=ln(x)&run=gd+lr+10+at+1", "Left the domain at step 1: "),
    "unbounded": ("loss=-x^2&run=gd+lr+0.1+at+1", "Unbounded below: "),
}


def test_every_kind_has_its_word() -> None:
    assert set(KINDS) == set(ENDINGS)
    assert len(set(KINDS.values())) == len(KINDS)
    assert Verdict("left_domain", 3, "").word == "left the domain"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_ending_is_met_and_begins_its_sentence_in_its_way(kind: str) -> None:
    link, sentence = ENDINGS[kind]
    found = verdict(link)
    assert (found.kind, found.word) == (kind, KINDS[kind])
    assert found.sentence.startswith(sentence)


@pytest.mark.parametrize("link", [
    "loss=(x-1)^2&run=gd+lr+0.1+schedule+cosine+decay_steps+20+at+3",
    "loss=rosenbrock_mild&run=radam+lr+0.3",
])  # fmt: skip
def test_a_run_that_moves_by_its_kind_but_not_by_its_numbers_is_stuck(link: str) -> None:
    found = verdict(link)
    assert (found.kind, found.stuck, found.word) == ("moving", True, "stuck")
    assert found.sentence.startswith("Stuck (")


def test_a_point_is_named_by_its_numbers_and_rounding_is_zero() -> None:
    assert at((-1.23456, 1e-12), LAND) == "(−1.235, 0)"
    assert at((2.0,), look_at(("theta^2", {}))) == "theta = 2"


def test_a_minimum_is_named_where_it_is_near() -> None:
    assert beside(np.array([3.1, 0.0]), LAND) == ", 0.1 from the minimum at (3, 0)"
    assert beside(np.array([300.0, 0.0]), LAND) == ""
    assert beside(np.array([3.0, 0.0]), LAND) == ", on the minimum at (3, 0)"


def test_the_place_of_a_run_is_told_by_the_window_or_by_a_minimum_close_by() -> None:
    assert where(walk([[5, 0], [300, 0]])) == ", outside the window"
    assert where(walk([[5, 0], [3.1, 0]])) == ", 0.1 from the minimum at (3, 0)"
    assert where(walk([[5, 0], [4, 1]])) == ""


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        ("gd+lr+0.1+at+0.5", "converged"),
        ("gd+lr+0.5+at+0.3", "cycling"),
        ("gd+lr+0.001+at+0.8", "moving"),
        ("gd+lr+0.1+weight_decay+0.3+at+0.5", "stationary"),
        ("gd+lr+0.1+at+0.8375654352833229", "converged"),
    ],
)
def test_one_well_has_one_name_in_every_verdict(run: str, kind: str) -> None:
    found = verdict(f"loss=quartic&run={run}")
    assert found.kind == kind
    assert "the local minimum at x = 0.8376" in found.sentence
    assert found.sentence.count("minimum") == 1


def test_a_minimum_is_named_by_its_rank_among_those_known() -> None:
    land = look_at(("mccormick", {}))
    lowest = land.minima[0]
    assert named(lowest, land) == "the minimum at (−0.5472, −1.547)"
    local = replace(lowest, point=(2.594, 1.594), value=1.228, lowest=False)
    assert named(local, land) == "the local minimum at (2.594, 1.594)"
    lower = replace(lowest, point=(-3.69, -4.69), value=lowest.value - 1)
    assert named(lower, land) == "a lower minimum outside the window, at (−3.69, −4.69)"


def test_the_row_from_which_on_a_run_stays_near_is_the_one_after_it_was_last_away() -> None:
    seen = walk([[5, 0], [3, 0], [5, 0], [3, 0], [3, 0]])
    assert seen.stays_within(0.5, np.array([3, 0])) == 3
    assert seen.stays_within(0.5, np.array([9, 9])) == 5


def test_a_rule_with_a_memory_has_to_stay_for_five_rows() -> None:
    points = [[4.0, 0.0], *[[3.0, 0.0]] * 4]
    assert walk(points).settled(1)
    assert not walk(points, v=np.zeros((5, 2))).settled(1)
    assert walk([*points, [3.0, 0.0]], v=np.zeros((6, 2))).settled(1)


def test_the_gradient_at_the_end_is_that_of_the_loss_itself() -> None:
    end = walk([[5, 0], [4, 1]])
    np.testing.assert_allclose(end.gradient, [2, 2])
    np.testing.assert_allclose(end.hessian, 2 * np.eye(2))
    assert not end.stands_still
