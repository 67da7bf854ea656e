"""`parse_loss`: which names are variables, which are constants, and what it refuses."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest

from losses import LossError, parse_loss
from tests.language.refusals import refusals, refused_loss


@refusals(
    ("max(0,5)", 0, "The loss names no variable; write one or two, as in x^2 + y^2."),
    (
        "f(x) = x + y",
        11,
        "The loss declares x but also names y. Make y a constant by giving it a value.",
    ),
    (
        "f(x,y,z) = x",
        0,
        "The loss has 3 names, x, y and z; two variables at most. Make z a constant by giving it a value.",
    ),
    (
        "a b c",
        4,
        "The loss has 3 names, a, b and c; two variables at most. Make c a constant by giving it a value.",
    ),
    (
        "a*x^2+b*x+c",
        0,
        "The loss has 4 names, a, x, b and c; two variables at most. Make a, b and c constants by giving them values.",
    ),
    (
        "x*y*z",
        4,
        "The loss has 3 names, x, y and z; two variables at most. Make z a constant by giving it a value.",
    ),
    ("a*b*c*d*f*k*m*n*p", 0, "The loss has 9 names; one or two variables are possible."),
    ("5", 0, "The loss names no variable; write one or two, as in x^2 + y^2."),
    ("pi", 0, "The loss names no variable; write one or two, as in x^2 + y^2."),
    ("asin(x^2+2)", 0, "The loss has almost nowhere a finite real value between -1000 and 1000."),
    (
        "x y z w",
        4,
        "The loss has 4 names, x, y, z and w; two variables at most. Make z and w constants by giving them values.",
    ),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def test_something_that_is_not_text_is_refused() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss(None)  # type: ignore[arg-type]
    assert str(caught.value) == "A loss is text, such as x^2 + y^2."


def test_three_names_come_with_what_could_be_a_constant() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("(a-x)^2 + b(y-x^2)^2")
    assert caught.value.names == ("a", "x", "b", "y")
    assert caught.value.suggested == ("a", "b")
    assert str(caught.value) == (
        "The loss has 4 names, a, x, b and y; two variables at most. "
        "Make a and b constants by giving them values."
    )


def test_an_undeclared_name_could_be_a_constant() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("f(x) = k x^2")
    assert caught.value.suggested == ("k",)


@pytest.mark.parametrize("value", [2e6, float("inf"), float("nan"), -1e7])
def test_a_constant_is_finite_and_of_sensible_size(value: float) -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("a x^2", {"a": value})
    assert str(caught.value) == (f"The constant “a” is {value:g}; between -1e6 and 1e6 is allowed.")


@pytest.mark.parametrize("value", ["abc", None, 10**400, [1.0]])
def test_a_constant_is_a_number(value: object) -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("a x^2", {"a": value})  # type: ignore[dict-item]
    assert str(caught.value) == "The constant “a” is not a number of ordinary size."


def test_a_deep_caller_leaves_room_for_the_longest_loss() -> None:
    """Chains lean to the left as deep as the bounds allow; a web server's stack is used already."""

    def deep(levels: int) -> str:
        if levels:
            return deep(levels - 1)
        loss = parse_loss("/".join(["(x+y)"] * 39))
        return loss.latex + "".join(loss.gradient_latex) + loss.plain

    assert len(deep(400)) > 400


def test_all_names_may_not_be_constants() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("a x", {"a": 1.0, "x": 2.0})
    assert str(caught.value) == (
        "Every name of this loss is a constant; one or two variables are needed."
    )


def test_at_most_24_characters_of_an_unknown_word_are_repeated() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("q" * 300)
    assert "q" * 24 not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"), [("1/a + x", 0.0), ("log(a) x", -1.0), ("sqrt(a) + x^2", -4.0)]
)
def test_a_constant_that_leaves_no_value_is_refused(text: str, value: float) -> None:
    with pytest.raises(ValueError, match=r"^The loss has almost nowhere a finite real value"):
        parse_loss(text, {"a": value})


def test_names_of_constants_are_read_like_names_in_the_text() -> None:
    loss = parse_loss("θ_1 x^2 + α", {"theta1": 2.0, "α": 1.0})
    assert loss.constants == {"theta1": 2.0, "alpha": 1.0}
    assert parse_loss("rate*x", {"rate": 3.0}).value([2.0]) == 6.0
    assert parse_loss("ax^2+bx", {"a": 2.0, "b": 1.0}).variables == ("x",)


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("y^2 + x", ("x", "y")),
        ("b^2 + a", ("b", "a")),
        ("x2 + x1", ("x1", "x2")),
        ("θ_1 - θ_0", ("theta0", "theta1")),
        ("x_{10}^2 + x_9", ("x9", "x10")),
        ("x_b + x_a^2", ("x_a", "x_b")),
        ("w_2 + b_1^2", ("w2", "b1")),
        ("f(x_2, x_1) = x_1 - x_2", ("x2", "x1")),
        ("f(x) = x_2 - x_1", ("x1", "x2")),
        ("f(y, x) = x + y", ("y", "x")),
        ("f(x, y) = x^2", ("x", "y")),
        ("L(w, b) = (2w+b-1)^2", ("w", "b")),
        ("z + y", ("z", "y")),
    ],
)
def test_variables_stand_in_order_of_appearance_but_x_before_y(
    text: str, variables: tuple[str, ...]
) -> None:
    assert parse_loss(text).variables == variables


def test_equal_texts_share_one_loss() -> None:
    assert parse_loss("x^2 + 1") is parse_loss("x^2 + 1")
