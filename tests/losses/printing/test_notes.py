"""Notes say in plain words where a loss has kinks, jumps or no value."""

import pytest

from losses import parse_loss

NOTES: dict[str, tuple[str, ...]] = {
    "x^2": (),
    "|x|": ("Not differentiable where x = 0.",),
    "|x-1| + |y|": ("Not differentiable where x = 1.", "Not differentiable where y = 0."),
    "|2x|": ("Not differentiable where x = 0.",),
    "max(x, y^2)": ("Not differentiable where x = y^2.",),
    "max(0, 1-x)": ("Not differentiable where x = 1.",),
    "relu(x - 2)": ("Not differentiable where x = 2.",),
    "sqrt(x^2+1)": (),
    "sqrt(x^2+y^2)": ("Not differentiable where x^2 + y^2 = 0.",),
    "sqrt(x)": ("Not differentiable where x = 0.", "Defined only where x >= 0."),
    "x^1.5": ("Defined only where x >= 0.",),
    "cbrt(x)": ("Not differentiable where x = 0.",),
    "log(1+x^2)": (),
    "log(x)": ("Defined only where x > 0.",),
    "1/x": ("Not defined where x = 0.",),
    "1/(2x-4)": ("Not defined where 2*x = 4.",),
    "1/(x^2+1)": (),
    "x/sqrt(2)": (),
    "x^-2": ("Not defined where x = 0.",),
    "tan(x)": ("Not defined where cos(x) = 0.",),
    "asin(x/2)": ("Defined only where x/2 is between -1 and 1.",),
    "floor(x)": ("Jumps where x is a whole number.",),
    "mod(x, 2)": ("Jumps where x/2 is a whole number.",),
    "sign(x - 2)": ("Jumps where x = 2; its gradient is 0 beside it.",),
    "clip(x, -1, 1)": ("Not differentiable where x = -1.", "Not differentiable where x = 1."),
    "x^x": ("Defined only where x >= 0.",),
    "|x|/e^x + exp(-|x|)": ("Not differentiable where x = 0.",),
    "|x|+|y|+|x-1|+|y-1|+|x-2|": (
        "Not differentiable where x = 0.",
        "Not differentiable where y = 0.",
        "Not differentiable where x = 1.",
        "Not differentiable where y = 1.",
        "There are more such places.",
    ),
}


@pytest.mark.parametrize(("text", "notes"), NOTES.items(), ids=NOTES)
def test_a_loss_notes_its_kinks_and_holes(text: str, notes: tuple[str, ...]) -> None:
    assert parse_loss(text).notes[:-1] == notes


def test_a_constant_is_no_place_to_name() -> None:
    loss = parse_loss("x^2/a + |a| x + log(x + b)", {"a": 2.0, "b": 1.0})
    assert loss.notes[:-1] == ("Defined only where x + b > 0.",)


BORDER = "The formula changes where x = 0, perhaps with a kink or a jump."


@pytest.mark.parametrize("known", ["pi < 0 - 0", "sign(0) < sign(0)", "1 < 2", "a > 1", "a < pi"])
def test_a_condition_without_a_variable_says_nothing_of_where_others_hold(known: str) -> None:
    for text in (f"where(x < 0 or {known}, x)", f"where({known} or x < 0, x)"):
        notes = parse_loss(text, {"a": 2.0} if "a" in known.split() else {}).notes
        assert notes[0] == BORDER
        assert notes[1].startswith("Defined only where ")


def test_a_condition_of_constants_beside_a_variable_keeps_its_border() -> None:
    loss = parse_loss("where(x < 0 and a > 1, x)", {"a": 2.0})
    assert loss.notes[:-1] == (BORDER, "Defined only where x < 0 and a > 1.")


def test_cases_that_leave_nothing_out_are_defined_everywhere() -> None:
    both = "where(x < 0, x, where(0 <= x, x^2))"
    assert parse_loss(both).notes[:-1] == (BORDER,)
