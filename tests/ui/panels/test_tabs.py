"""The tabs below the picture: one of them is open, and only that one is computed."""

import pytest

from tests.visiting import checked, markdown, opened

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30&step=12"


def test_the_chosen_run_is_kept_while_another_tab_is_open() -> None:
    app = opened(LINK)
    app.selectbox(key="inspected").set_value(1).run()
    for part in ("Summary", "Step by step"):
        app.session_state["part"] = part
        app.run()
    assert app.selectbox(key="inspected").value == 1
    assert "m_hat" not in markdown(app)


def test_a_link_can_hide_the_inspector() -> None:
    app = opened(f"{LINK}&hide=inspector")
    assert "Update" not in markdown(app)
    assert not app.main.tabs


@pytest.mark.parametrize("part", ["Summary", "Stability", "Minima"])
def test_every_part_opens_alone(part: str) -> None:
    app = opened(LINK)
    app.session_state["part"] = part
    checked(app.run())
    assert len(app.main.dataframe) == 1
    assert "Update" not in markdown(app)
