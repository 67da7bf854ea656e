"""A rule as text: its states, its dials, its starts, and every sentence that refuses one."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dialect import ARITY, RULE
from language.errors import RuleError
from language.limits import RULE_LINES
from language.printers.text import to_text
from language.program import Program, read_program
from language.tree import Name, Number
from tests.language.refusals import OF_RULES, refused
from tests.language.trees import OF_RULES as TREES
from tests.losses.corpora import BENIGN, HOSTILE

TWO_MEANS = """
    p = keep1 p + (1 - keep1) g
    q = keep2 q + (1 - keep2) g^2
    p_hat = p / (1 - keep1^t)
    rate = lr / (sqrt(q / (1 - keep2^t)) + eps)
    x = x - rate p_hat
"""


def written(program: Program) -> str:
    """Return the program as text."""
    starts = [f"start {name} = {to_text(value)}" for name, value in program.starts.items()]
    return "\n".join([*starts, *(f"{line.name} = {to_text(line.value)}" for line in program.lines)])


def test_what_is_read_before_it_is_assigned_is_a_state_and_what_never_is_a_dial() -> None:
    program = read_program(TWO_MEANS)
    assert [line.name for line in program.lines] == ["p", "q", "p_hat", "rate", "x"]
    assert program.states == ("p", "q")
    assert program.dials == {name: TWO_MEANS.index(name) for name in ("keep1", "keep2", "eps")}
    assert program.starts == {}


@pytest.mark.parametrize(
    ("text", "states", "dials"),
    [
        ("x = x - lr g", (), []),
        ("g = g + decay x; x = x - lr g", (), ["decay"]),  # the given are no states
        ("x = x (1 - lr decay); x = x - lr g", (), ["decay"]),
        ("v = g; x = x - v", (), []),  # assigned before it is read: a quantity
        ("x = x - v; v = g", ("v",), []),
        ("x = x - v; v = mu v + g", ("v",), ["mu"]),
        ("v = max(v, g); w = w + v; x = x - w", ("v", "w"), []),
        ("b = 1; a = a + c; c = a; x = x - a", ("a", "c"), []),  # in the order of assignment
        ("a = b; b = a; x = x - a", ("b",), []),
        ("m = 0; m = m + g; x = x - m", (), []),
        ("x = x - lr f t", (), []),
    ],
)
def test_states_and_dials_are_found_by_how_names_are_used(
    text: str, states: tuple[str, ...], dials: list[str]
) -> None:
    program = read_program(text)
    assert program.states == states
    assert list(program.dials) == dials


def test_a_state_starts_where_the_text_says() -> None:
    program = read_program("start s = s0\nstart n = 1\ns = s + g^2\nn = n / 2\nx = x - lr n g / s")
    assert program.starts == {"s": Name("s0"), "n": Number("1")}
    assert program.states == ("s", "n")
    assert list(program.dials) == ["s0"]
    assert [line.name for line in program.lines] == ["s", "n", "x"]


def test_a_start_may_be_made_of_the_axes() -> None:
    program = read_program("start h = 2 axis1; h = h + g; x = x - h + axis_2")
    assert to_text(program.starts["h"]) == "2*axis1"
    assert program.dials == {}


def test_a_norm_may_be_written_with_bars() -> None:
    wanted = read_program("x = x - norm(g)^2")
    for text in ("‖g‖^2", "||g||²", r"\lVert g \rVert^2", r"\left\|g\right\|^{2}"):
        assert read_program(f"x = x - {text}") == wanted


def test_clip_is_written_out() -> None:
    assert read_program("x = clip(x, -1, lr)") == read_program("x = min(max(x, -1), lr)")


def test_at_most_so_many_states_dials_and_evaluations_are_allowed() -> None:
    assert len(read_program("x = x - " + " - ".join(f"a{k} g" for k in range(12))).dials) == 12
    states = "; ".join(f"s{k} = s{k} + g" for k in range(8))
    assert len(read_program(f"{states}; x = x - s1").states) == 8
    assert read_program("x = x - " + " - ".join(["grad(x)"] * 8)).lines


def test_a_start_may_stand_anywhere_and_the_last_one_counts() -> None:
    program = read_program("s = s + g; x = x - s; start s = 1; start s = 2")
    assert program.starts == {"s": Number("2")}


def test_a_state_may_be_called_start() -> None:
    assert read_program("start = start + g; x = x - start").states == ("start",)


def test_lines_end_at_semicolons_and_ends_of_lines() -> None:
    wanted = read_program("v = v + g\nx = x - v")
    for text in ("v = v + g; x = x - v", "\n\n v = v + g ;\n; x = x - v;\n", "v=v+g;x=x-v"):
        assert read_program(text) == wanted


@pytest.mark.parametrize("typed", ["beta1", "beta_1", "β₁", "β_1", r"\beta_1", r"\beta_{1}"])
def test_an_index_may_be_written_in_every_way(typed: str) -> None:
    assert list(read_program(f"x = x - {typed} g").dials) == ["beta1"]


def test_known_dials_may_have_the_names_of_constants() -> None:
    assert list(read_program("x = x - e g", ("e",)).dials) == ["e"]
    assert list(read_program("x = x - e g").dials) == []


def test_programs_of_one_meaning_are_equal_wherever_their_words_stand() -> None:
    program, moved = read_program("x = x - lr g"), read_program("  x  =  x - lr*g")
    assert program == moved
    assert program.lines[0].at != moved.lines[0].at


@given(st.lists(st.tuples(st.sampled_from(("m", "v_hat", "x")), TREES), max_size=3), TREES)
@settings(max_examples=50)
def test_a_program_written_out_is_the_same_program(lines: list, last: object) -> None:
    text = "\n".join(f"{name} = {to_text(value)}" for name, value in [*lines, ("x", last)])
    if len(text) <= 600:
        program = read_program(text)
        assert [line.value for line in program.lines] == [*(value for _, value in lines), last]
        assert read_program(written(program)) == program


ASSIGN = "Each line assigns a value to a name, as in x = x - lr g."
REFUSED = [
    ("", 0, "No line assigns x; write x = x - lr g."),
    ("m = m + g", 0, "No line assigns x; write x = x - lr g."),
    ("start m = 1\nx = x - g", 6, "“m” has a start, but no line reads it before assigning it."),
    ("start m = 1; m = g; x = x - m", 6, "“m” has a start, but no line reads it before assigning it."),
    *(
        (f"m = m + u; u = g; x = x - m; start m = 2 {name}", 41, f"A start is made of numbers and dials, and “{name}” is neither.")
        for name in (*RULE.given, "m", "u")
    ),
    *(
        (f"m = 2; {name} = 3; x = 1", 7, f"“{name}” is given at every update and cannot be assigned here.")
        for name in RULE.fixed
    ),
    *(
        (f"start {name} = 3; x = x - g", 6, f"“{name}” is given at every update and cannot be assigned here.")
        for name in RULE.given
    ),
    *(
        (f"m = 2; {line}; x = x - g", 7, ASSIGN)
        for line in ("x + 3", "2 = x", "x", "start", "start m", "start 2 = m", "x : 3", "x := 3", "(m) = 3", "m < 3", "sin(x) = 2")
    ),
    ("x = x - where(g, 1, 2)", 8, "where(...) begins with a comparison, as in where(t > 1, a, b)."),
    ("x = where(-(g > 1), 1, 2)", 4, "where(...) begins with a comparison, as in where(t > 1, a, b)."),
    ("x = x - (g > 1)", 11, "A comparison stands only at the front of where(...)."),
    ("x = x <= 3", 6, "A comparison stands only at the front of where(...)."),
    ("x = where(t > 1 > 2, 1, 2)", 12, "A comparison stands only at the front of where(...)."),
    ("x = where(t > 1, g < 2, 2)", 19, "A comparison stands only at the front of where(...)."),
    ("x = where((t > 1) + 1 > 2, g, 2)", 13, "A comparison stands only at the front of where(...)."),
    ("start m = t > 1; m = m + g; x = x - m", 12, "A comparison stands only at the front of where(...)."),
    ("m = 1\nx =", 9, "The rule is empty; write an expression such as x = x - lr g."),
    ("m = 1\nx = x - sinh(g)", 14, f"A rule has no function “sinh”; there are {OF_RULES}. For a product leave a space or write *."),
    ("m = 1; x = x - lr g # step", 20, "The character # is not allowed. Comments do not belong in a rule."),
    ("x = x -\nm = 1", 7, "The rule is unfinished: something is missing after - at the end."),
    ("x = x + " + "+".join("g" * 90), None, "The rule is too long; 160 numbers, names and signs at most."),
    ("x = x;" * 24 + "m = 1;x = 2", 6 * 24, "A rule has at most 24 lines."),
    ("x = x - " + " - ".join(f"a{k} g" for k in range(13)), 94, "A rule has at most 12 dials; “a12” is the thirteenth."),
    ("; ".join(f"s{k} = s{k} + g" for k in range(9)) + "; x = x - s8", 104, "A rule keeps at most 8 states from one update to the next; “s8” is the ninth."),
    ("x = x - " + "grad(x) - " * 4 + "loss(x) - " * 4 + "exact(g) g", 88, "A rule may evaluate the loss at most 8 times an update; this is the ninth."),
    ("p = exact(-g) g; q = armijo(-g) g; x = x - armijo(p) q", 43, "A rule may search at most 2 lines an update; this is the third."),
    ("x = x - " + "hess(g) - " * 4 + "solve(g) - " * 4 + "x; g = solve_abs(g)", 99, "A rule may evaluate the loss at most 8 times an update; this is the ninth."),
    ("start m = norm(axis1); m = m + g; x = x - m", 10, "A start is known before the first update, so it has no norm(...)."),
    ("start m = grad(axis1); m = m + g; x = x - m", 10, "A start is known before the first update, so it has no grad(...)."),
    ("axis1 = g; x = x - axis1", 0, "“axis1” is given at every update and cannot be assigned here."),
    ("start axis2 = 1; x = x - g", 6, "“axis2” is given at every update and cannot be assigned here."),
    ("x = x - norm(g, g)", 8, "norm takes 1 argument, not 2."),
    ("x = x - exact()", 8, "exact takes 1 argument, not 0."),
    ("x" * 601, 600, "The rule has 601 characters; at most 600 are allowed."),
    ("x=" + "g+" * 200, 401, "The rule is too long; 400 words and signs at most."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "sentence"), REFUSED, ids=[text[:30] or "empty" for text, _, _ in REFUSED]
)
def test_what_is_no_rule_is_refused_with_its_place(
    text: str, place: int | None, sentence: str
) -> None:
    with pytest.raises(RuleError):
        read_program(text)
    assert refused(read_program, text) == (place, sentence)


def test_the_bound_on_lines_is_allowed() -> None:
    assert len(read_program("x = x;" * RULE_LINES).lines) == RULE_LINES


WORDS = ("x", "=", "g", "m", "lr", "t", "beta_1", "start ", "where(", "max(", ")", "(", ",", ">", "<=",
         ";", "\n", "+", "-", "*", "/", "^", "2", "0.5", "sqrt(", "|", "β₁", "²", r"\frac", "{", "}", "≥",
         "norm(", "dot(", "grad(", "solve(", "exact(", "axis1", "'", "#", "e", "√", "∛", "_")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
@settings(max_examples=50)
def test_random_words_are_a_program_or_a_rule_error(text: str) -> None:
    try:
        found: Program | RuleError = read_program(f"x = x - g;{text}")
    except RuleError as error:
        found = error
    if isinstance(found, RuleError):
        assert found.position is None or 0 <= found.position <= len(text) + 10
        assert found.message.endswith((".", "?"))
    else:
        assert read_program(written(found)) == found


@pytest.mark.parametrize("number", ["9e999", "1e16", "1e-999", "1e-31", "9" * 24])
def test_a_number_of_a_rule_has_a_sensible_size(number: str) -> None:
    sentence = (
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed."
    )
    assert refused(read_program, f"x = x - {number} g") == (8, sentence)
    assert refused(read_program, f"start m = {number}; m = m + g; x = m") == (10, sentence)


def test_no_sentence_about_a_rule_shows_a_function_that_rules_lack() -> None:
    told: set[str] = set()
    for row in (*HOSTILE, *BENIGN):
        try:
            read_program(f"x = x - ({row['text']})")
        except RuleError as error:
            told.add(re.sub("no function “.*?”", "", error.message))
    assert len(told) > 20
    shown = {word for text in told for word in re.findall(r"\\?\b([a-z_]\w*)\(", text)}
    assert shown & ARITY.keys() <= RULE.functions.keys()
