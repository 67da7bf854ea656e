"""The bounds on what a loss may cost: each is allowed, one more is refused."""

import pytest

from losses import LossError, limits, parse_loss

AT_AND_ABOVE = {
    "EXPONENT": (f"x^{limits.EXPONENT}", f"x^{limits.EXPONENT + 1}"),
    "DEGREE": ("(x^4)^60", "((x^4)^60)^2"),
    "TOWERS": ("+".join(["x^x"] * limits.TOWERS), "+".join(["x^x"] * (limits.TOWERS + 1))),
    "COEFFICIENT": ("(10x)^60", "(11x)^60"),
}


@pytest.mark.parametrize(("most", "above"), AT_AND_ABOVE.values(), ids=AT_AND_ABOVE)
def test_a_loss_at_a_bound_is_read_and_above_it_refused(most: str, above: str) -> None:
    assert parse_loss(most).variables == ("x",)
    with pytest.raises(LossError):
        parse_loss(above)


def test_a_constant_at_its_bound_is_taken() -> None:
    assert parse_loss("a x^2", {"a": limits.CONSTANT}).value([1.0]) == 1e6
    with pytest.raises(LossError):
        parse_loss("a x^2", {"a": 1.000001 * limits.CONSTANT})


def test_more_names_than_can_be_constants_are_counted_alone() -> None:
    for count, ending in ((limits.NAMES, "Make "), (limits.NAMES + 1, "one or two variables ")):
        with pytest.raises(LossError) as caught:
            parse_loss(" + ".join("abcdklmnp"[:count]))
        assert ending in str(caught.value)


def test_a_derivative_that_is_too_long_to_print_says_so() -> None:
    short, long = (parse_loss("*".join(f"sin({k}x)" for k in range(1, n))) for n in (4, 16))
    assert len(short.gradient_latex[0]) <= limits.LATEX
    assert long.gradient_latex == (r"\text{too long to print}",)
