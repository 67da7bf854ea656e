"""CONTRIBUTING.md and README.md are true: what they name exists, and what they say to add works."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.additions import KINDS
from tests.test_imports import MAY

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
COPIED = (*MAY, ".streamlit", "app.py", "README.md")


@dataclass(frozen=True)
class Step:
    """A file that the guide adds or changes, and the blocks of code that say how."""

    path: str
    new: bool
    blocks: tuple[tuple[str, str], ...]  # language, text

    def take(self, folder: Path) -> None:
        """Make the change in a copy of the project."""
        path = folder / self.path
        assert path.exists() != self.new, f"{self.path} is {'not ' * self.new}there"
        for kind, text in self.blocks:
            assert kind == ("diff" if not self.new else path.suffix.replace(".py", "python"))
            path.write_text(text if self.new else patched(path.read_text("utf-8"), text), "utf-8")


def patched(text: str, change: str) -> str:
    """Return the text with the lines of a diff exchanged; what it goes by must be there once."""
    lines = change.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    assert f"\n{text}".count(f"\n{before}") == 1, f"not there once:\n{before}"
    return f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]


def steps(kind: str) -> list[Step]:
    """Return the numbered list under a heading."""
    section = re.split(r"^#+ ", GUIDE.partition(f"\n### {kind}\n")[2], flags=re.M)[0]
    items = re.split(r"^\d\. ", section, flags=re.M)[1:]
    return [step(item) for item in items]


def step(item: str) -> Step:
    head, _, rest = item.partition("\n")
    path, _, new = head.removeprefix("`").partition("`")
    assert new in ("", " (new)")
    blocks = re.findall(r"^   ```(\w+)\n(.*?)^   ```$", rest, flags=re.M | re.S)
    return Step(path, bool(new), tuple((name, dedented(text)) for name, text in blocks))


def dedented(text: str) -> str:
    """Return a block without the indent of its list; a diff keeps the sign before each line."""
    return "".join(line[3:] if line.strip() else "\n" for line in text.splitlines(keepends=True))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@dataclass(frozen=True)
class Additions:
    """What was changed in the copy for each kind, and what its use came to."""

    changed: dict[str, set[str]]
    wrong: dict[str, str]


@pytest.fixture(scope="module")
def additions(tmp_path_factory: pytest.TempPathFactory) -> Additions:
    """All that the guide adds, added to one copy and used."""
    copy, changed = tmp_path_factory.mktemp("copy"), {}
    for name in COPIED:
        source, ignored = ROOT / name, shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    for kind in KINDS:
        before = contents(copy)
        for one in steps(kind):
            one.take(copy)
        after = contents(copy)
        changed[kind] = {name for name, text in after.items() if text != before.get(name)}
    script = [sys.executable, "-P", str(ROOT / "tests" / "additions.py")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(copy), str(ROOT)])}
    done = subprocess.run(
        script, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Additions(changed, json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_guide_adds_works_with_the_files_it_lists_and_no_other(
    additions: Additions, kind: str
) -> None:
    assert additions.wrong[kind] == ""
    assert additions.changed[kind] == {one.path for one in steps(kind)}


def test_one_more_rule_is_two_files_of_production_code() -> None:
    assert [one.path for one in steps("A rule")] == [
        "optimizers/rules/addsign.py", "optimizers/rules/__init__.py",
    ]  # fmt: skip


def test_the_guide_has_a_list_for_each_kind_and_no_other() -> None:
    how_to = GUIDE.partition("## How to add something")[2]
    assert re.findall(r"^### (.+)$", how_to, flags=re.M) == list(KINDS)


def spans(text: str) -> Iterator[str]:
    """Yield what stands between single backquotes outside of blocks of code."""
    plain = re.sub(r"^ *```.*?^ *```$|^    \S.*?$", "", text, flags=re.M | re.S)
    yield from re.findall(r"`([^`\n]+)`", plain)


ADDED = {one.path for kind in KINDS for one in steps(kind) if one.new}
PATHS = re.compile(r"[\w./-]+(?:/|\.(?:py|js|json|toml|md|txt|cff))")
NAMES = re.compile(rf"(?:{'|'.join(MAY)})(?:\.\w+)+")


@pytest.mark.parametrize("text", [GUIDE, README], ids=["CONTRIBUTING", "README"])
def test_every_path_and_name_is_there(text: str) -> None:
    found = set(spans(text)) - ADDED
    links = set(re.findall(r"\]\((?!<?http|#)([^)]+)\)", text))
    paths = {span for span in found if PATHS.fullmatch(span)} | links
    names = {span for span in found if NAMES.fullmatch(span)} - paths
    assert len(paths) > 5
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    assert [name for name in sorted(names) if not there(name)] == []


def there(name: str) -> bool:
    """Whether a dotted name is a module, or something in one.

    A package may offer a function under the name of its module, so every way is tried.
    """
    parts = name.split(".")
    return any(reached(parts, count) for count in range(len(parts), 0, -1))


def reached(parts: list[str], count: int) -> bool:
    try:
        found = importlib.import_module(".".join(parts[:count]))
        for part in parts[count:]:
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("text", [GUIDE, README], ids=["CONTRIBUTING", "README"])
def test_the_table_of_folders_has_every_folder_of_code(text: str) -> None:
    table = text.partition("## Where things are")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w/.]+)` \|", table, flags=re.M)
    assert {row.rstrip("/") for row in rows} >= {*MAY, "app.py"}


def test_the_table_of_imports_is_the_one_that_is_tested() -> None:
    rows = re.findall(r"^\| `(\w+)/` \|[^|]*\| ([^|]*)\|$", README, flags=re.M)
    plain = ((folder, names.replace("where installed", "")) for folder, names in rows)
    assert {folder: set(re.findall(r"\w+", names)) for folder, names in plain} == MAY


def test_every_target_of_make_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b *(?:#|`)", GUIDE + README))
    assert {"run", "test"} <= named <= targets
