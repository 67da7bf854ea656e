"""The look outside the picture is the look inside it."""

import tomllib
from pathlib import Path

import pytest
from visiting import checked, opened, shown, state

from figures import theme
from ui import run_marks, style

MARKS = run_marks.RunMarks(theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)
CONFIG = tomllib.loads(Path(".streamlit/config.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "palette"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_the_theme_has_the_figures_colours(name: str, palette: theme.Palette) -> None:
    colours = CONFIG["theme"][name]
    assert tuple(colours["chartCategoricalColors"]) == palette.runs
    assert colours["backgroundColor"] == palette.page
    assert colours["textColor"] == palette.ink


def test_production_settings_tell_a_visitor_nothing_of_the_inside() -> None:
    assert CONFIG["client"] == {
        "showErrorDetails": "none",
        "showErrorLinks": False,
        "toolbarMode": "viewer",
    }
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_no_selector_of_every_page_looks_into_class_names() -> None:
    """One makes every change of a class recalculate the styles of all of the page: 5 ms a time."""
    assert "[class" not in style.everywhere() + run_marks.style(MARKS) + style.sheet(
        "presentation/actions"
    )


def test_what_cannot_be_read_of_a_link_is_named_and_the_rest_shown() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1&steps=many&colour=red")
    assert shown(app).runs[0].dials["lr"] == 0.25
    assert [text.value for text in app.text][:2] == [
        str(problem) for problem in state(app).problems
    ]
    checked(app.button(key="dismiss").click().run())
    assert not state(app).problems
    assert "many" in app.query_params["steps"]  # still there to be corrected
