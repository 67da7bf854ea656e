"""The tables of dials, and the table of parity."""

from optimizers import RULES
from ui import mathematics


def test_a_convention_that_differs_from_the_default_is_bold() -> None:
    dial = RULES["adam"].dial("eps")
    assert mathematics._value(dial, {"eps": 1e-7}, bold=True) == "**1e−7**"
    assert mathematics._value(dial, {"eps": 1e-8}, bold=True) == "1e−8"
    assert mathematics._value(dial, {}, bold=True) == ""
    assert mathematics._said(True) == "on"
