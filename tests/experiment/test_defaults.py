"""What is shown where nobody chose."""

from experiment import DEFAULT, decode
from experiment.defaults import RULES_SHOWN, default_rate, opening_runs
from losses import CATALOGUE
from optimizers import RULES


def test_an_empty_link_is_the_opening_page() -> None:
    assert decode("") == (DEFAULT, ())
    assert tuple(run.rule for run in DEFAULT.runs) == RULES_SHOWN
    assert {run.start for run in DEFAULT.runs} == {CATALOGUE[DEFAULT.loss].starts[0]}


def test_rates_are_the_catalogues_for_its_losses_and_the_rules_own_for_others() -> None:
    assert default_rate(("rosenbrock", {}), "gd") == CATALOGUE["rosenbrock"].rates["gd"]
    assert (
        default_rate((CATALOGUE["rosenbrock"].text, {}), "gd")
        == (CATALOGUE["rosenbrock"].rates["gd"])
    )
    assert default_rate(("rosenbrock", {}), "lion") == RULES["lion"].defaults["lr"]
    assert default_rate(("3x^2 + y^2", {}), "gd") == RULES["gd"].defaults["lr"]
    assert [run.start for run in opening_runs(("3x^2", {}))] == [()] * len(RULES_SHOWN)
