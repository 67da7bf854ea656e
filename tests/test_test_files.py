"""Every module has a test file of its name, in the folder of tests that mirrors its own."""

import ast
from pathlib import Path

import pytest

from tests.test_imports import MAY

ROOT = Path(__file__).parent.parent
# Modules that have none, and the file that tests them instead.
ELSEWHERE = {
    "player/js/areas/area.js": "tests/browser/test_pointing.py",
    "player/js/controls/start_here.js": "tests/browser/test_starts.py",
    "player/js/controls/starts.js": "tests/browser/test_starts.py",
    "player/js/controls/use_this_view.js": "tests/browser/test_browsing.py",
    "player/js/figure/library.js": "tests/player/test_assets.py",
    "player/js/live/settings.js": "tests/browser/test_standalone_settings.py",
    "player/js/maps/key.js": "tests/browser/test_maps.py",
    "player/js/maps/maps.js": "tests/browser/test_maps.py",
    "player/js/maps/page.js": "tests/browser/test_maps.py",
    "player/js/maps/panel.js": "tests/browser/test_maps.py",
    "player/js/maps/pointer.js": "tests/browser/test_maps.py",
    "player/js/maps/rates_panel.js": "tests/browser/test_maps.py",
    "player/js/maps/report.js": "tests/browser/test_maps.py",
    "player/js/maps/stage.js": "tests/browser/test_maps.py",
    "player/js/offline.js": "tests/browser/test_standalone_settings.py",
    "player/js/player.js": "tests/browser/test_mounting.py",
    "player/js/relay.js": "tests/player/test_reports.py",
    "player/js/saving/compose.js": "tests/browser/test_export.py",
    "player/js/saving/film.js": "tests/browser/test_video.py",
    "player/js/saving/saver.js": "tests/browser/test_export.py",
    "player/js/saving/save.js": "tests/browser/test_export.py",
    "player/js/saving/sheet.js": "tests/browser/test_export.py",
    "player/js/standalone.js": "tests/browser/test_standalone_settings.py",
    "player/vendor/gifenc.esm.js": "tests/browser/test_video.py",
    "publish/js/question.js": "tests/browser/test_site.py",
    "ui/copying.js": "tests/browser/test_share.py",
    "ui/presentation/screen.js": "tests/browser/test_presenting.py",
}
MODULES = [
    path.relative_to(ROOT)
    for folder in MAY
    for kind in ("*.py", "*.js")
    for path in sorted((ROOT / folder).rglob(kind))
]


def defines_something(module: Path) -> bool:
    """Return whether a module holds more than imports and names for them."""
    body = ast.parse((ROOT / module).read_text("utf-8")).body
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body)


def has_test(module: Path) -> bool:
    """Return whether there is a test file of the module's name, or with a word before or after."""
    folder = ROOT / "tests" / module.parent
    if module.suffix == ".js":
        return (folder / f"{module.stem}.test.js").exists()
    name = module.parent.name if module.stem == "__init__" else module.stem.strip("_")
    places = (folder, folder.parent) if module.stem == "__init__" else (folder,)
    stems = {path.stem for place in places for path in place.glob("test_*.py")}
    return any(f"_{name}_" in f"{stem}_" for stem in stems)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_a_test_file_of_its_name(module: Path) -> None:
    if module.name == "__init__.py" and not defines_something(module):
        return
    assert has_test(module) != (str(module) in ELSEWHERE)


def test_what_is_tested_elsewhere_is_there_and_so_is_its_test() -> None:
    for module, test in ELSEWHERE.items():
        assert (ROOT / module).exists()
        assert (ROOT / test).exists()
