"""Which parts of the page are asked to run."""

import pytest

from ui import fragments
from ui.state import Key, State


class Reran(Exception):
    """Streamlit would run these parts, None for all of the page."""


@pytest.fixture
def whole_page(monkeypatch: pytest.MonkeyPatch) -> State:
    """A page in a browser that has drawn two parts."""
    state = State(parts={"picture", "card 7"}, whole_page=True)

    def rerun(names: list[str] | None = None) -> None:
        raise Reran(names)

    monkeypatch.setattr("ui.session.in_browser", lambda: True)
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: state})
    monkeypatch.setattr("streamlit.rerun", rerun)
    return state


def test_the_part_of_the_widget_runs_without_being_asked(whole_page: State) -> None:
    fragments.run("picture", within="picture")


@pytest.mark.parametrize(
    ("names", "within", "run"),
    [
        (("picture",), "", ["picture"]),
        (("picture",), "card 7", ["picture"]),
        (("picture", "card 7"), "picture", ["picture", "card 7"]),
        ((), "picture", None),
        (("picture", "card 5"), "picture", None),
    ],
)
def test_other_parts_are_asked_for(
    whole_page: State, names: tuple[str, ...], within: str, run: object
) -> None:
    with pytest.raises(Reran) as reran:
        fragments.run(*names, within=within)
    assert reran.value.args == (run,)


def test_a_page_that_is_half_drawn_runs_as_a_whole(whole_page: State) -> None:
    whole_page.whole_page = False
    with pytest.raises(Reran) as reran:
        fragments.run("picture", within="picture")
    assert reran.value.args == (None,)
