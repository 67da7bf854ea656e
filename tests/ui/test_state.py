"""What a visit keeps stands in one place, and nothing beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiment import DEFAULT, Problem
from ui.state import Key, State, state

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]


def test_a_visit_has_one_state_that_begins_with_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", kept)
    assert state().experiment == DEFAULT
    assert state() is state()
    assert list(kept) == [Key.STATE]


@pytest.mark.parametrize(
    ("said", "noticed"),
    [
        (State(), False),
        (State(problems=(Problem("steps", "The number of steps cannot be read."),)), True),
        (State(refusal="That is too much."), True),
        (State(toast="The window shows the new loss."), True),
    ],
)
def test_anything_that_is_said_is_a_notice(said: State, noticed: bool) -> None:
    assert said.has_notice is noticed


def test_what_fields_show_is_a_copy_that_a_later_draft_does_not_change() -> None:
    said = State()
    before = said.typed
    said.drafts[0] = "x = x - lr"
    assert said.typed != before
    assert State(model_draft="w*u").typed != State(table_fault="It is empty.").typed != before


def keys(path: Path) -> Iterator[str]:
    """Yield every text that stands as a key of Streamlit's session state."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.session_state":
            yield ast.unparse(node.slice)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "st.session_state":
            yield f".{node.attr}"


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_no_key_of_the_session_is_written_out_beside_the_table(path: Path) -> None:
    assert set(keys(path)) <= {"Key.STATE", "Key.INSPECTED", "Key.MEMORY", "key", ".get"}
