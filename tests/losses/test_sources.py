"""The package never hands text to anything that would run it, nor lets SymPy compute."""

import ast
from pathlib import Path

import pytest

import language
import losses

FORBIDDEN = {
    *("sympify", "parse_expr", "parse_latex", "eval", "exec", "compile", "S", "N", "simplify"),
    *("expand", "nsimplify", "factor", "solve", "integrate", "series", "evalf", "limit", "diff"),
    *("Piecewise", "Max", "Min", "Abs", "open", "getattr", "setattr", "globals", "locals", "vars"),
    *("__import__", "import_module", "implemented_function"),
}
SOURCES = [
    path
    for package in (language, losses)
    for path in sorted(Path(package.__file__).parent.rglob("*.py"))
]


def _called(path: Path) -> list[str]:
    """Return the last name of everything that a module calls."""
    calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
    names = []
    for call in calls:
        if isinstance(call.func, ast.Name):
            names.append(call.func.id)
        elif isinstance(call.func, ast.Attribute):
            names.append(call.func.attr)
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_module_calls_nothing_that_runs_text(path: Path) -> None:
    patterns = {"compile"} if "re.compile" in path.read_text() else set()
    assert (set(_called(path)) - patterns) & FORBIDDEN == set()


def test_compile_means_regular_expressions_alone() -> None:
    for path in SOURCES:
        text = path.read_text()
        assert text.count("compile(") == text.count("re.compile(") + text.count("_compile(")


def test_lambdify_is_called_in_one_place() -> None:
    found = {path.name: _called(path).count("lambdify") for path in SOURCES}
    assert {name: count for name, count in found.items() if count} == {"compiler.py": 1}


def test_symbols_are_named_by_us() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "Symbol":
                first = ast.unparse(node.args[0])
                assert first in ("f'v{k}'", "f'c{k}'", "'k_pi'", "'k_e'", "'k_nan'"), (
                    path.name,
                    first,
                )


def test_the_public_names_exist() -> None:
    assert sorted(losses.__all__) == losses.__all__
    assert all(hasattr(losses, name) for name in losses.__all__)
