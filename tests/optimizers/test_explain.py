"""What is printed of an update is what happened: formulas read back, numbers against records."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, SCHEDULES, Lane, Rule, Term, Typed, explain, race, trace
from optimizers.latex import latex_number
from tests.optimizers.asking import TEXTS, rule_of
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.lanes_tried import ELEMENTWISE, WAVY, lane, random_lanes, settings_of
from tests.optimizers.latex_reader import read


def symbols_of(one, record, k, coordinate):
    """The value of every symbol before an update, from the record and the dials alone."""
    dials, symbol = one.rule.complete(one.dials), one.rule.symbols
    found = {symbol(dial.name): dials[dial.name] for dial in one.rule.dials if dial.symbol}
    name, settings = one.schedule or ("constant", None)
    factor = SCHEDULES[name].factor(k, **settings) if settings is not None else 1.0
    for state, part in record.internals.items():
        found[symbol(state)] = part[k, coordinate]
    return found | {
        "x": record.points[k, coordinate], "g": record.gradients[k, coordinate],
        r"\eta": dials["lr"] * factor, "t": k + 1.0,
    }  # fmt: skip


def read_through(one, record, k, coordinate):
    """The symbols after an update, from the printed equations alone."""
    symbols = symbols_of(one, record, k, coordinate)
    with np.errstate(all="ignore"):
        for line in one.rule.equations(one.rule.complete(one.dials)):
            target, _, formula = line.partition(" = ")
            symbols[target] = read(formula, symbols)
    return symbols


def comparable(one):
    """Not the one case where rounding decides: a corrected mean less itself, squared, is 0."""
    dials = one.rule.complete(one.dials)
    return not dials.get("centered")


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("seed", range(15))
def test_the_printed_equations_lead_to_the_next_point(seed, noise):
    for one in (one for one in random_lanes(seed + 100, 8) if one.rule in ELEMENTWISE):
        (record,) = race(WAVY, [one], steps=12, noise=noise, seed=seed)
        for k in range(0, record.kept - 1, 5):
            for i in range(2 * comparable(one)):
                found, after = read_through(one, record, k, i), record.points[k + 1, i]
                scale = max(1.0, abs(after), abs(record.points[k, i]))
                assert abs(found["x"] - after) <= 1e-12 * scale, (one, k)
                for state, part in record.internals.items():
                    symbol = one.rule.symbols(state)
                    np.testing.assert_allclose(found[symbol], part[k + 1, i], 1e-12, 1e-300)


@pytest.mark.parametrize("rule", ELEMENTWISE, ids=lambda rule: rule.name)
def test_every_choice_of_a_rule_prints_what_it_does(rule):
    for dials in settings_of(rule):
        one = lane(rule.name, **dials)
        (record,) = race(WAVY, [one], steps=4)
        for k in (1, 3):
            found = read_through(one, record, k, 0)["x"]
            np.testing.assert_allclose(found, record.points[k + 1, 0], 1e-12)


def test_a_centered_mean_square_is_printed_as_it_is_computed():
    one = lane("rmsprop", centered=True, bias_correction=True, momentum=0.5)
    (record,) = race(WAVY, [one], steps=9)
    for k in range(2, 9):
        found = read_through(one, record, k, 1)["x"]
        np.testing.assert_allclose(found, record.points[k + 1, 1], 1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_explained_is_what_was_recorded(seed):
    for one in random_lanes(seed, 3):
        (record,) = race(WAVY, [one], steps=20)
        for k in range(0, record.kept - 1, 6):
            found = explain(one, record, k)
            values = {quantity.name: quantity.values for quantity in found.quantities}
            assert (found.row, found.update, found.taken) == (k, k + 1, True)
            assert_array_equal(values["point"], record.points[k])
            assert_array_equal(values["gradient"], record.gradients[k])
            assert_array_equal(values["rate"], record.rates[k])
            assert_array_equal(values["following"], record.points[k + 1])
            assert_array_equal(values["step"], record.points[k + 1] - record.points[k])
            for quantity in found.quantities:
                if quantity.name in record.internals:
                    store = record.internals[quantity.name]
                    assert_array_equal(quantity.values, store[k + 1])


@pytest.mark.parametrize("seed", range(8))
def test_the_curves_are_the_explanations_of_all_rows(seed):
    for one in random_lanes(seed, 3):
        (record,) = race(WAVY, [one], steps=15)
        curves = trace(one, record)
        for k in range(record.kept):
            explained = explain(one, record, k)
            assert [q.name for q in explained.quantities] == list(curves)
            for quantity in explained.quantities:
                assert_array_equal(quantity.values, curves[quantity.name][k])


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_last_row_is_explained_by_the_update_that_would_follow(rule):
    one = lane(rule.name)
    short, long = (race(WAVY, [one], steps=steps)[0] for steps in (6, 7))
    last, next_one = explain(one, short, 6), explain(one, long, 6)
    assert (last.taken, next_one.taken) == (False, True)
    for mine, other in zip(last.quantities, next_one.quantities, strict=True):
        assert_array_equal(mine.values, other.values)
    assert last.numbers == next_one.numbers


@pytest.mark.parametrize("rule", ELEMENTWISE, ids=lambda rule: rule.name)
def test_the_effective_rate_is_the_one_that_its_formula_gives(rule):
    one = lane(rule.name, schedule=("step", {"step_size": 2, "gamma": 0.5}))
    (record,) = race(WAVY, [one], steps=9)
    for k in (0, 5, 8):
        rate = next(q for q in explain(one, record, k).quantities if q.name == "rate")
        symbols = read_through(one, record, k, 1)
        for name in {"adadelta": "a", "adopt": "v"}.get(rule.name, ""):  # it has changed since
            symbols[name] = record.internals[name][k, 1]
        found = read(rate.equation.partition(" = ")[2], symbols)
        np.testing.assert_allclose(found, record.rates[k, 1], 1e-11)  # RAdam: 2000 less 1995


@pytest.mark.parametrize("rule", ELEMENTWISE, ids=lambda rule: rule.name)
def test_the_equation_in_numbers_holds_to_the_digits_shown(rule):
    one = lane(rule.name)
    (record,) = race(WAVY, [one], steps=9)
    for quantity in explain(one, record, 7).quantities:
        for text, result in zip(quantity.numbers, quantity.values, strict=bool(quantity.numbers)):
            formula, _, shown = text.partition(" = ")[2].replace(r"\approx", "=").partition(" = ")
            if not shown:
                assert abs(read(formula, {}) - result) <= 5e-4 * abs(result)
            else:
                numbers = [abs(result), *np.abs(record.points[7:9]).ravel()]
                assert abs(read(shown, {}) - result) <= 5e-4 * abs(result)
                assert abs(read(formula, {}) - result) <= 2e-3 * max(numbers)


def test_the_quantities_of_adam_read_as_in_the_paper():
    (record,) = race(LOSSES["quartic"], [lane("adam", 0.1, start=(0.5,))], steps=3)
    explained = explain(lane("adam", 0.1, start=(0.5,)), record, 1, names=["w"])
    assert [q.symbol for q in explained.quantities] == [
        "x", "g", r"\eta", "m", "v", r"\hat m", r"\hat v", r"\alpha", "x", r"\Delta x",
    ]  # fmt: skip
    assert explained.numbers == (
        r"\begin{aligned}m &= 0.9 \cdot \left(-0.05\right) + \left(1 - 0.9\right) \cdot "
        r"\left(-0.536\right) \approx -0.0986 \\ "
        r"v &= 0.999 \cdot 0.00025 + \left(1 - 0.999\right) \cdot \left(-0.536\right)^{2} "
        r"\approx 0.000537 \\ "
        r"\hat m &= \frac{-0.0986}{1 - 0.9^{2}} \approx -0.5189 \\ "
        r"\hat v &= \frac{0.000537}{1 - 0.999^{2}} \approx 0.2687 \\ "
        r"\alpha &= \frac{0.1}{\sqrt{0.2687} + 10^{-8}} \approx 0.1929 \\ "
        r"w &= 0.6 - 0.1929 \cdot \left(-0.5189\right) \approx 0.7001"
        r"\end{aligned}",
    )


def test_an_update_of_short_numbers_is_exact():
    (record,) = race(LOSSES["quartic"], [lane("gd", 0.25, start=(0.5,))], steps=1)
    explained = explain(lane("gd", 0.25, start=(0.5,)), record, 0)
    assert explained.numbers == (
        r"\begin{aligned}x &= 0.5 - 0.25 \cdot \left(-0.5\right) = 0.625\end{aligned}",
    )


@pytest.mark.parametrize(
    ("rule", "dials", "names"),
    [
        ("gd", {}, ["following", "step"]),
        ("lion", {}, ["c", "following", "m", "step"]),
        ("gd", {"weight_decay": 0.1}, ["pulled_gradient", "following", "step"]),
        (
            "gd",
            {"weight_decay": 0.1, "decay": "decoupled"},
            ["shrunk_point", "following", "step"],
        ),
    ],
)
def test_the_given_are_told_first_and_the_lines_in_their_order(rule, dials, names):
    one = lane(rule, **dials)
    (record,) = race(WAVY, [one], steps=1)
    found = [quantity.name for quantity in explain(one, record, 0).quantities]
    assert found[:3] == ["point", "gradient", "lr"]
    assert [name for name in found[3:] if name != "rate"] == names


def test_where_the_rule_has_no_line_of_its_rate_it_is_the_learning_rate():
    one = lane("momentum", schedule=("step", {"step_size": 1, "gamma": 0.5}))
    (record,) = race(WAVY, [one], steps=3)
    explained = explain(one, record, 2)
    rate = next(q for q in explained.quantities if q.name == "rate")
    assert_array_equal(rate.values, [0.0025, 0.0025])
    equations = {q.name: q.equation for q in explained.quantities}
    assert equations["rate"] == r"\alpha = \eta"
    assert equations["step"] == r"\Delta x = x_{k+1} - x_k"
    assert r"\alpha" not in explained.equation


def test_the_names_of_the_variables_stand_where_the_point_moves():
    one = lane("adamw", start=(0.5, 0.25))
    (record,) = race(WAVY, [one], steps=1)
    quantities = explain(one, record, 0, names=["w", "b"]).quantities
    numbers = {quantity.name: quantity.numbers for quantity in quantities}
    for name in ("shrunk_point", "following"):
        assert [text.partition(" = ")[0] for text in numbers[name]] == ["w", "b"]
    assert [text.partition(" = ")[0] for text in numbers["step"]] == [r"\Delta w", r"\Delta b"]
    assert numbers["m"][1].startswith("m = ")


@pytest.mark.parametrize("name", RULES)
def test_every_quantity_says_what_it_is(name):
    (record,) = race(WAVY, [lane(name)], steps=2)
    quantities = explain(lane(name), record, 1).quantities
    assert len({quantity.name for quantity in quantities}) == len(quantities)
    for quantity in quantities:
        assert quantity.symbol
        assert quantity.meaning
        assert not quantity.meaning.endswith(".")


def tried(text, *terms):
    """A lane of a rule of that text, with terms that say what each name is."""
    lr = RULES["gd"].dials[0]
    told = {name: Term(f"what {name} is") for name in terms}
    rule = Rule("tried", "Tried", (lr,), lambda dials: text, "nobody", "None.", terms=told)
    return Lane(rule, (2.0,), {"lr": 0.5})


def test_each_line_of_a_name_that_is_assigned_again_is_told():
    one = tried("""
        m = 0.5 m + g
        m = 2 m
        g = g + 1
        g = 3 g
        x = x - m
        x = x / 2
        x = x + 1
    """, "m")  # fmt: skip
    (record,) = race(parse_loss("x^2"), [one], steps=3)
    curves = trace(one, record)
    before, g = record.internals["m"], record.gradients
    assert_array_equal(curves["m:1"], 0.5 * before + g)
    assert_array_equal(curves["m"], 2 * (0.5 * before + g))
    assert_array_equal(curves["m"][:-1], before[1:])
    assert_array_equal(curves["pulled_gradient:1"], g + 1)
    assert_array_equal(curves["pulled_gradient"], 3 * (g + 1))
    assert_array_equal(curves["shrunk_point:1"], record.points - curves["m"])
    assert_array_equal(curves["shrunk_point"], (record.points - curves["m"]) / 2)
    assert_array_equal(curves["following"][:-1], record.points[1:])
    explained = explain(one, record, 1)
    assert [quantity.name for quantity in explained.quantities] == list(curves)
    m = next(quantity for quantity in explained.quantities if quantity.name == "m")
    assert (m.symbol, m.meaning, m.equation) == ("m", "what m is", "m = 2 m")
    found = {quantity.name: quantity.numbers[0] for quantity in explained.quantities[3:]}
    shown = latex_number(curves["m:1"][1, 0])
    assert found["m"] == rf"m = 2 \cdot {shown} = {latex_number(2 * curves['m:1'][1, 0])}"


def test_of_a_typed_rule_nothing_is_told_that_only_ours_are_known_to_do():
    """Where our rules change the gradient or the point first, they do so by weight decay."""
    typed = Typed("mine", "g = min(g, 1); x = x + 1; v = 0.5*v + g; x = x - lr*v")
    one = Lane(typed.rule, (2.0,), {"lr": 0.5})
    (record,) = race(parse_loss("x^2"), [one], steps=2)
    told = {quantity.name: quantity.meaning for quantity in explain(one, record, 0).quantities}
    assert told == {
        "point": "the point before the update",
        "gradient": "the slope of the loss there, as the optimizer met it",
        "lr": "learning rate of this update, schedule included",
        "pulled_gradient": "the gradient as the rule goes on with it",
        "shrunk_point": "the point on its way",
        "v": "kept from one update to the next",
        "rate": "effective learning rate of the coordinate",
        "following": "the point after the update",
        "step": "how far the update moves the point",
    }


def test_a_rule_may_have_names_of_what_is_told_beside_it():
    one = tried("""
        step = 0.5 step + g
        point = 2 step
        rate = lr / 2
        x = x - rate point
    """, "step", "point")  # fmt: skip
    (record,) = race(parse_loss("x^2"), [one], steps=3)
    curves = trace(one, record)
    assert_array_equal(curves["point"], record.points)
    assert_array_equal(curves["step:1"][:-1], record.internals["step"][1:])
    assert_array_equal(curves["point:1"], 2 * curves["step:1"])
    assert_array_equal(curves["step"], curves["following"] - record.points)
    told = {quantity.name: quantity for quantity in explain(one, record, 0).quantities}
    assert told["step:1"].meaning == "what step is"
    assert told["step"].meaning == "how far the update moves the point"
    assert told["step"].equation == r"\Delta x = x_{k+1} - x_k"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_what_a_rule_asks_is_explained_with_the_numbers_of_the_run(text, noise):
    for loss, start in ((WAVY, (0.4, -0.7)), (parse_loss("x^4 - 2x^2 + x"), (0.3,))):
        one = Lane(rule_of(text), start, {"lr": 0.1})
        (record,) = race(loss, [one], steps=12, noise=noise, seed=2)
        curves = trace(one, record)
        assert_array_equal(curves["following"][:-1], record.points[1:])
        assert_array_equal(curves["rate"], record.rates)
        for name, store in record.internals.items():
            assert_array_equal(curves[name][:-1], store[1:])
        for k in (0, record.kept - 1):
            explained = explain(one, record, k)
            for quantity in explained.quantities:
                assert_array_equal(quantity.values, curves[quantity.name][k])
            assert not any("--" in number or "call" in number for number in explained.numbers)


def test_a_call_across_coordinates_is_shown_as_its_number():
    one = Lane(
        rule_of("r = norm(g) / 2; x = x - lr r dot(g, axis2) axis2"), (1.5, 2.0), {"lr": 0.1}
    )
    (record,) = race(parse_loss("x^2 + y^2"), [one], steps=1)
    told = {quantity.name: quantity for quantity in explain(one, record, 0).quantities}
    assert told["r"].equation == r"r = \frac{\left\lVert g\right\rVert}{2}"
    assert told["r"].numbers == (r"r = \frac{5}{2} = 2.5",) * 2
    assert told["following"].numbers == (
        r"x = 1.5 - 0.1 \cdot 2.5 \cdot 4 \cdot 0 = 1.5",
        r"x = 2 - 0.1 \cdot 2.5 \cdot 4 \cdot 1 = 1",
    )


def test_a_condition_that_asks_the_loss_shows_the_side_that_was_taken():
    text = "x = x - where(loss(x - g) < f, g, lr g)"
    for f, shown in (("x^2/2", r"x = 3 - 3 = 0"), ("2x^2", r"x = 3 - 0.25 \cdot 12 = 0")):
        one = Lane(rule_of(text), (3.0,), {"lr": 0.25})
        (record,) = race(parse_loss(f), [one], steps=1)
        assert explain(one, record, 0).quantities[-2].numbers == (shown,)


def test_the_points_that_an_update_tries_are_told_by_what_it_asks_for():
    text = "q = g; p = -4 g; s = armijo(p); x = x + s p + 0 loss(x) axis1 - 0 grad(x + q)"
    one = Lane(rule_of(text), (1.0, 2.0), {"lr": 0.1})
    (record,) = race(parse_loss("(x^2 + y^2)/2"), [one], steps=2)
    searched, asked = explain(one, record, 0).tried  # loss(x) is asked where the update stands
    assert (searched.function, asked.function) == ("armijo", "grad")
    assert_array_equal(searched.points, [(-3, -6), (-1, -2), (0, 0)])
    assert_array_equal(asked.points, [(2, 4)])
    plain = Lane(rule_of("x = x - lr g"), (1.0, 2.0), {"lr": 0.1})
    assert explain(plain, record, 0).tried == ()
