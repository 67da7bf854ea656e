from types import SimpleNamespace

import pytest

from figures import names


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("x", "x"),
        ("theta", "θ"),
        ("lambda", "λ"),
        ("Omega", "Ω"),
        ("w1", "w<sub>1</sub>"),
        ("beta_2", "β<sub>2</sub>"),
        ("weight", "weight"),
        ("<b>", "&lt;b&gt;"),
        ("a%{b}", "a%&#123;b}"),
    ],
)
def test_a_variable_is_shown_as_it_is_written_and_cannot_become_markup(
    typed: str, shown: str
) -> None:
    assert names.variable(SimpleNamespace(variables=(typed,)), 0) == shown  # type: ignore[arg-type]
