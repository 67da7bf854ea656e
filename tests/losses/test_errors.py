"""Every refusal is one whole sentence: what was found, where, what is allowed or probably meant."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest

from losses import LossError, parse_loss

# text, caret column, sentence
REFUSALS = [
    ("", 0, "The loss is empty; write an expression such as x^2 + y^2."),
    ("x +", 3, "The loss is unfinished: something is missing after + at the end."),
    ("(x+1", 0, "The bracket ( is never closed with )."),
    ("(x]", 2, "The bracket ( is closed with ), not ]."),
    ("x)", 1, "There is a ) without its opening bracket."),
    ("x^", 2, "The loss is unfinished: something is missing after ^ at the end."),
    ("* x", 0, "The loss begins with *; something is missing before it."),
    ("^2", 0, "A number, a name or a bracket should stand here, not ^."),
    ("sin()", 0, "sin takes 1 argument, not 0."),
    ("()", 1, "There is nothing between these brackets."),
    ("sin(x, y)", 0, "sin takes 1 argument, not 2."),
    ("max(x)", 0, "max takes 2 to 6 arguments, not 1."),
    ("0,5x", 1, "Numbers have a decimal point, not a comma: write 0.5."),
    ("max(0,5)", 0, "The loss names no variable; write one or two, as in x^2 + y^2."),
    ("3,14*x", 1, "Numbers have a decimal point, not a comma: write 3.14."),
    ("x,y", 1, "A comma belongs between the arguments of a function, as in max(x, 0)."),
    ("1,000x", 1, "Numbers have a decimal point, not a comma: write 1.000 or 1000."),
    (
        "x = 3",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    (
        "x^2 = y^2",
        4,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    (
        "x == 2",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    (
        "y = y^2",
        2,
        "A loss is one expression, not an equation; write the part after the = sign alone.",
    ),
    ("f(1) = x", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    ("f(x,x) = x", 4, "“x” is declared twice."),
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
    ("f(e) = e", 2, "“e” has a meaning of its own; use another name."),
    ("foo(x)", 0, "There is no function “foo”. Did you mean floor?"),
    ("cso(x)", 0, "There is no function “cso”. Did you mean cos?"),
    ("squrt(x)", 0, "There is no function “squrt”. Did you mean sqrt?"),
    ("f(x)", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    (
        "widht^2",
        0,
        "There is no name “widht”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
    (
        "hello world",
        0,
        "There is no name “hello”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
    (
        "x if y else 1",
        2,
        "“if” is a word of a programming language; a loss is one formula. For cases use max, min, abs or heaviside.",
    ),
    (
        "not x",
        0,
        "“not” is a word of a programming language; a loss is one formula. For cases use max, min, abs or heaviside.",
    ),
    ("inf*x", 0, "“inf” is not a number a loss can use; every number must be finite."),
    ("None", 0, "“None” is not a number; write 1 or 0."),
    ("i*x", 0, "“i” is the imaginary unit; losses here are real."),
    ("E*x", 0, "“E” could be a name or Euler's number; write e for Euler's number."),
    (
        "dx",
        0,
        "“dx” looks like a derivative; write the loss itself, the gradient is derived for you.",
    ),
    (
        "factorial(x)",
        0,
        "“factorial” is not available; a loss is one formula without sums, integrals or limits.",
    ),
    ("x!", 1, "Factorials are not available; a loss is a smooth formula."),
    ("x % 2", 2, "Write mod(x, 2) for a remainder."),
    ("x # y", 2, "The character # is not allowed. Comments do not belong in a loss."),
    ("x_", 1, "The character _ is not allowed. An index follows its letter, as in x_1."),
    ("x__y", 1, "The character _ is not allowed. An index follows its letter, as in x_1."),
    ("x.real", 1, "A dot after “x” is not allowed; a loss has no attributes."),
    (
        "np.save(x)",
        3,
        "There is no function “save”. Known are sin, cos, exp, log, sqrt, abs, max and many more.",
    ),
    ("np", 0, "“np” is a module; write one of its functions."),
    ("np.2", 2, "A decimal point stands beside a digit, as in 0.5; for a product write *."),
    ("1_000x", 1, "Write numbers without underscores, as in 1000."),
    ("0x1F", 0, "Numbers are decimal, such as 31 or 0.5."),
    ("1 000x", 2, "Two numbers stand side by side; join the digits or put a sign between them."),
    ("2½", 1, "Write a mixed number as a sum or a decimal, as in 2.5."),
    ("x.5", 1, "A decimal point stands beside a digit, as in 0.5; for a product write *."),
    ("x[0]", 1, "A loss has no indexing; write round brackets."),
    (
        "x < 1",
        2,
        "The character < is not allowed. A comparison is not a loss; for cases use max, min or heaviside.",
    ),
    ("x ± 1", 2, "The character U+00B1 (PLUS-MINUS SIGN) is not allowed. Choose + or -."),
    (
        "\u0445^2",
        0,
        "The character U+0445 (CYRILLIC SMALL LETTER HA) is not allowed. Retype it with plain letters, digits and + - * / ^ ( ).",
    ),
    ("x∞", 1, "The character U+221E (INFINITY) is not allowed. Every number must be finite."),
    (
        "∑x",
        0,
        "The character U+2211 (N-ARY SUMMATION) is not allowed. Write the terms of the sum out.",
    ),
    (
        "x→y",
        1,
        "The character U+2192 (RIGHTWARDS ARROW) is not allowed. Retype it with plain letters, digits and + - * / ^ ( ).",
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
    (
        "x'",
        1,
        "The character ' is not allowed. Quotation marks and derivatives do not belong in a loss.",
    ),
    ('"x"', 0, 'The character " is not allowed. Quotation marks do not belong in a loss.'),
    ("\\foo{x}", 0, "The LaTeX command “foo” is not known here."),
    ("\\frac{x}", 8, "\\frac takes its parts in braces, as in \\frac{1}{2}."),
    ("\\", 0, "A LaTeX command follows the backslash, as in \\sin."),
    ("\\frac{}{}", 6, "There is nothing between these brackets."),
    ("\\sum x", 0, "The LaTeX command “sum” is not known here."),
    (
        "sin^-1 x",
        3,
        "sin^-1 is ambiguous; write asin(...) for the inverse function or 1/sin(...) for the reciprocal.",
    ),
    ("log^-1 x", 3, "log^-1 is ambiguous; write 1/log(...) for the reciprocal."),
    ("x/0", 1, "This divides by zero."),
    ("0/0*x", 1, "This divides by zero."),
    ("log(-1)*x", 0, "“log” has no finite real value for this constant."),
    ("asin(2)x", 0, "“asin” has no finite real value for this constant."),
    (
        "(-8)^0.3 x",
        4,
        "A negative number to a fractional power has no real value; for a real root write cbrt or root.",
    ),
    ("0^0*x", 1, "Zero to the power of zero or less has no value."),
    (
        "9^9^9^9*x",
        3,
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
    ),
    (
        "1e400x",
        0,
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
    ),
    ("x^61", 1, "An exponent of a variable is at most 60."),
    ("(x^9)^61", 5, "An exponent of a variable is at most 60."),
    ("((x^9)^9)^9", 9, "Nested powers may multiply up to 240 at most."),
    ("(12345x)^60", 8, "The coefficients here grow too large; write a smaller power."),
    (
        "(-2)^x",
        4,
        "Zero or a negative number to a varying power has no real value everywhere; the base must be positive.",
    ),
    ("x^x^x^x^x^x^x", 3, "At most 4 powers may have variables in base and exponent."),
    ("x - x", 0, "The loss is the same everywhere; it should depend on x."),
    ("0*x", 0, "The loss is the same everywhere; it should depend on x."),
    ("x/(x-x)", 1, "This divides by zero."),
    ("root(x,2.5)", 0, "The degree of a root is a whole number from 2 to 60."),
    ("log(x,1)", 0, "The base of a logarithm is positive and not 1."),
    ("log_xy(x)", 0, "The base of a logarithm is a number or one letter."),
    ("asin(x^2+2)", 0, "The loss has almost nowhere a finite real value between -1000 and 1000."),
    (
        "------------------------------x",
        24,
        "Brackets, powers and functions are nested too deeply; 24 levels at most.",
    ),
    ("1111111111111111111111111x", 0, "A number may have at most 24 digits."),
    ("|x", 0, "The bracket | is never closed with |."),
    ("||", 2, "The loss is unfinished: something is missing after | at the end."),
    ("x^2;y", 3, "A semicolon may stand only at the end; write one expression."),
    ("x: y", 1, "A colon does not belong in a loss."),
    ("a ↦", 3, "The loss is empty; write an expression such as x^2 + y^2."),
    ("x ↦ x ↦ 2", 6, "An arrow may stand only in front, as in x ↦ x^2."),
    ("exp2x^", 6, "The loss is unfinished: something is missing after ^ at the end."),
    ("lambda: x", 6, "A colon does not belong in a loss."),
    (
        "sum(x)",
        0,
        "“sum” is not available; a loss is one formula without sums, integrals or limits.",
    ),
    (
        "x y z w",
        4,
        "The loss has 4 names, x, y, z and w; two variables at most. Make z and w constants by giving them values.",
    ),
    (
        "$x$ y",
        0,
        "The character $ is not allowed. Dollar signs may stand only around the whole formula.",
    ),
    ("{x", 0, "The bracket { is never closed with }."),
    ("x}", 1, "There is a } without its opening bracket."),
    (
        "\U0001d7d7x",
        0,
        "The character U+1D7D7 (MATHEMATICAL BOLD DIGIT NINE) is not allowed. Retype it with plain letters, digits and + - * / ^ ( ).",
    ),
    ("max(x,y,x,y,x,y,x)", 0, "max takes 2 to 6 arguments, not 7."),
    ("erf", 3, "The loss is unfinished: something is missing after erf at the end."),
    ("sin", 3, "The loss is unfinished: something is missing after sin at the end."),
    ("gamma_1_2", 7, "The character _ is not allowed. An index follows its letter, as in x_1."),
    (
        "if",
        0,
        "“if” is a word of a programming language; a loss is one formula. For cases use max, min, abs or heaviside.",
    ),
    ("f[x]", 0, "“f” has no formula yet; write the formula itself, as in f(x) = x^2."),
    (
        "a_longish_name",
        9,
        "The character _ is not allowed. An index follows its letter, as in x_1.",
    ),
    (
        "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
        0,
        "There is no name “qwertyuiopasdfghjklzxcv…”. Names are single letters, Greek names, or declared in front, as in f(width) = width^2.",
    ),
]


@pytest.mark.parametrize(("text", "place", "sentence"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    with pytest.raises(LossError) as caught:
        parse_loss(text)
    assert str(caught.value) == sentence
    assert caught.value.position == place


def test_a_text_that_is_too_long_says_how_long() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("x" * 401)
    assert str(caught.value) == "The loss has 401 characters; at most 400 are allowed."


def test_a_loss_of_too_many_words_says_so() -> None:
    with pytest.raises(LossError) as caught:
        parse_loss("x+" * 121 + "x")
    assert str(caught.value) == "The loss is too long; 240 words and signs at most."


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
