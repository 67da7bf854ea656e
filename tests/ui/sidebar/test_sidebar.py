"""The sidebar: all controls where the comparison is, none where it is only named."""

from html import unescape

import pytest

from tests.visiting import checked, opened

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=20"
CONTROLS = ("number_input", "text_input", "selectbox", "button", "menu_button", "slider")


def test_compare_has_the_loss_the_runs_and_the_settings_in_this_order() -> None:
    keys = [widget.key for kind in CONTROLS for widget in opened(LINK).sidebar.get(kind)]
    assert {"picked", "loss", "card-0", "card-1", "add", "same-start", "steps"} <= set(keys)


@pytest.mark.parametrize("page", ["about", "catalogue", "gallery", "mathematics"])
def test_the_other_pages_show_formulas_and_runs_without_controls(page: str) -> None:
    app = checked(opened(LINK).switch_page(f"{page}.py").run())
    assert app.sidebar.markdown[0].value == "**Your comparison**"
    assert "x^{2} + y^{2}" in app.sidebar.get("latex")[0].value
    named = unescape(" ".join(block.body for block in app.sidebar.get("html")))
    assert "Gradient descent 0.1" in named
    assert "Adam 0.3" in named
    assert not [widget for kind in CONTROLS for widget in app.sidebar.get(kind)]
