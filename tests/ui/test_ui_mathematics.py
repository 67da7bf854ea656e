"""The tables of dials, and the table of parity."""

import re

from language.dialect import RULE
from losses.models import MEASURES
from optimizers import RULES
from ui import mathematics


def test_a_convention_that_differs_from_the_default_is_bold() -> None:
    dial = RULES["adam"].dial("eps")
    assert mathematics._value(dial, {"eps": 1e-7}, bold=True) == "**1e−7**"
    assert mathematics._value(dial, {"eps": 1e-8}, bold=True) == "1e−8"
    assert mathematics._value(dial, {}, bold=True) == ""
    assert mathematics._said(True) == "on"


def test_every_word_of_a_rule_is_explained() -> None:
    told = " ".join(written for written, _ in mathematics.WORDS)
    words = set(re.findall(r"[a-z_]+[0-9]?", told))
    assert words >= {*RULE.functions, *RULE.given, *RULE.vectors}
    assert words - {*RULE.functions, *RULE.given, *RULE.vectors} <= {*"uvabpe", "low", "high", "pi"}


def test_the_contents_name_every_rule_of_the_menus_once() -> None:
    lines = list(mathematics._contents())
    assert lines[0] == "- **First order:** [Gradient descent](#gd)"
    links = re.findall(r"\(#(\w+)\)", "".join(lines))
    assert sorted(links) == sorted(rule.name for rule in RULES.values() if rule.listed)


def test_the_formula_of_a_measure_keeps_to_its_cell_of_the_table() -> None:
    said = {name: mathematics._measured(form) for name, form in MEASURES.items()}
    assert said["squared"] == r"\left(p - t\right)^{2}"
    assert said["absolute"] == r"\left\lvert p - t\right\rvert "
    assert said["poisson"] == r"\exp\left(p\right) - t p"
    assert not any("|" in formula for formula in said.values())
