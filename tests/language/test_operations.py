"""The operations of a rule: what each changes with, what is one, and how powers are taken."""

import pytest

from language.operations import Graph, Kind
from language.program import read_program
from language.tree import Name
from optimizers import RULES
from tests.optimizers.lanes_tried import settings_of


def graph_of(text):
    return Graph(read_program(text))


def written(graph, place):
    """An operation with all that leads to it, as nested calls."""
    operation = graph.operations[place]
    inner = ", ".join(written(graph, part) for part in operation.parts)
    return f"{operation.sign}({inner})" if operation.parts else operation.text


def value(text):
    """The operations of the last line's value."""
    graph = graph_of(text)
    return written(graph, graph.lines[-1])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("k = a + 1; x = x - k g", {"k": Kind.DIAL}),
        ("k = a^t; x = x - k g", {"k": Kind.TIME}),
        ("k = lr / a; x = x - k g", {"k": Kind.TIME}),
        ("k = f - a; x = x - k g", {"k": Kind.POINT}),
        ("k = a x; x = x - k g", {"k": Kind.POINT}),
        # A state that no point enters changes with the number of the update alone.
        ("p = p a; x = x - p g", {"p": Kind.TIME}),
        ("p = p a + t; q = q p; k = 1 - q; x = x - k g", dict.fromkeys("pqk", Kind.TIME)),
        ("p = p g; x = x - p", {"p": Kind.POINT}),
        # What a state that changes with the point enters does so, too.
        ("p = p q; q = q + g; x = x - lr g", dict.fromkeys("pq", Kind.POINT)),
        ("p = p + q; q = q + r; r = r + f; x = x - lr g", dict.fromkeys("pqr", Kind.POINT)),
        ("c = where(t > a, t, a); x = x - c g", {"c": Kind.TIME}),
    ],
)
def test_a_value_changes_with_what_it_is_made_of(text, kinds):
    graph = graph_of(text)
    places = {line.name: at for line, at in zip(graph.program.lines, graph.lines, strict=True)}
    assert {name: graph.kinds[places[name]] for name in kinds} == kinds


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_operands_stand_before_their_operation_and_equal_operations_are_one(rule):
    for dials in settings_of(rule):
        graph = rule.graph(rule.complete(dials))
        assert len(set(graph.operations)) == len(graph.operations)
        for place, operation in enumerate(graph.operations):
            assert all(part < place for part in operation.parts)
            assert all(graph.kinds[part] <= graph.kinds[place] for part in operation.parts)


def test_a_square_that_is_written_twice_is_taken_once():
    graph = graph_of("m = g^2 + 1; v = g g - 1; x = m - v")
    products = [op for op in graph.operations if op.sign == "*"]
    assert len(products) == 1


@pytest.mark.parametrize(
    ("power", "operations"),
    [
        ("g^1", "g"),
        ("g^2", "*(g, g)"),
        ("g^3", "*(g, *(g, g))"),
        ("g^4", "*(*(g, g), *(g, g))"),
        ("g^5", "*(g, *(*(g, g), *(g, g)))"),
        ("g^0.5", "sqrt(g)"),
        ("a^t", "powers(a)"),
        ("(1 - a)^t", "powers(-(1, a))"),
        ("lr^t", "^(lr, t)"),  # the learning rate may change
        ("a^b", "dial_power(a, b)"),
        ("0.96^a", "dial_power(0.96, a)"),
        ("a^(-1)", "dial_power(a, negative(1))"),
        ("a^0", "dial_power(a, 0)"),
        ("g^a", "^(g, a)"),
        ("g^1.5", "^(g, 1.5)"),
        ("(a^t)^b", "^(powers(a), b)"),
        ("2^t", "powers(2)"),
    ],
)
def test_whole_powers_are_products_and_powers_of_dials_are_our_own(power, operations):
    assert value(f"x = {power}") == operations


@pytest.mark.parametrize(
    ("quotient", "operations"),
    [
        ("g / a", "*(g, /(1, a))"),
        ("g / (1 - a^t)", "*(g, /(1, -(1, powers(a))))"),
        ("g / lr", "*(g, /(1, lr))"),
        ("g / x", "/(g, x)"),
        ("lr / g", "/(lr, g)"),
        ("a / b", "/(a, b)"),  # both are known before the run
        ("lr / (1 + t)", "/(lr, +(1, t))"),
        ("g / (a + f)", "/(g, +(a, f))"),
    ],
)
def test_a_quotient_by_what_is_known_before_the_run_is_a_product(quotient, operations):
    assert value(f"x = {quotient}") == operations


def test_a_quotient_by_a_state_stays_one_even_if_no_point_enters_the_state():
    assert value("p = p a; x = g / p") == "/(g, *(p, a))"


def test_constants_have_all_their_digits():
    assert value("x = pi + e") == "+(3.141592653589793, 2.718281828459045)"


def test_a_line_sees_what_the_lines_above_it_assigned():
    graph = graph_of("g = g + a x; x = x - lr g; v = v + x")
    assert written(graph, graph.point) == "-(x, *(lr, +(g, *(a, x))))"
    assert written(graph, graph.following["v"]) == f"+(v, {written(graph, graph.point)})"
    assert written(graph, graph.rate) == "lr"


def test_the_rate_is_the_line_of_that_name():
    graph = graph_of("rate = lr / (1 + g^2); x = x - rate g")
    assert graph.rate == graph.lines[0]


def test_states_have_a_start_and_a_following_value():
    graph = graph_of("start s = a; s = s + g; n = n / 2; x = x - s")
    assert {name: written(graph, at) for name, at in graph.starts.items()} == {"s": "a", "n": "0"}
    assert {name: written(graph, at) for name, at in graph.following.items()} == {
        "s": "+(s, g)", "n": "*(n, /(1, 2))",
    }  # fmt: skip


def test_what_leads_to_a_value_and_what_depends_on_it():
    graph = graph_of("u = g + 1; v = 2 x; x = u + lr")
    needed = graph.needed([graph.point])
    assert graph.lines[0] in needed
    assert graph.lines[1] not in needed
    assert needed == sorted(needed)
    after = graph.depending_on([graph.lines[0]])
    assert after == {graph.lines[0], graph.point}


def test_a_single_formula_has_operations_too():
    graph = Graph.of(Name("a"))
    assert written(graph, graph.lines[0]) == "a"
