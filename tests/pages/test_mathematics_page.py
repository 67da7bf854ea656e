"""The page on the mathematics: its rules are those that run, its parity is the command's."""

from visiting import opened

from experiment.parity import parity
from optimizers import RULES, SCHEDULES
from ui import mathematics


def test_every_rule_is_shown_with_its_equation_source_and_convention() -> None:
    app = opened()
    app.switch_page("mathematics.py").run()
    assert not app.exception
    listed = [rule for rule in RULES.values() if rule.listed]
    shown = [formula.value for formula in app.main.latex]
    words = " ".join(markdown.value for markdown in app.main.markdown)
    for rule, formula in zip(listed, shown, strict=False):
        assert rule.equation in formula
        assert rule.convention in words
        assert rule.source in words


def test_every_schedule_is_shown_with_its_equation() -> None:
    app = opened()
    app.switch_page("mathematics.py").run()
    formulas = {formula.value for formula in app.main.latex}
    for schedule in SCHEDULES.values():
        assert any(schedule.equation in formula for formula in formulas)


def test_the_parity_table_is_the_one_that_the_command_wrote() -> None:
    app = opened()
    app.switch_page("mathematics.py").run()
    shown = app.main.dataframe[0].value
    rows = parity().rows
    assert list(shown["Largest gap"]) == [row.gap for row in rows]
    assert list(shown["In the case"]) == [row.case for row in rows]
    words = " ".join(markdown.value for markdown in app.main.markdown)
    for part in (parity().date, *parity().versions.values(), parity().note):
        assert part in words


def test_a_convention_that_differs_from_the_default_is_bold() -> None:
    dial = RULES["adam"].dial("eps")
    assert mathematics._value(dial, {"eps": 1e-7}, bold=True) == "**1e−7**"
    assert mathematics._value(dial, {"eps": 1e-8}, bold=True) == "1e−8"
    assert mathematics._value(dial, {}, bold=True) == ""
    assert mathematics._said(True) == "on"
