"""The bounds themselves are allowed, one more is refused."""

import pytest

from language import limits
from language.program import read_program
from losses import parse_loss
from tests.language.refusals import refused, refused_loss


@pytest.mark.parametrize(
    ("most", "above"),
    [
        ("x" + " " * (limits.CHARACTERS - 3) + "+1", "x" + " " * (limits.CHARACTERS - 2) + "+1"),
        ("1." + "1" * (limits.DIGITS - 1) + " x", "1." + "1" * limits.DIGITS + " x"),
        ("(" * 23 + "x" + ")" * 23, "(" * 24 + "x" + ")" * 24),
        (f"max({'x,' * 5}x)", f"max({'x,' * 6}x)"),
        ("1e15 x", "1.1e15 x"),
        ("1e-30 x + x", "9e-31 x + x"),
        ("+".join(["x"] * 80), "+".join(["x"] * 81)),
    ],
    ids=["characters", "digits", "levels", "arguments", "largest", "smallest", "nodes"],
)
def test_a_loss_at_the_bound_is_read_and_above_it_refused(most: str, above: str) -> None:
    assert parse_loss(most).variables == ("x",)
    assert refused_loss(above)[1].endswith(".")


def test_a_rule_at_the_bound_is_read_and_above_it_refused() -> None:
    body = "x = x - lr g"
    text = body + " " * (limits.RULE_CHARACTERS - len(body))
    assert read_program(text).lines
    assert refused(read_program, text + " ")[0] == limits.RULE_CHARACTERS
    assert len(read_program("x = x;" * limits.RULE_LINES).lines) == limits.RULE_LINES
