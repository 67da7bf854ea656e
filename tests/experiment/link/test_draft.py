"""The loss of a link and its constants."""

import pytest

from experiment import DEFAULT, Experiment, Run, decode, encode, load
from experiment.link.draft import RULES_SHOWN, default_rate, opening_runs
from losses import CATALOGUE
from optimizers import RULES
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


ROSENBROCK = "100(x_2-x_1^2)^2%2B(1-x_1)^2"


@pytest.mark.parametrize("loss", ["y^2-x", "quartic", "f(x_2,x_1)=x_2-x_1^2", "x^2"])
def test_version_1_changes_nothing_where_the_order_of_variables_is_the_same(loss: str) -> None:
    assert decode(f"v=1&loss={loss}&run=gd")[0] == decode(f"v=2&loss={loss}&run=gd")[0]


def test_a_link_of_version_1_keeps_its_variables_in_order_of_appearance() -> None:
    old, problems = decode(f"v=1&loss={ROSENBROCK}&run=gd+lr+0.001+at+-1.2+1")
    assert problems == ()
    assert load(old).variables == ("x2", "x1")
    assert float(load(old).value(old.runs[0].start)) == pytest.approx(484.0)
    assert decode(encode(old)) == (old, ())


def test_an_empty_link_is_the_opening_page() -> None:
    assert decode("") == (DEFAULT, ())
    assert tuple(run.rule for run in DEFAULT.runs) == RULES_SHOWN
    assert {run.start for run in DEFAULT.runs} == {CATALOGUE[DEFAULT.loss].starts[0]}


def test_rates_are_the_catalogues_for_its_losses_and_the_rules_own_for_others() -> None:
    assert default_rate(("rosenbrock", {}), RULES["gd"]) == CATALOGUE["rosenbrock"].rates["gd"]
    assert (
        default_rate((CATALOGUE["rosenbrock"].text, {}), RULES["gd"])
        == (CATALOGUE["rosenbrock"].rates["gd"])
    )
    assert default_rate(("rosenbrock", {}), RULES["lion"]) == RULES["lion"].defaults["lr"]
    assert default_rate(("3x^2 + y^2", {}), RULES["gd"]) == RULES["gd"].defaults["lr"]
    assert [run.start for run in opening_runs(("3x^2", {}))] == [()] * len(RULES_SHOWN)
