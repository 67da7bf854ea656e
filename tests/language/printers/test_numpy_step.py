"""The generated step: what stands in its source, and that its bits are those of the tree."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_array_equal

from language.operations import BESIDE, Graph
from language.printers.numpy_step import UFUNCS
from language.program import read_program
from optimizers import RULES, Lane, finish, race, simulate, trace
from optimizers.engine.group import compiled
from optimizers.engine.lanes import of_race
from optimizers.engine.simulate import taped
from tests.optimizers.lanes_tried import ELEMENTWISE, WAVY, settings_of
from tests.optimizers.naive import DIALS, Naive, rule_of, texts

WORDS = {
    "make",
    "step",
    "def",
    "return",
    "out",
    "where",
    "copyto",
    "if",
    "not",
    "begin",
    *UFUNCS.values(),
    *BESIDE,
}
NUMBERED = re.compile(r"[bcnqrswy][0-9]+|[ry][0-9]+s|[bcqerykxgf]|nx|nr")
TOKEN = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|[0-9]+|[\[\](),:=]|\s")


def foreign(source):
    """What stands in a source besides numbered names, functions of NumPy, brackets and commas."""
    found = TOKEN.findall(source)
    words = [token for token in found if token[0].isalpha() or token[0] == "_"]
    strange = [word for word in words if word not in WORDS and not NUMBERED.fullmatch(word)]
    return strange + ([] if "".join(found) == source else [source])


@pytest.mark.parametrize("rates", [True, False])
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_source_of_every_rule_is_of_few_words(rule, rates):
    for given_dials in settings_of(rule):
        code, _ = compiled(rule.graph(rule.complete(given_dials)), rates)
        assert foreign(code.source) == []


def test_what_does_not_belong_in_a_source_is_found():
    assert foreign("def make(c, r, b, q):\n    open(c0)") == ["open"]
    assert foreign("add(x, beta1, nx)") == ["beta1"]
    assert foreign("add(x, 'g', nx)") != []
    assert foreign("x.real") != []


def test_a_step_of_adam_is_fourteen_calls():
    adam = RULES["adam"]
    code, _ = compiled(adam.graph(adam.defaults), True)
    calls = [line for line in code.source.splitlines() if line.startswith(" " * 8) and "(" in line]
    assert len(calls) == 14
    assert (code.buffers, code.truths) == (2, 0)


@pytest.mark.parametrize(("lines", "chosen"), [
    ("m = where(t > 1, 0.9 m + g, g)\nx = x - lr m", 0),
    ("m = where(t > c, 0.9 m + g, g)\nx = x - lr m", 1),
    ("m = where(g > 1, 0.9 m + g, g)\nx = x - lr m", 1),
])  # fmt: skip
def test_what_all_lanes_choose_at_the_same_update_is_not_chosen_for_each(lines, chosen):
    code, _ = compiled(Graph(read_program(lines)), True)
    assert code.source.count("where(") == chosen
    assert len(code.switches) == 1 - chosen


def test_rates_that_nobody_wants_are_not_written():
    graph = Graph(read_program("rate = lr / (1 + g^2)\nx = x - lr g"))
    assert "nr" in compiled(graph, True)[0].source.partition("step")[2].partition(":")[2]
    assert "nr" not in compiled(graph, False)[0].source.partition("step")[2].partition(":")[2]


def test_the_same_graph_is_compiled_once():
    gd = RULES["gd"]
    assert compiled(gd.graph(gd.defaults), True) is compiled(gd.graph(gd.complete({"lr": 2})), True)


def lanes_of(rule, count):
    random = np.random.default_rng(count)
    for _ in range(count):
        dials = dict(zip(DIALS, random.uniform([0.1, -1.5], [0.99, 1.5]).tolist(), strict=True))
        schedule = ("inverse_time", {"decay_rate": 0.5, "decay_steps": 3})
        start = tuple(random.uniform(-2, 2, 2).tolist())
        yield Lane(rule, start, {"lr": random.uniform(0.01, 0.5), **dials}, schedule)


def assert_is_naive(rule, lanes, steps):
    """All lanes together are, bit for bit, each coordinate of each lane taken by itself."""
    (all_lanes,) = of_race(lanes, steps)
    start = np.array([lane.start for lane in lanes]).T
    (tape,) = taped(WAVY, start, [all_lanes], None)
    program, lr = (
        rule.program(rule.defaults),
        np.broadcast_to(all_lanes.lr, (steps + 1, len(lanes))),
    )
    with np.errstate(all="ignore"):
        for i in np.ndindex(start.shape):
            naive = Naive(program, {name: lanes[i[1]].dials[name] for name in DIALS})
            for k in range(steps):
                for name, value in naive.states.items():
                    assert_array_equal(tape.internals[name][k][i], value)
                found = (tape.points[k][i], tape.gradients[k][i], tape.losses[k][i[1]])
                after, rate = naive.step(*found, lr[k, i[1]])
                assert_array_equal(tape.points[k + 1][i], after)
                assert_array_equal(tape.rates[k][i], rate)


@given(texts())
@settings(max_examples=50)
def test_a_random_rule_runs_as_its_tree_says_bit_for_bit(text):
    rule = rule_of(text)
    code, _ = compiled(rule.graph(rule.defaults), True)
    assert foreign(code.source) == []
    for count in (1, 3, 200):  # alone; few, with all shapes alike; many, broadcast
        lanes = list(lanes_of(rule, count))
        if count < 200:
            assert_is_naive(rule, lanes, 5)
            assert_is_explained(lanes[0])
        else:
            assert_is_broadcast(rule, lanes)


def assert_is_explained(lane):
    """The numbers of an explanation are those of the run."""
    (record,) = race(WAVY, [lane], steps=5)
    if record.kept:
        curves = trace(lane, record)
        assert_array_equal(curves["following"][:-1], record.points[1:])
        assert_array_equal(curves["rate"], record.rates)


def assert_is_broadcast(rule, lanes):
    """A lane of many has the bits that it has alone, with states kept, overwritten, unwatched."""
    starts = np.array([lane.start for lane in lanes])
    names = ("lr", *DIALS)
    dials = {name: np.array([lane.dials[name] for lane in lanes]) for name in names}
    options = {"steps": 5, "schedule": lanes[0].schedule}
    kept = simulate(rule, WAVY, starts, dials=dials, **options)
    in_place = simulate(rule, WAVY, starts, dials=dials, internals=False, **options)
    assert_array_equal(kept.points, in_place.points)
    assert_array_equal(kept.rates, in_place.rates)
    ends = finish(rule, WAVY, starts, dials=dials, **options)
    assert_array_equal(ends.kept, kept.kept)
    last = np.maximum(kept.kept - 1, 0)
    assert_array_equal(ends.points, kept.points[last, np.arange(len(lanes))])
    one = {name: value[7] for name, value in dials.items()}
    alone = simulate(rule, WAVY, starts[7], dials=one, **options)
    assert_array_equal(alone.points, kept.points[:, 7])


@pytest.mark.parametrize("rule", ELEMENTWISE, ids=lambda rule: rule.name)
def test_every_rule_runs_as_its_tree_says_bit_for_bit(rule):
    for given_dials in settings_of(rule):
        dials = rule.complete(given_dials)
        record = simulate(rule, WAVY, (-1.2, 1.0), steps=6, dials=dials)
        numbers = {dial.name: dials[dial.name] for dial in rule.dials if dial.kind == "number"}
        assert record.kept == 7
        for i in range(2):
            naive = Naive(rule.program(dials), numbers)
            for k in range(6):
                found = (record.points[k, i], record.gradients[k, i], record.losses[k])
                with np.errstate(all="ignore"):
                    x, rate = naive.step(*found, np.float64(dials["lr"]))
                assert record.points[k + 1, i] == x, (given_dials, k)
                assert record.rates[k, i] == rate
                for name, value in naive.states.items():
                    assert record.internals[name][k + 1, i] == value
