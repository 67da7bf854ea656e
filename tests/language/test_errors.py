"""Errors: one sentence with its place, and a stranger's word cut short."""

import pytest

from language.errors import LanguageError, LossError, Refusal, RuleError, shown


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


@pytest.mark.parametrize(
    ("text", "said"),
    [("x", "“x”"), ("q" * 24, f"“{'q' * 24}”"), ("q" * 25, f"“{'q' * 23}…”"), ("", "“”")],
)
def test_at_most_24_characters_of_a_word_are_repeated(text: str, said: str) -> None:
    assert shown(text) == said
