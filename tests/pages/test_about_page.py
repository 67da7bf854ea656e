"""The About page: it opens, and its rules are those that run."""

from visiting import opened

from optimizers import RULES


def test_every_rule_is_shown_with_its_equation_source_and_convention() -> None:
    app = opened()
    app.switch_page("about.py").run()
    assert not app.exception
    listed = [rule for rule in RULES.values() if rule.listed]
    shown = [formula.value for formula in app.main.latex]
    assert len(shown) == len(listed)
    words = " ".join(markdown.value for markdown in app.main.markdown)
    for rule, formula in zip(listed, shown, strict=True):
        assert rule.equation in formula
        assert rule.convention in words
        assert rule.source in words


def test_the_experiment_survives_a_visit() -> None:
    app = opened()
    app.number_input(key="steps").set_value(50).run()
    app.switch_page("about.py").run()
    app.switch_page("compare.py").run()
    assert not app.exception
    assert app.number_input(key="steps").value == 50
