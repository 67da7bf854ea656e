"""The table of imports: which folder may use which, read off the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {
    "language", "losses", "landscape", "optimizers", "experiment", "lessons", "figures", "player",
    "publish", "ui", "pages", "deploy",
}  # fmt: skip
OPTIONAL = {"dask", "distributed", "pyarrow"}  # a study uses them where they are installed
LIBRARIES = {"numpy", "sympy", "plotly", "streamlit", "segno", "PIL", *OPTIONAL}
MAY = {
    "language": set(),
    "losses": {"language", "numpy", "sympy"},
    "landscape": {"losses", "numpy"},
    "optimizers": {"language", "numpy"},
    "experiment": {"language", "losses", "landscape", "optimizers"}
    | {"numpy", "segno", "PIL", *OPTIONAL},
    "lessons": {"experiment", "landscape", "losses", "optimizers", "numpy"},
    "figures": {"experiment", "language", "landscape", "losses", "optimizers", "numpy", "plotly"},
    "player": {"plotly", "streamlit"},
    # `python -m experiment site` starts it by name: experiment itself imports nothing above it.
    "publish": {"experiment", "language", "lessons", "losses", "figures", "player", "plotly"},
    "ui": {"experiment", "language", "landscape", "lessons", "losses", "optimizers"}
    | {"streamlit"},
    "pages": {"ui", "figures", "player", "lessons", "experiment", "streamlit"},
    "deploy": set(),
}
FILES = [(folder, path) for folder in MAY for path in sorted((ROOT / folder).rglob("*.py"))]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of every import, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "").partition(".")[0]


@pytest.mark.parametrize(
    ("folder", "path"), FILES, ids=[str(path.relative_to(ROOT)) for _, path in FILES]
)
def test_a_folder_imports_only_what_its_row_allows(folder: str, path: Path) -> None:
    allowed = MAY[folder] | {folder}
    found = [(line, name) for line, name in imported(path) if name in OURS | LIBRARIES]
    assert [(line, name) for line, name in found if name not in allowed] == []


@pytest.mark.parametrize(
    ("folder", "path"), FILES, ids=[str(path.relative_to(ROOT)) for _, path in FILES]
)
def test_imports_are_absolute(folder: str, path: Path) -> None:
    assert [name for _, name in imported(path) if name.startswith(".")] == []


def test_every_folder_of_code_has_a_row() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tests", "benchmarks"}
    assert folders - set(MAY) == set()


def test_nobody_imports_a_page() -> None:
    users = [path for folder, path in FILES if folder != "pages"]
    assert [path for path in users if "pages" in {name for _, name in imported(path)}] == []
