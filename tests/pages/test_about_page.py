"""The About page."""

from tests.visiting import checked, opened


def test_it_says_what_is_promised() -> None:
    app = checked(opened().switch_page("about.py").run())
    assert "### The promise" in app.main.markdown[0].value
