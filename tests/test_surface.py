"""What each package offers: `__all__`, sorted, and nothing that is not there."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = [
    name
    for name in (
        "losses",
        "landscape",
        "optimizers",
        "experiment",
        "figures",
        "player",
        "ui",
        "lessons",
    )
    if (ROOT / name / "__init__.py").exists()
]


@pytest.mark.parametrize("name", PACKAGES)
def test_all_names_everything_that_a_package_offers(name: str) -> None:
    package = importlib.import_module(name)
    offered = {
        key
        for key, value in vars(package).items()
        if not key.startswith("_") and not isinstance(value, ModuleType)
    }
    modules = {path.stem for path in (ROOT / name).iterdir()}
    assert set(package.__all__) - modules == offered - modules
    for key in modules & set(package.__all__):
        importlib.import_module(f"{name}.{key}")


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_sorted_as_the_linter_sorts_it(name: str) -> None:
    def rank(word: str) -> tuple[int, str]:
        return (0 if word.isupper() else 1 if word[0].isupper() else 2, word)

    names = list(importlib.import_module(name).__all__)
    assert names == sorted(names, key=rank)
