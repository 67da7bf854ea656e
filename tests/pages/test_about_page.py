"""The About page."""

from visiting import checked, opened


def test_it_says_what_is_promised() -> None:
    app = checked(opened().switch_page("about.py").run())
    assert "### The promise" in app.main.markdown[0].value


def test_the_experiment_survives_a_visit() -> None:
    app = opened()
    app.number_input(key="steps").set_value(50).run()
    app.switch_page("about.py").run()
    app.switch_page("compare.py").run()
    assert not app.exception
    assert app.number_input(key="steps").value == 50
