"""The loss of a link and its constants."""

import pytest

from experiment import Experiment, Run, decode, encode
from tests.experiment.link.sentences import sentences


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("loss=", "loss: the text is empty, so bounded_saddle is shown."),
        (
            "loss=a*x^2&where=a+big",
            "where: the constant “a” is “big”, but it must be 0 or a number from 1e-30 to 1000000 "
            "in size, so it is left out.",
        ),
        ("loss=x^2&where=b+2", "where: the loss has no constant “b”, so it is left out."),
    ],
)
def test_what_is_wrong_with_a_loss_or_its_constants_is_named(link: str, sentence: str) -> None:
    assert sentences(link) == [sentence]


def test_a_loss_that_cannot_be_read_keeps_its_text_and_everything_beside_it() -> None:
    link = "loss=x^2+%2B+(&window=-1+1&run=gd+lr+0.5+at+2&run=adam&steps=9"
    e, problems = decode(link)
    assert [problem.key for problem in problems] == ["loss"]
    assert e == Experiment(
        "x^2 + (",
        window=((-1.0, 1.0),),
        runs=(Run("gd", {"lr": 0.5}, None, (2.0,)), Run("adam", {"lr": 0.1})),
        steps=9,
    )
    assert decode(encode(e)) == (e, problems)


def test_constants_make_a_loss_of_three_names_readable() -> None:
    e, problems = decode("loss=a*x^2+%2B+y^2&where=a+3&run=gd+at+1+1")
    assert problems == ()
    assert (e.constants, len(e.window)) == ({"a": 3.0}, 2)
