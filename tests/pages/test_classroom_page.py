"""The Class page, run as a script: it opens without links, and shows both pictures with them."""

from tests.visiting import checked, opened

LINK = "?loss=beale&run=gd+lr+{}+at+1+1&steps=20"


def test_it_opens_without_a_class() -> None:
    app = checked(opened().switch_page("classroom.py").run())
    assert [title.value for title in app.title] == ["Class"]
    assert not app.get("plotly_chart")


def test_both_pictures_are_shown() -> None:
    app = checked(opened().switch_page("classroom.py").run())
    links = "\n".join(LINK.format(rate) for rate in (0.01, 0.02, 9))
    checked(app.text_area(key="class-pasted").set_value(links).run())
    assert len(app.get("plotly_chart")) == 2
    assert any(block.value == "**3 links.**" for block in app.markdown)
