"""The look outside the picture is the look inside it."""

import tomllib
from pathlib import Path

import pytest

from figures import theme
from tests.visiting import checked, opened, shown, state
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
    sheets = style.everywhere(), run_marks.style(MARKS)
    assert "[class" not in "".join(sheets)


def test_what_cannot_be_read_of_a_link_is_named_and_the_rest_shown() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1&steps=many&colour=red")
    assert shown(app).runs[0].dials["lr"] == 0.25
    assert [text.value for text in app.text][:2] == [
        str(problem) for problem in state(app).problems
    ]
    checked(app.button(key="dismiss").click().run())
    assert not state(app).problems
    assert "many" in app.query_params["steps"]  # still there to be corrected


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("loss=x^2&run=gd&steps=many", "Part of this link could not be read. The rest is shown."),
        ("loss=x^2+%2B&run=gd&steps=many", "Part of this link could not be read."),
    ],
)
def test_a_notice_promises_only_what_the_page_shows(link: str, said: str) -> None:
    assert opened(link).main.markdown[-1].value == f"**{said}**"


def test_a_change_that_is_refused_is_named_as_such() -> None:
    app = opened("loss=x^2&run=gd&window=-2+2")
    app.session_state["more"] = True
    app.run()
    checked(app.number_input(key="window-0-0").set_value(3.0).run())
    assert app.main.markdown[-1].value == "**This change was not made.**"
    assert shown(app).window == ((-2.0, 2.0),)


def test_every_sheet_stands_beside_its_users() -> None:
    for name in style.EVERYWHERE:
        assert style.sheet(name).strip()
