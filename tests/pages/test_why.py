"""Below the picture: the step at the playhead, and what the whole of the runs was."""

import pytest
from streamlit.testing.v1 import AppTest
from visiting import checked, opened

from experiment import decode, explain, run

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30&step=12"


def body(app: AppTest) -> str:
    return " ".join(markdown.value for markdown in app.main.markdown)


def test_the_update_at_the_playhead_is_written_out() -> None:
    app = opened(LINK)
    e, _ = decode(LINK)
    found = explain(e, run(e)[0], 12)
    assert "**Update 13**, from step 12 to step 13" in body(app)
    shown = " ".join(formula.value for formula in app.main.latex)
    for formula in (found.equation, *found.numbers):
        assert formula in shown
    for value in found["following"]:
        assert f'title="{float(value)!r}"' in body(app)


def test_another_run_or_all_of_them_can_be_chosen() -> None:
    app = opened(LINK)
    checked(app.selectbox(key="inspected").set_value(1).run())
    assert "m_hat" not in body(app)
    checked(app.selectbox(key="inspected").set_value(-1).run())
    assert "Adam 0.1" in body(app)
    assert "Gradient descent 0.001" in body(app)


def test_the_exact_values_open_on_demand() -> None:
    app = opened(LINK)
    app.session_state["exact"] = True
    checked(app.run())
    assert '"following"' in app.main.code[0].value


def test_a_link_can_hide_the_inspector() -> None:
    app = opened(f"{LINK}&hide=inspector")
    assert "Update" not in body(app)
    assert not app.main.tabs


@pytest.mark.parametrize("loss", ["log(x)", "sqrt(x)"])
def test_a_run_that_never_started_has_no_step_to_explain(loss: str) -> None:
    app = opened(f"loss={loss}&run=gd+lr+0.1+at+-1&steps=5")
    assert "No step was taken: the loss is not finite at the start." in body(app)
