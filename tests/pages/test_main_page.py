"""The frame of every page: the experiment is there on each of them."""

from tests.visiting import opened


def test_the_experiment_survives_a_visit() -> None:
    app = opened()
    app.number_input(key="steps").set_value(50).run()
    app.switch_page("about.py").run()
    app.switch_page("compare.py").run()
    assert not app.exception
    assert app.number_input(key="steps").value == 50
