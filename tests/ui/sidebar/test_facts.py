"""What is said of a loss of data without a run."""

from tests.ui.sidebar.test_data_part import CARS, facts
from tests.visiting import opened


def test_what_is_known_without_a_run_is_said_below_the_formulas() -> None:
    assert facts(opened(CARS)) == [
        "Condition number 2600 raw, 1 standardised.",
        "Least squares: w = 3.932, b = −17.58.",
    ]
    assert facts(opened(f"{CARS}&scale=standard")) == [
        "Standardised: speed.",
        "Condition number 2600 raw, 1 standardised.",
        "Least squares: w = 20.58, b = 42.98; over the raw columns w = 3.932, b = −17.58.",
    ]
    ridge = "data=cars&measure=squared+ridge+1&run=gd+lr+0.001+at+0+0"
    assert facts(opened(ridge))[-1] == "Minimum by a linear system: w = 3.794, b = −15.45."
    parted = opened("data=u+v;1+0;2+0;3+1;4+1&measure=logistic&run=gd+lr+0.1+at+0+0")
    assert facts(parted)[-1] == (
        "No minimum: the classes can be parted by a line, so the loss falls for ever."
    )
