"""What is known of a loss of data without a run, against NumPy and SciPy-free closed forms."""

import numpy as np
import pytest

from experiment import Experiment, decode
from experiment.answers import answers, parted, standardised_columns
from losses.tables import TABLES


def shown(link: str) -> Experiment:
    experiment, problems = decode(link)
    assert problems == ()
    return experiment


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [("cars", "speed", "distance"), ("galton", "parent", "child"), ("penguins", "flipper", "mass")],
)
def test_the_closed_form_is_that_of_least_squares(name: str, column: str, target: str) -> None:
    table = TABLES[name]
    rows = np.column_stack([table.column(column), np.ones(len(table.values))])
    wanted, *_ = np.linalg.lstsq(rows, table.column(target))
    found = answers(shown(f"data={name}"))
    assert found["raw"]
    assert found["raw"].closed == pytest.approx(dict(zip("wb", wanted, strict=True)), rel=1e-8)
    assert found["raw"].condition == pytest.approx(np.linalg.cond(rows) ** 2, rel=1e-6)
    assert found["standard"]
    assert found["standard"].condition == pytest.approx(1)


def test_ridge_has_a_closed_form_too() -> None:
    found = answers(shown("data=u+v;1+2;2+3;4+4&model=w*u&measure=squared+ridge+0.5"))["raw"]
    assert found
    assert found.closed == pytest.approx({"w": (2 + 6 + 16) / (1 + 4 + 16 + 1.5)})
    assert found.condition is None  # of one variable


def test_columns_that_are_nearly_the_same_stay_so_at_any_scale() -> None:
    found = answers(shown("data=collinear"))
    assert all(one and one.condition and one.condition > 100 for one in found.values())


@pytest.mark.parametrize("measure", ["huber", "logcosh", "absolute"])
def test_other_measures_have_no_closed_form(measure: str) -> None:
    found = answers(shown(f"data=cars&model=w*speed&measure={measure}"))["raw"]
    assert found
    assert found.closed is None
    assert found.minima >= 1


def test_a_scale_over_which_the_loss_cannot_be_read_is_left_out() -> None:
    found = answers(shown("data=cars&model=b*speed^w&target=distance"))
    assert found["standard"] is None
    assert found["raw"]


def test_classes_that_a_line_parts_have_no_minimum() -> None:
    assert parted(shown("data=u+v;1+0;2+0;3+1;4+1&measure=logistic"))
    assert not parted(shown("data=u+v;1+0;2+1;3+0;4+1&measure=logistic"))
    assert not parted(shown("data=cars"))
    assert not parted(shown("loss=x^2"))
    assert answers(shown("loss=x^2")) == {}


def test_what_is_standardised_is_said_of_the_columns_that_count() -> None:
    assert standardised_columns(shown("data=penguins")) == ()
    assert standardised_columns(shown("data=penguins&scale=standard")) == ("flipper",)
    typed = "data=penguins&loss=mean((w*flipper-mass)^2%2Bgentoo*w^2)&scale=standard"
    assert standardised_columns(shown(typed)) == ("flipper", "mass")
