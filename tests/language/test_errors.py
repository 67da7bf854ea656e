"""Errors: one sentence with its place, and a stranger's word cut short."""

import pytest

from language.errors import LanguageError, LossError, Refusal, RuleError


def test_an_error_is_its_sentence_and_knows_its_place() -> None:
    error = LossError("The loss is empty.", 3, names=("a", "b"), suggested=("a",))
    assert str(error) == error.message == "The loss is empty."
    assert (error.position, error.names, error.suggested) == (3, ("a", "b"), ("a",))
    assert isinstance(error, ValueError)


@pytest.mark.parametrize("kind", [LossError, RuleError])
def test_a_complaint_changes_its_class_and_nothing_else(kind: type[LanguageError]) -> None:
    error = LanguageError("No.", 7, names=("a",), suggested=("a",))
    other = kind.of(error)
    assert type(other) is kind
    assert vars(other) == vars(error)
    assert other.__traceback__ is None
    assert isinstance(other, Refusal)
