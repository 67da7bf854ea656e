"""What the browser computes in its loop over rows, and what before and behind it."""

import numpy as np

from losses import parse_loss
from losses.tables import Table

TABLE = Table("", ("u", "v"), ("u", "v"), np.array([[1.0, 2.0], [2.0, 3.9]]))


def code(text):
    return parse_loss(text, table=TABLE).javascript(hessian=True)


def test_a_loss_without_columns_has_no_loop():
    assert "rows" not in code("x^2 + mean(3 x)")


def test_common_parts_of_a_row_are_worked_out_once():
    rows = code("mean((w*u + b - v)^2)")["rows"]
    assert rows["columns"] == ["v2", "v3"]
    assert rows["step"] == "v4=(v1 - v3 + (v0*v2))"
    assert rows["terms"] == ["(v4*v4)", "(v4*v2)", "v4"]


def test_what_no_row_changes_stands_before_the_loop_and_what_needs_means_behind():
    found = code("mean(w*u)^2*exp(w) + exp(w)*b")
    assert found["rows"]["before"] == "v3=exp(v0)"
    assert found["rows"]["means"] == ["v6", "v7"]
    assert found["step"].startswith("v4=v6;")


def test_second_derivatives_have_a_loop_of_their_own():
    assert code("mean(softplus(w*u))")["hessian"]["rows"]["columns"] == ["v2"]
