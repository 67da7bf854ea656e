"""What a rule asks of the loss: closed forms, linear algebra, finite differences, and lanes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from losses import parse_loss
from optimizers import Lane, finish, race, simulate
from optimizers.engine.beside import Beside, Update, answered, filler
from tests.optimizers.asking import TEXTS, rule_of
from tests.optimizers.hand_losses import LOSSES, HandLoss
from tests.optimizers.lanes_tried import WAVY, assert_same
from tests.optimizers.rules.walks import Slope

RAVINE = parse_loss("x^2/2 + 25y^2/2")
START = (25.0, 1.0)  # from here the steepest descent of the ravine is as slow as it can be
SMOOTH = parse_loss("sin(x) y^2 + exp(x/3) + x y^3 / 4")


def points(text, loss=RAVINE, start=START, steps=10, **more):
    dials = {"lr": more.pop("lr", 0.1)}
    record = simulate(rule_of(text), loss, start, steps=steps, dials=dials, **more)
    return record.points[: int(record.kept)]


def update_at(loss, *columns):
    """The update that begins at these points, one a lane."""
    x = np.array(columns, float).T
    value, gradient = loss.value_and_gradient(x)
    return Update(Beside(loss, None), 0, (x, gradient, value))


def test_steepest_descent_shrinks_the_loss_of_a_ravine_by_its_closed_form():
    # (k - 1)^2 / (k + 1)^2 for a condition number k, at the worst start (Luenberger 1973, 7.6).
    path = points("p = -g; x = x + exact(p) p", steps=20)
    losses = RAVINE.value(path)
    assert_allclose(losses[1:] / losses[:-1], (24 / 26) ** 2, rtol=1e-12)


@pytest.mark.parametrize(
    "loss", ["x^2/2 + 25y^2/2", "2x^2 + 3x y + 4y^2 - x", "(x - 3)^2 + 1e3 (x + y)^2"]
)
def test_conjugate_directions_end_in_as_many_steps_as_there_are_variables(loss):
    land = parse_loss(loss)
    path = points(TEXTS["conjugate"], land, (2.0, -1.0), steps=2)
    assert_allclose(land.gradient(path[2]), 0, atol=1e-8)


@pytest.mark.parametrize("loss", ["x^2/2 + 25y^2/2", "2x^2 + 3x y + 4y^2 - x"])
def test_bfgs_with_exact_steps_has_the_inverse_hessian_after_as_many(loss):
    land, text = parse_loss(loss), TEXTS["bfgs"].replace("armijo", "exact")
    record = simulate(rule_of(text), land, (2.0, -1.0), steps=3, dials={"lr": 0.1})
    inverse = np.array([record.internals["h1"][3], record.internals["h2"][3]])
    assert_allclose(inverse @ land.hessian((0.0, 0.0)), np.eye(2), atol=1e-9)
    assert_array_equal(record.internals["h1"][0], (1, 0))


def test_newton_ends_in_one_step_on_a_quadratic_and_saddle_free_turns_from_the_saddle():
    assert_allclose(points("x = x - solve(g)")[1], 0, atol=1e-14)
    saddle = parse_loss("x^2 - y^2/2 + x y")
    assert_allclose(points("x = x - solve(g)", saddle, (1.0, 1.0))[1], 0, atol=1e-15)
    away = points("x = x - solve_abs(g)", saddle, (1.0, 1.0), steps=3)
    assert (np.diff(saddle.value(away)) < 0).all()


def test_polyaks_step_and_the_sharpness_of_sam_have_closed_forms():
    (_, after) = points("x = x - f / dot(g, g) g", parse_loss("3x^2"), (2.0,), steps=1)
    assert_allclose(after, 1.0, rtol=1e-15)  # half way to the minimum, whose loss is 0
    (_, after) = points("x = x - lr grad(x + 0.5 g / norm(g))", parse_loss("x^2"), (2.0,), steps=1)
    assert_allclose(after, 2.0 - 0.1 * 5.0, rtol=1e-15)


def test_norms_and_products_add_the_coordinates_in_order():
    u, v = np.array([[3.0, 1e16], [4.0, 1.0]]), np.array([[1.0, 1.0], [2.0, -1e16]])
    assert_array_equal(answered("norm", [u], u.shape, None), np.sqrt(u[0] * u[0] + u[1] * u[1]))
    assert_array_equal(answered("dot", [u, v], u.shape, None), u[0] * v[0] + u[1] * v[1])
    assert answered("norm", [u], u.shape, None)[0] == 5.0


@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=5))
@settings(max_examples=40)
def test_the_hessian_times_a_vector_is_a_difference_of_gradients(starts):
    update = update_at(SMOOTH, *starts)
    u = np.array([0.6, -0.8])[:, None] + 0 * update.x
    ahead, behind = update.x + 1e-5 * u, update.x - 1e-5 * u
    wanted = (SMOOTH.value_and_gradient(ahead)[1] - SMOOTH.value_and_gradient(behind)[1]) / 2e-5
    assert_allclose(update.hess(u), wanted, atol=1e-7)


class Bent:
    """A loss that is known by its Hessian alone."""

    def __init__(self, hessians):
        self.hessians = np.asarray(hessians, float)

    def value_and_gradient(self, x):
        return np.zeros(x.shape[1]), np.zeros_like(x)

    def hessian(self, _):
        return self.hessians


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_solving_is_that_of_linear_algebra(size):
    chance = np.random.default_rng(size)
    some = chance.normal(size=(50, size, size))
    hessians, u = some + some.swapaxes(1, 2), chance.normal(size=(size, 50))
    update = update_at(Bent(hessians), *np.zeros((50, size)))
    wanted = np.linalg.solve(hessians, u.T[..., None])[..., 0].T
    assert_allclose(update.solve(u), wanted, rtol=1e-9)
    values, vectors = np.linalg.eigh(hessians)
    absolute = np.einsum("kij,kj,klj->kil", vectors, np.abs(values), vectors)
    wanted = np.linalg.solve(absolute, u.T[..., None])[..., 0].T
    assert_allclose(update.solve_abs(u), wanted, rtol=1e-9)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_hessian_without_an_inverse_gives_no_number_to_its_lane_alone(size):
    hessians = np.stack([np.zeros((size, size)), np.full((size, size), np.nan), 2 * np.eye(size)])
    update, u = update_at(Bent(hessians), *np.zeros((3, size))), np.ones((size, 3))
    with np.errstate(all="ignore"):
        for found in (update.solve(u), update.solve_abs(u)):
            assert not np.isfinite(found[:, :2]).any()
            assert_array_equal(found[:, 2], 0.5)


def test_the_gradient_beside_the_point_meets_the_same_noise():
    options = {"steps": 20, "noise": 0.3, "seed": 5}
    asked = points("x = x - lr grad(x)", WAVY, (1.0, 2.0), **options)
    assert_array_equal(asked, points("x = x - lr g", WAVY, (1.0, 2.0), **options))


def test_what_is_asked_belongs_to_where_the_update_began():
    quadratic = parse_loss("x^2")
    # Whatever x and g have become in between: 0.5 along -2 x is the minimum.
    (_, after) = points(
        "q = -g; x = 7 x; g = 3 g; x = x / 7 + exact(q) q", quadratic, (2.0,), steps=1
    )
    assert_allclose(after, 0.0, atol=1e-15)
    (_, after) = points("q = -g; x = 7 x; g = 3 g; x = armijo(q) axis1", quadratic, (2.0,), steps=1)
    assert_array_equal(after, 0.5)
    cubic = parse_loss("x^3")
    (_, after) = points("q = g; x = x + 1; x = hess(q / q)", cubic, (2.0,), steps=1)
    assert_array_equal(after, 12.0)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_lane_of_many_has_the_bits_that_it_has_alone(text):
    chance = np.random.default_rng(1)
    starts = chance.uniform(-2, 2, (300, 2))
    starts[7] = (1e200, 1.0)  # one is over from the beginning
    lr = chance.uniform(0.01, 0.3, 300)
    rule, options = rule_of(text), {"steps": 20, "noise": 0.1, "seed": 4}
    many = simulate(rule, WAVY, starts, dials={"lr": lr}, **options)
    ends = finish(rule, WAVY, starts, dials={"lr": lr}, **options)
    last = np.maximum(many.kept - 1, 0)
    assert_array_equal(ends.points, many.points[last, np.arange(300)])
    for lane in (0, 7, 11):
        alone = simulate(rule, WAVY, starts[lane], dials={"lr": lr[lane]}, **options)
        assert_array_equal(alone.points, many.points[:, lane])
    others = [Lane(rule, tuple(s), {"lr": float(r)}) for s, r in zip(starts[:3], lr, strict=False)]
    plain = Lane(rule_of("x = x - lr g"), (1.0, 1.0), {"lr": 0.1})
    assert_same(race(WAVY, [plain, *others], **options)[1], race(WAVY, others[:1], **options)[0])


def test_a_loss_of_value_and_gradient_alone_serves_rules_that_ask_for_no_more():
    hand = LOSSES["rosenbrock"]
    own = parse_loss("(1-x)^2 + 100(y-x^2)^2")
    for name in ("steepest", "armijo", "sam", "polyak"):
        path = points(TEXTS[name], hand, (-1.2, 1.0), steps=4, lr=1e-3)
        assert_allclose(path, points(TEXTS[name], own, (-1.2, 1.0), steps=4, lr=1e-3), rtol=1e-8)
    with pytest.raises(
        ValueError, match=r"^The rule asks for the Hessian, but this loss has none\.$"
    ):
        points("x = x - solve(g)", Slope(), (1.0, 2.0), steps=1)


def test_a_filler_writes_value_and_gradient_of_any_loss():
    x = np.random.default_rng(0).normal(size=(2, 5))
    value, gradient = WAVY.value_and_gradient(x)
    for loss in (WAVY, HandLoss(lambda x, y: WAVY.value_and_gradient(np.stack([x, y])))):
        out = np.empty((3, 5))
        filler(loss)(x, out)
        assert_array_equal(out, [value, *gradient])


@pytest.mark.parametrize(
    ("text", "spent"),
    [
        ("x = x - lr g", 1),
        ("x = x - lr norm(g) g", 1),
        ("x = x - lr grad(x - lr g) - lr grad(x - lr g)", 2),  # equal ones are one
        ("u = grad(x - 1); x = x - lr g", 1),  # which nobody reads
        ("x = x - where(loss(x - g) < f, lr g, 0) - grad(axis1) / 99", 3),
        ("x = x - solve(g) - hess(g) / 99 - solve_abs(g) / 99", 2),
    ],
)
def test_evaluations_are_counted(text, spent):
    (record,) = race(RAVINE, [Lane(rule_of(text), (1.0, 0.1), {"lr": 0.01})], steps=5)
    assert_array_equal(record.evaluations, spent * np.arange(6))
    many = simulate(rule_of(text), RAVINE, np.ones((3, 2)), steps=5)
    assert_array_equal(many.evaluations, np.repeat(spent * np.arange(6)[:, None], 3, axis=1))


class Counting:
    """A loss that counts the points at which it is asked."""

    def __init__(self, loss):
        self.loss, self.asked = loss, 0

    def value_and_gradient(self, x):
        self.asked += x.shape[1]
        return self.loss.value_and_gradient(x)


@pytest.mark.parametrize("name", ["steepest", "armijo", "sam", "loss", "conjugate"])
def test_what_line_searches_take_is_counted_as_they_take_it(name):
    loss = Counting(WAVY)
    (record,) = race(loss, [Lane(rule_of(TEXTS[name]), (1.0, 0.5), {"lr": 0.2})], steps=9)
    spent = np.broadcast_to(record.spent, 10)
    assert loss.asked == spent.sum()  # the last row's update included, which nobody sees
    assert_array_equal(record.evaluations, [0, *np.cumsum(spent[:-1])])
    starts = np.array([(1.0, 0.5), (-1.0, 2.0)])
    many = simulate(rule_of(TEXTS[name]), WAVY, starts, steps=9, dials={"lr": 0.2})
    assert_array_equal(many.evaluations[:, 0], record.evaluations)
