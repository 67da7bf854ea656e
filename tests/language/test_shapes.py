"""Where a rule needs a vector, and which of its values are one."""

import pytest

from language.dialect import RULE
from language.program import read_program
from language.shapes import check_vectors
from language.tree import Call, Name
from tests.language.refusals import refused


@pytest.mark.parametrize(
    "text",
    [
        "x = x - norm(g) g",
        "x = x - dot(g, axis1) axis2",
        "x = x - norm(f g + lr) g",  # a number beside a vector stands for all coordinates
        "m = 0.9 m + g; x = x - norm(m) m",
        "x = x - norm(m) g; m = n; n = n + x",  # a state of a state
        "start h = axis1; x = x - norm(h); h = 2 h",
        "x = x - norm(grad(x)) solve(hess(solve_abs(g)))",
        "u = where(f > 1, g, 0); x = x - norm(u)",
        "u = f; u = u g; x = x - norm(u)",
    ],
)
def test_what_is_made_of_vectors_is_one(text: str) -> None:
    assert read_program(text).lines


@pytest.mark.parametrize(
    ("text", "place", "function"),
    [
        ("x = x - norm(lr) g", 13, "norm"),
        ("x = x - dot(g, 2) g", 15, "dot"),
        ("x = x - norm(norm(g)) g", 13, "norm"),
        ("x = x - grad(0)", 13, "grad"),
        ("x = x - loss(f + t) g", 15, "loss"),
        ("x = x - exact(exact(g)) g", 14, "exact"),
        ("x = x - armijo(dot(g, g)) g", 15, "armijo"),
        ("x = x - hess(loss(x))", 13, "hess"),
        ("r = dot(g, g); q = r; x = x - solve(q / 2)", 38, "solve"),
        ("x = x - solve_abs(s) g; s = s + f", 18, "solve_abs"),
        ("u = g; u = f; x = x - norm(u) g", 27, "norm"),
    ],
)
def test_one_number_is_refused_where_a_vector_is_needed(
    text: str, place: int, function: str
) -> None:
    assert refused(read_program, text) == (
        place,
        f"{function}(...) works on a vector, such as x or g, and this is one number.",
    )


def test_a_state_is_a_vector_if_its_start_is_one() -> None:
    lines = [("x", Call("norm", (Name("h"),))), ("h", Name("h"))]
    check_vectors(lines, {"h": Name("axis2")}, RULE)
    assert refused(check_vectors, lines, {}, RULE)[1].startswith("norm(...) works on a vector")
