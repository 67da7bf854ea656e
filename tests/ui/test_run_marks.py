"""The mark of a run outside the picture is that inside it."""

from figures import theme
from ui import run_marks

MARKS = run_marks.RunMarks(theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)


def test_every_run_has_a_mark_of_its_own() -> None:
    sheet = run_marks.style(MARKS)
    images = [line for line in sheet.split(";") if "--mark-" in line and "url(" in line]
    assert len({image.split(":", 1)[1] for image in images}) == len(theme.SYMBOLS) == 12
    for place, colour in enumerate(theme.LIGHT.runs):
        assert f"--run-{place}: light-dark({colour}, {theme.DARK.runs[place]})" in sheet
