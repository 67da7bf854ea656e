"""The look outside the picture is the look inside it."""

import tomllib
from pathlib import Path

import pytest

from figures import theme
from ui import run_marks, style

LOOK = run_marks.Look(theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)
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


def test_every_run_has_a_mark_of_its_own() -> None:
    sheet = run_marks.style(LOOK)
    images = [line for line in sheet.split(";") if "--mark-" in line and "url(" in line]
    assert len({image.split(":", 1)[1] for image in images}) == len(theme.SYMBOLS) == 10
    for place, colour in enumerate(theme.LIGHT.runs):
        assert f"--run-{place}: light-dark({colour}, {theme.DARK.runs[place]})" in sheet


def test_no_selector_of_every_page_looks_into_class_names() -> None:
    """One makes every change of a class recalculate the styles of all of the page: 5 ms a time."""
    assert "[class" not in style.sheet("style") + run_marks.style(LOOK) + style.sheet("screen")
