"""What the browser is told of a rule: nothing but numbers, v0 c0 ..., signs and known functions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dialect import RULE
from language.errors import RuleError
from language.operations import Graph
from language.printers.javascript import RuleCode, javascript
from language.printers.text import to_text
from language.program import read_program
from losses.functions.numeric import NUMERIC
from optimizers import RULES
from tests.language.trees import OF_RULES
from tests.losses.corpora import HOSTILE
from tests.optimizers.lanes_tried import settings_of
from tests.optimizers.naive import texts
from tests.player.alphabet import ASKED, FUNCTIONS, strangers

HOSTILE_NAMES = (
    "constructor", "__proto__", "prototype", "eval", "alert", "window", "document", "globalThis",
    "this", "return", "import", "Function", "let", "process", "require", "toString", "v0", "c0",
    "sqrt_", "NaN", "Infinity", "undefined", "async", "yield",
)  # fmt: skip


def coded(text: str) -> list[RuleCode]:
    """Return the code of a rule for one and for two variables, none where it cannot be read."""
    try:
        graph = Graph(read_program(text))
    except RuleError:
        return []
    return [javascript(graph, dimension) for dimension in (1, 2)]


def test_a_rule_can_call_every_function_of_rules_and_none_beside_the_table() -> None:
    printed: set[str] = set()
    for name, (count, _) in RULE.functions.items():
        arguments = ", ".join(["g > 0" if name == "where" else "g", "x", "lr"][:count])
        (code, _) = coded(f"x = {name}({arguments}) + g^f + lr_0^0.3")
        assert strangers(code) == []
        printed |= {word for word in FUNCTIONS | ASKED if f"{word}(" in code["step"] + code["once"]}
    assert printed >= {"power", "dial_power", "absolute", "maximum", "minimum", *ASKED - {"other"}}
    assert printed - {"dial_power"} - ASKED <= set(NUMERIC)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_in_every_setting_keeps_to_the_alphabet(rule) -> None:
    for dials in settings_of(rule):
        graph = rule.graph(rule.complete(dials))
        assert [strangers(javascript(graph, dimension)) for dimension in (1, 2)] == [[], []]


@given(texts())
@settings(max_examples=100)
def test_so_does_a_random_rule(text: str) -> None:
    assert [strangers(code) for code in coded(text)] == [[], []]


@given(st.lists(OF_RULES, min_size=1, max_size=3))
@settings(max_examples=100)
def test_so_does_a_rule_of_random_trees(trees) -> None:
    names = ("m", "v_hat", "x")
    lines = [f"{name} = {to_text(tree)}" for name, tree in zip(names, trees, strict=False)]
    assert all(strangers(code) == [] for code in coded("\n".join([*lines, "x = x - g"])))


@given(st.text(max_size=40), st.text(max_size=10))
@settings(max_examples=200)
def test_so_does_whatever_random_text_can_be_read(value: str, name: str) -> None:
    for text in (value, f"x = {value}", f"{name} = g\nx = x - {name} lr", f"x = {name}(g)"):
        assert all(strangers(code) == [] for code in coded(text))


def test_so_does_what_of_a_hostile_text_can_be_read_as_a_rule() -> None:
    read = 0
    for row in HOSTILE:
        for text in (row["text"], f"x = {row['text']}", f"m = m + {row['text']}; x = x - lr m"):
            for code in coded(text):
                assert strangers(code) == [], text
                read += 1
    assert read > 20


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_told_as_data_and_never_as_code(name: str) -> None:
    text = f"{name} = a_{name} {name} + g\nx = x - lr {name}"
    for code in coded(text):
        assert strangers(code) == []
        (state,) = code["states"]
        assert state["name"] == name
        assert code["dials"] == [f"a_{name}"]


def test_a_stranger_would_be_found() -> None:
    (code, _) = coded("m = m + g; x = x - lr m")
    for stranger in ("alert(1)", "v0.x", "v0`", "v0//", "9e", "0x1f", "v1a", "sinx(1)", "inf", "м"):
        assert strangers({**code, "step": stranger}) != []
    assert strangers({**code, "states": [{**code["states"][0], "start": ["nan"]}]}) == ["nan"]
