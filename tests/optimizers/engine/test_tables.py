"""What is computed before the run: against loops of plain Python."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from language.operations import Graph, Kind
from language.program import read_program
from optimizers import RULES
from optimizers.engine.tables import tables

STEPS = 9
LR = 0.1 / (1 + 0.5 * np.arange(STEPS + 1.0))


def table(text, name, **dials):
    """The values of a line or state for all updates, from one lane."""
    graph = Graph(read_program(text))
    values = tables(graph, {n: np.array([value]) for n, value in dials.items()}, LR[:, None])
    lines = {line.name: at for line, at in zip(graph.program.lines, graph.lines, strict=True)}
    found = values[graph.states.get(name, lines[name])]
    return found.ravel()


def test_a_power_of_a_dial_is_the_running_product():
    product, wanted = 1.0, []
    for _ in range(STEPS + 1):
        product *= 0.9
        wanted.append(product)
    assert_array_equal(table("k = a^t; x = x - k g", "k", a=0.9), wanted)


def test_values_of_dials_are_one_number_and_values_of_time_one_an_update():
    assert_array_equal(table("k = a + 1; x = x - k g", "k", a=0.5), [1.5])
    assert_array_equal(table("k = lr / t; x = x - k g", "k"), LR / np.arange(1, STEPS + 2))


STATES = {
    "a product": ("start p = 1; p = p k", lambda p, t: p * (0.9 + 0.01 * t), 1.0),
    "a sum": ("p = p + k", lambda p, t: p + (0.9 + 0.01 * t), 0.0),
    "a sum from the right": ("start p = a; p = k + p", lambda p, t: (0.9 + 0.01 * t) + p, 0.7),
    "neither": ("start p = 2; p = a p + k", lambda p, t: 0.7 * p + (0.9 + 0.01 * t), 2.0),
    "a difference": ("start p = 2; p = k - p", lambda p, t: (0.9 + 0.01 * t) - p, 2.0),
    "its own square": ("start p = 1; p = p p k", lambda p, t: p * p * (0.9 + 0.01 * t), 1.0),
    "a choice": (
        "p = where(p > 2, 0, p + k)",
        lambda p, t: 0 if p > 2 else p + (0.9 + 0.01 * t),
        0.0,
    ),
    "a constant": ("p = a", lambda p, t: 0.7, 0.0),
    "a value of time": ("p = k", lambda p, t: 0.9 + 0.01 * t, 0.0),
}


@pytest.mark.parametrize(("line", "following", "start"), STATES.values(), ids=STATES)
def test_a_state_without_a_point_is_what_each_update_finds(line, following, start):
    text = f"k = 0.9 + 0.01 t; {line}; x = x - p g"
    if line in ("p = a", "p = k"):
        text = f"k = 0.9 + 0.01 t; x = x - p g; {line}"  # read before it is assigned
    state, wanted = np.float64(start), []
    for t in range(1, STEPS + 2):
        wanted.append(state)
        state = np.float64(following(state, float(t)))
    found = table(text, "p", a=0.7)
    np.testing.assert_array_equal(np.broadcast_to(found, STEPS + 1), wanted)


def test_states_that_need_each_other_go_hand_in_hand():
    text = "start p = 1; p = p + q; q = p a; x = x - p g"
    p, q, wanted = 1.0, 0.0, []
    for _ in range(STEPS + 1):
        wanted.append((p, q))
        p = p + q
        q = p * 0.7
    assert_array_equal(table(text, "p", a=0.7), [first for first, _ in wanted])
    assert_array_equal(table(text, "q", a=0.7), [second for _, second in wanted])


def test_each_lane_has_its_own_numbers_whatever_stands_beside_it():
    graph = Graph(read_program("start p = 1; p = p a^t; k = b^a; x = x - k p g"))
    a, b = np.array([0.5, 0.9, 0.99]), np.array([0.3])
    lr = np.broadcast_to(LR[:, None], (STEPS + 1, 3))
    together = tables(graph, {"a": a, "b": b}, lr)
    for lane in range(3):
        alone = tables(graph, {"a": a[lane : lane + 1], "b": b}, lr[:, lane : lane + 1])
        for place, value in together.items():
            column = np.asarray(value)
            column = column[..., lane] if column.ndim and column.shape[-1] == 3 else column
            assert_array_equal(column.squeeze(), np.asarray(alone[place]).squeeze())


@pytest.mark.parametrize("line", ["p = p + 1", "p = p 2", "p = p a + 1", "p = 1"])
def test_a_start_may_differ_where_the_updates_do_not(line):
    graph = Graph(read_program(f"start p = s; x = x - p g; {line}"))
    starts, a = np.array([1.0, 5.0, -2.0]), np.array([0.5])
    lr = np.broadcast_to(LR[:, None], (STEPS + 1, 3))
    found = tables(graph, {"s": starts, "a": a}, lr)[graph.states["p"]]
    following = {"p = p + 1": lambda p: p + 1, "p = p 2": lambda p: p * 2,
                 "p = p a + 1": lambda p: p * 0.5 + 1, "p = 1": np.ones_like}[line]  # fmt: skip
    state = starts
    for k in range(STEPS + 1):
        assert_array_equal(np.broadcast_to(found[k], 3), state)
        state = following(state)


def test_all_that_depends_on_no_point_is_there_and_nothing_else():
    for rule in RULES.values():
        graph = rule.graph(rule.defaults)
        dials = {d.name: np.array([d.default]) for d in rule.dials if d.kind == "number"}
        found = tables(graph, dials, LR[:, None])
        assert set(found) == {p for p, kind in enumerate(graph.kinds) if kind < Kind.POINT}


def test_nadams_running_product_is_that_of_its_paper():
    nadam = RULES["nadam"]
    graph = nadam.graph(nadam.defaults)
    dials = {d.name: np.array([d.default]) for d in nadam.dials if d.kind == "number"}
    t = np.arange(1, STEPS + 1)
    shares = 0.9 * (1 - 0.5 * 0.96 ** (0.004 * t))
    found = tables(graph, dials, LR[:, None])[graph.states["product"]].ravel()
    np.testing.assert_allclose(found, [1.0, *np.cumprod(shares)], rtol=1e-13)
