"""The page on the mathematics: its rules are those that run, its parity is the command's."""

from experiment import decode
from experiment.parity import parity
from losses.models import MEASURES
from optimizers import RULES, SCHEDULES
from optimizers.engine.batches import ORDERS
from tests.visiting import opened


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


def test_why_muon_is_not_here_leads_to_the_lesson_that_shows_it() -> None:
    app = opened()
    app.switch_page("mathematics.py").run()
    (link,) = (element.proto for element in app.main.get("page_link"))
    assert link.label == "Open the lesson: Why Muon is not here"
    e, problems = decode(link.query_string)
    assert (e.lesson, problems) == ("idea-muon", ())


def test_every_measure_and_every_order_of_rows_is_told() -> None:
    app = opened()
    app.switch_page("mathematics.py").run()
    words = " ".join(markdown.value for markdown in app.main.markdown)
    assert "### Data and batches" in words
    for form in MEASURES.values():
        assert f"| {form.title} | $" in words
        assert f"$ | {form.meaning} |" in words
    for how in ORDERS.values():
        assert how in words
