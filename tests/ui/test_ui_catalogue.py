"""The cards of the catalogue, and the search among them."""

import pytest

from experiment import load
from experiment.study.worked import least_tuning
from losses import CATALOGUE
from ui import catalogue


def formula(key: str) -> str:
    """Return the formula on a card: a long one is spelled so that its lines can break."""
    return catalogue._breaking(load((key, {})).latex)


def test_a_long_formula_breaks_in_its_brackets_and_in_no_fraction() -> None:
    assert formula("rosenbrock") == load(("rosenbrock", {})).latex
    assert formula("linreg_mse") == (
        r"\tfrac{1}{5} ((y - 2 x + 3)^{2} + (y - x + 1)^{2} + (y - 1)^{2} + (x + y - 2)^{2}"
        r" + (2 x + y - 5)^{2})"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rosenbrock", "rosenbrock"),
        ("beale 1958", "beale"),
        ("100(y-x^2)^2", "rosenbrock"),
        ("  VALLEY  flat-bottomed ", "rosenbrock"),
    ],
)
def test_search_finds_titles_sources_notes_and_formulas(text: str, found: str) -> None:
    keys = {entry.key for entries in catalogue.search(text).values() for entry in entries}
    assert found in keys
    assert len(keys) < 10


def test_search_with_nothing_to_look_for_finds_everything_once() -> None:
    found = [entry.key for entries in catalogue.search(" ").values() for entry in entries]
    assert sorted(found) == sorted(CATALOGUE)


def test_a_group_alone_can_be_shown() -> None:
    assert list(catalogue.search("", "Saddles")) == ["Saddles"]


def test_a_card_says_who_needs_least_tuning() -> None:
    facts = catalogue._facts(CATALOGUE["beale"])
    assert f":small[{least_tuning('beale')}]" in facts
    assert least_tuning("saddle") == ""
    assert "tuning" not in catalogue._facts(CATALOGUE["saddle"])
