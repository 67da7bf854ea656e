"""The rows of the libraries: what a script is made of in each."""

import ast

import pytest

from experiment.export.libraries import LIBRARIES
from losses.printing.python_functions import MODULES


@pytest.mark.parametrize("library", LIBRARIES.values(), ids=LIBRARIES)
def test_every_line_of_a_library_is_python_once_it_is_filled_in(library):
    filled = {
        "start": "[1.0]",
        "call": "f()",
        "g": "gradient(x)",
        "lr": "0.1",
        "weight_decay": "0.1",
    }
    ast.parse(library.numbers.format("0.1"))
    ast.parse("\n".join(library.imports))
    ast.parse("\n".join(library.autograd))
    lines = (*library.making, *library.native, *library.rated, library.row)
    for line in (library.start, library.own_start, library.rate, library.decayed, *lines):
        ast.parse(line.format(**filled))


def test_a_library_is_found_by_its_name_and_prints_for_its_module():
    for name, library in LIBRARIES.items():
        assert library.name == name
        assert library.module in MODULES


def test_libraries_that_can_derive_a_gradient_do():
    assert not LIBRARIES["numpy"].autograd
    assert all(LIBRARIES[name].autograd for name in ("pytorch", "keras", "optax"))


def test_who_looks_for_a_framework_finds_the_library_that_is_of_it():
    labels = [library.label for library in LIBRARIES.values()]
    assert labels == ["NumPy", "PyTorch", "Keras (TensorFlow)", "Optax (JAX)"]
