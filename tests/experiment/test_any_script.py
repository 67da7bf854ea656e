"""Scripts of experiments by chance: whatever a run is, it can be written down."""

from itertools import product

from hypothesis import given

from experiment.export import LIBRARIES, code, in_words
from tests.experiment.strategies import experiments


@given(experiments())
def test_any_run_can_be_written_down_for_every_library(e):
    for number, library in product(range(len(e.runs)), LIBRARIES):
        compile(code(e, number, library), "script.py", "exec")


@given(experiments())
def test_any_link_can_be_said_in_sentences(e):
    words = in_words(e)
    assert len([sentence for sentence in words if sentence.startswith("Run ")]) == len(e.runs)
    assert all(sentence.endswith(".") for sentence in words)
