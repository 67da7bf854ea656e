"""Scripts of experiments by chance: whatever a run is, it can be written down."""

from itertools import product

from hypothesis import given, settings

from experiment.export import LIBRARIES, code
from tests.experiment.strategies import experiments


@settings(max_examples=40)
@given(experiments())
def test_any_run_can_be_written_down_for_every_library(e):
    for number, library in product(range(len(e.runs)), LIBRARIES):
        compile(code(e, number, library), "script.py", "exec")
