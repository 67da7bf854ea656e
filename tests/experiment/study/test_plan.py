"""The study as a value: how much it is, what it refuses, and whose rows are whose."""

from dataclasses import replace

import pytest

from experiment.study.fields import StudyError
from experiment.study.plan import Method
from experiment.study.read_study import read_study
from tests.experiment.study.small import SMALL, small


def test_the_number_of_runs_is_a_product() -> None:
    study = small()
    # 5 rates; 1 and 4 dials; 3, 8 and 2 starts, for the middle of the grid is the minimum; 2 seeds,
    # for noise is drawn everywhere.
    assert study.runs == 5 * (1 + 4) * (3 + 8 + 2) * 2
    assert study.lane_steps == 60 * study.runs


def test_a_second_seed_counts_only_where_something_is_drawn() -> None:
    quiet = replace(small(), noise=0.0)
    assert [quiet.seeds_of(loss) for loss in quiet.losses] == [(3,), (3,), (3, 4)]


def test_a_rate_stands_for_half_the_way_to_its_neighbours() -> None:
    rates = (0.01, 0.1, 10.0)
    assert Method("", (), rates).widths == pytest.approx((1.0, 1.5, 2.0))
    assert Method("", (), (0.1,)).widths == (0.0,)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        (
            'rules = ["gd"]\nrates = {from=1e-3, to=1, per_decade=100}\nstarts = {grid=100}\n'
            'losses = ["x^2 + y^2 - x"]',
            "One rule has 3,010,000 runs on one loss, but it must be at most 1,000,000.",
        ),
        (
            'rules = ["gd", {rule="adam", dials={beta1=[0.5, 0.6, 0.7, 0.8]}}]\n'
            "rates = {from=1e-3, to=1, per_decade=100}\nstarts = {grid=20}\n"
            f"losses = {[f'{k}x^2 + y^2 - x' for k in range(1, 22)]}",
            "The study has 12,642,000 runs, but it must be at most 10,000,000.",
        ),
        (
            'steps = 10000\nrules = ["gd"]\nrates = {from=1e-3, to=1, per_decade=99}\n'
            'starts = {grid=20}\nlosses = [{data="galton"}]',
            "The study takes 1,106,176,000,000 steps of all runs together, each counted once for "
            "every row of a table, but it must be at most 1,000,000,000,000.",
        ),
        (
            'steps = 10000\nrules = ["gd"]\nlosses = [{data="galton", batch=300}]',
            "10,000 steps on batches of 300 see 3,000,000 rows of galton: w*parent+b, but it must "
            "be at most 2,000,000.",
        ),
    ],
)
def test_too_much_is_refused_with_how_much_it_is(toml: str, sentence: str) -> None:
    with pytest.raises(StudyError) as refused:
        read_study(toml)
    assert str(refused.value) == sentence


def test_rows_belong_to_a_study_by_its_content_not_by_its_words() -> None:
    first = small()
    assert read_study("# a comment\n" + SMALL).fingerprint == first.fingerprint
    assert read_study(SMALL.replace('"Small"', '"Other"')).fingerprint == first.fingerprint
    for old, new in (
        ("steps = 60", "steps = 61"), ("[5, 20]", "[5, 21]"), ("[3, 4]", "[3, 5]"),
        ("to = 1,", "to = 4,"), ("0.8", "0.7"), ("a = 4", "a = 5"), ("batch = 8", "batch = 9"),
        ("grid = 3", "grid = 4"), ("noise = 0.01", "noise = 0.02"), ('"gd"', '"lion"'),
        ("noise", "goal = 0.01\nnoise"),
    ):  # fmt: skip
        assert read_study(SMALL.replace(old, new)).fingerprint != first.fingerprint, old


def test_the_rows_of_a_loss_do_not_depend_on_the_other_losses() -> None:
    alone = read_study(SMALL.replace('  "x^2",\n', ""))
    assert alone.fingerprint != small().fingerprint
    assert alone.fingerprint_of(alone.losses[0]) == small().fingerprint_of(small().losses[1])
