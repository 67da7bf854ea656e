"""The problems of a link: cut, printable, and never a flood."""

from tests.experiment.link.sentences import sentences


def test_of_a_flood_of_problems_twelve_are_named_and_the_others_counted() -> None:
    problems = sentences("&".join(f"k{i}=1" for i in range(100)))
    assert len(problems) == 13
    assert problems[-1] == "88 more parts of the link could not be read."


def test_foreign_text_is_cut_and_shown_without_what_does_not_print() -> None:
    (problem,) = sentences("steps=%00%1b%E2%80%AE" + "9" * 400)
    assert problem == (
        "steps: “\\u0000\\u001b\\u202e99999999999999999999…” is not a whole number from 1 to "
        "10000, so 200 is used."
    )
